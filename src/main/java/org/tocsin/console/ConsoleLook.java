package org.tocsin.console;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.account.Role;
import org.tocsin.account.Session;
import org.tocsin.account.Sessions;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;
import org.tocsin.web.HttpResponse;

/** What every page of the console stands in, and the answers that lead elsewhere. */
final class ConsoleLook {
  static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** A part of the console, and who sees it in the menu. */
  private record Part(String name, String path, Role role) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("home", "", Role.AUTHOR),
          new Part("sheets", "/sheets", Role.AUTHOR),
          new Part("alerts", "/alerts", Role.AUTHOR),
          new Part("people", "/people", Role.PUBLISHER),
          new Part("inbox", "/inbox", Role.PUBLISHER),
          new Part("officials", "/officials", Role.AUTHOR),
          new Part("accounts", "/accounts", Role.ADMIN),
          new Part("audit", "/audit", Role.ADMIN),
          new Part("settings", "/settings", Role.ADMIN));

  private final PageLayout frame;
  private final String base;
  private final boolean isSecure;

  /**
   * @param publicUrl where browsers reach this installation
   */
  ConsoleLook(PageLayout frame, String publicUrl) {
    this.frame = frame;
    this.base = URI.create(publicUrl).getPath().replaceAll("/+$", "");
    this.isSecure = publicUrl.startsWith("https:");
  }

  /** What stands before every address of the console. */
  String base() {
    return base;
  }

  String sender() {
    return frame.sender();
  }

  /**
   * A page for somebody who is signed in.
   *
   * @param template under templates/console
   * @param values what it asks for; "title" is the page's name
   */
  HttpResponse page(Visit visit, String template, Map<String, Object> values) {
    return page(200, visit, template, values);
  }

  HttpResponse page(int status, Visit visit, String template, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    Session session = visit.session();
    all.put("csrf", session.csrf());
    all.put("account", Map.of("email", session.account().email()));
    all.put("menu", menu(session, visit.labels(), visit.request().path()));
    all.putIfAbsent("notice", notice(visit));
    all.putIfAbsent("wrong", "");
    return html(status, template, visit.labels(), all);
  }

  /** What was done a moment ago, where there are words for it. */
  private static String notice(Visit visit) {
    return visit
        .request()
        .asked("done")
        .map(done -> visit.labels().page("console.done").getOrDefault(done, ""))
        .orElse("");
  }

  private List<Map<String, Object>> menu(Session session, Labels labels, String path) {
    return PARTS.stream()
        .filter(part -> session.may(part.role()))
        .map(
            part ->
                Map.<String, Object>of(
                    "words", labels.get("console.menu." + part.name()),
                    "url", base + "/console" + part.path(),
                    "here", isHere(part, path)))
        .toList();
  }

  private static boolean isHere(Part part, String path) {
    String own = "/console" + part.path();
    return path.equals(own) || !part.path().isEmpty() && path.startsWith(own + "/");
  }

  /** A page for somebody who is not signed in. */
  HttpResponse outside(
      int status, String template, Labels labels, String csrf, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("csrf", csrf);
    all.put("menu", List.of());
    all.putIfAbsent("notice", "");
    all.putIfAbsent("wrong", "");
    return html(status, template, labels, all);
  }

  private HttpResponse html(
      int status, String template, Labels labels, Map<String, Object> values) {
    values.put("words", labels.page("console", sender()));
    values.put("base", base);
    values.put("assets", base + "/console/assets/" + Assets.VERSION);
    String html = frame.page("console/" + template, labels.lang(), values);
    return HttpResponse.html(status, html)
        .with("Content-Security-Policy", POLICY)
        .in(labels.lang())
        .forOne();
  }

  /** After something was done: a reload does not do it again. */
  HttpResponse go(String path) {
    return HttpResponse.of(303, "text/plain; charset=utf-8", "")
        .with("Location", base + path)
        .forOne();
  }

  /**
   * To the first page, with a session from now on.
   *
   * @param secret of the session
   */
  HttpResponse signedIn(String secret) {
    return go("/console")
        .with("Set-Cookie", cookie(Console.COOKIE, secret, Sessions.LONGEST.toSeconds()));
  }

  /**
   * @param name of the cookie; scripts cannot read it, and no other site's form sends it
   */
  String cookie(String name, String value, long seconds) {
    return Stream.of(
            name + "=" + value,
            "Path=/",
            "Max-Age=" + seconds,
            "HttpOnly",
            "SameSite=Lax",
            isSecure ? "Secure" : "")
        .filter(part -> !part.isEmpty())
        .reduce((a, b) -> a + "; " + b)
        .orElseThrow();
  }
}
