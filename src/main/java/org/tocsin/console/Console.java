package org.tocsin.console;

import java.util.Map;
import java.util.Optional;
import org.tocsin.TocsinException;
import org.tocsin.account.Accounts;
import org.tocsin.account.SecretToken;
import org.tocsin.account.Session;
import org.tocsin.account.Sessions;
import org.tocsin.account.SignInLinks;
import org.tocsin.message.Labels;
import org.tocsin.web.AcceptedLanguage;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * Lets organizers in. Without a session one is sent to sign in; a role that may not reads so; a
 * form that does not carry the session's secret changes nothing. Only then the page is asked.
 */
public final class Console {
  static final String COOKIE = "tocsin_session";
  private static final String ASSETS = "/console/assets/";

  private final Sessions sessions;
  private final SignInPages signIn;
  private final ConsoleMap map;
  private final ConsoleLook look;
  private final boolean isFactorRequired;

  Console(
      Sessions sessions,
      SignInPages signIn,
      ConsoleMap map,
      ConsoleLook look,
      boolean isFactorRequired) {
    this.isFactorRequired = isFactorRequired;
    this.sessions = sessions;
    this.signIn = signIn;
    this.map = map;
    this.look = look;
  }

  /** The whole console over its parts. */
  public static Console of(ConsoleParts parts) {
    ConsoleLook look = new ConsoleLook(parts.site().frame(), parts.site().publicUrl());
    Sessions sessions = new Sessions(parts.jdbi(), parts.clock());
    SignInPages signIn =
        new SignInPages(
            parts.jdbi(),
            new Accounts(parts.jdbi(), parts.clock()),
            new SignInLinks(parts.jdbi(), parts.clock()),
            parts.site().mail(),
            look);
    return new Console(
        sessions,
        signIn,
        ConsoleMap.of(parts, look),
        look,
        parts.site().rules().isSecondFactorRequired());
  }

  public ConsoleMap map() {
    return map;
  }

  /**
   * @param headers as the request was read
   * @param body of the request
   */
  public HttpResponse answer(Map<String, Object> headers, Object body) {
    ConsoleRequest request = ConsoleRequest.of(headers, body);
    Labels labels = Labels.in(AcceptedLanguage.of(request.languages()));
    if (request.path().startsWith(ASSETS)) {
      return Assets.of(request.path().replaceAll(".*/", "")).orElseThrow(Console::nothing);
    }
    if (request.path().equals(SignInPages.PATH)
        || request.path().startsWith(SignInPages.PATH + "/")) {
      return signIn.answer(request, labels);
    }
    Optional<Session> session =
        Optional.of(request.cookie(COOKIE)).filter(s -> !s.isEmpty()).flatMap(sessions::find);
    if (session.isEmpty()) {
      return stranger(request, labels);
    }
    return answer(request, session.get(), labels);
  }

  private static HttpFault nothing() {
    return new HttpFault(404, "There is no such page.");
  }

  private HttpResponse stranger(ConsoleRequest request, Labels labels) {
    return request.isPost()
        ? look.outside(
            401, "message", labels, "", message(labels, "signed-out.title", "signed-out"))
        : look.go(SignInPages.PATH);
  }

  private static Map<String, Object> message(Labels labels, String title, String words) {
    return Map.of(
        "title", labels.get("console." + title), "words_said", labels.get("console." + words));
  }

  private HttpResponse answer(ConsoleRequest request, Session session, Labels labels) {
    Visit visit = new Visit(session, request, Map.of(), labels);
    if (isHeldUp(session) && !isForHeldUp(request)) {
      return request.isPost()
          ? look.outside(
              401, "message", labels, session.csrf(), message(labels, "own.title", "own.held"))
          : look.go(OwnAccountPages.PATH);
    }
    Optional<ConsoleMap.Match> match = map.find(request.method(), request.path());
    if (match.isEmpty()) {
      return look.page(404, visit, "message", message(labels, "nothing.title", "nothing"));
    }
    if (!session.may(match.get().place().role())) {
      return look.page(403, visit, "message", message(labels, "may-not.title", "may-not"));
    }
    if (request.isPost() && !carries(request, session.csrf())) {
      return look.page(403, visit, "message", message(labels, "forged.title", "forged"));
    }
    return met(match.get(), new Visit(session, request, match.get().pieces(), labels));
  }

  /** Somebody who has a code to type yet, or an app to set up. */
  private boolean isHeldUp(Session session) {
    return session.isPending() || isFactorRequired && !session.hasSecondFactor();
  }

  private static boolean isForHeldUp(ConsoleRequest request) {
    return request.path().equals(OwnAccountPages.PATH)
        || request.path().equals("/console/sign-out");
  }

  static boolean carries(ConsoleRequest request, String csrf) {
    String carried = request.csrf().isEmpty() ? request.field("csrf") : request.csrf();
    return !csrf.isEmpty() && SecretToken.same(carried, csrf);
  }

  private HttpResponse met(ConsoleMap.Match match, Visit visit) {
    try {
      return match.page().answer(visit);
    } catch (TocsinException e) {
      int status = e instanceof HttpFault fault ? fault.status() : 400;
      return look.page(
          status,
          visit,
          "message",
          Map.of("title", visit.words("not-done.title"), "words_said", e.getMessage()));
    }
  }
}
