package org.tocsin.support;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.account.SignInLinks;
import org.tocsin.app.Services;

/** A browser at the console: it keeps cookies, and sends a form with what the page put into it. */
public final class ConsoleVisitor {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");

  private final TestServer server;
  private final Map<String, String> cookies = new HashMap<>();
  private String csrf = "";

  public ConsoleVisitor(TestServer server) {
    this.server = server;
  }

  /** One who has signed in. */
  public static ConsoleVisitor as(TestServer server, String email, Role role) {
    Services parts = server.parts;
    Accounts accounts = new Accounts(parts.jdbi, parts.clock);
    Account account = accounts.find(email).orElseGet(() -> accounts.add("test", email, role));
    ConsoleVisitor visitor = new ConsoleVisitor(server);
    String link = "/console/sign-in/" + new SignInLinks(parts.jdbi, parts.clock).issue(account);
    visitor.get(link);
    visitor.post(link, Map.of());
    visitor.get("/console");
    return visitor;
  }

  public HttpResponse<String> get(String path) {
    return kept(Http.get(server.url(path), "Cookie", cookies()));
  }

  /** With the secret of the page that was seen last. */
  public HttpResponse<String> post(String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.putIfAbsent("csrf", csrf);
    return kept(Http.postForm(server.url(path), all, "Cookie", cookies()));
  }

  /** What a cookie holds, or "". */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  private String cookies() {
    return cookies.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("; ", "seen=1; ", ""));
  }

  private HttpResponse<String> kept(HttpResponse<String> answer) {
    answer
        .headers()
        .allValues("Set-Cookie")
        .forEach(
            cookie -> {
              String[] both = cookie.split(";")[0].split("=", 2);
              cookies.put(both[0], both[1]);
            });
    Matcher found = CSRF.matcher(answer.body());
    if (found.find()) {
      csrf = found.group(1);
    }
    return answer;
  }
}
