package org.tocsin.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.SecretToken;
import org.tocsin.account.SignInLinks;
import org.tocsin.message.Labels;
import org.tocsin.web.HttpResponse;

/**
 * Signing in by a link. Whoever asks reads the same whether the address has an account or not. A
 * link only shows a button, since programs that look for viruses follow links too.
 */
final class SignInPages {
  static final String PATH = "/console/sign-in";

  /** What binds the forms, and a link that was asked for, to this browser. */
  private static final String BROWSER = "tocsin_browser";

  private static final long BROWSER_SECONDS = 86_400;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final SignInLinks links;
  private final SignInMail mail;
  private final ConsoleLook look;

  SignInPages(Jdbi jdbi, Accounts accounts, SignInLinks links, SignInMail mail, ConsoleLook look) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.links = links;
    this.mail = mail;
    this.look = look;
  }

  HttpResponse answer(ConsoleRequest request, Labels labels) {
    String token = request.path().substring(PATH.length()).replaceFirst("^/", "");
    if (request.isPost() && !Console.carries(request, request.cookie(BROWSER))) {
      return page(403, "forged", request, labels, Map.of());
    }
    if (token.isEmpty()) {
      return request.isPost() ? send(request, labels) : page(200, "ask", request, labels, Map.of());
    }
    Optional<SignInLinks.Open> link = links.look(token, request.cookie(BROWSER));
    if (link.isEmpty()) {
      return page(410, "old", request, labels, Map.of());
    }
    return request.isPost()
        ? redeem(token, link.get(), request, labels)
        : link(200, link.get(), request, labels, "");
  }

  private HttpResponse send(ConsoleRequest request, Labels labels) {
    if (!links.mayAsk(request.client())) {
      return page(429, "often", request, labels, Map.of()).with("Retry-After", "3600");
    }
    String email = request.field("email");
    if (Accounts.isAddress(email)) {
      jdbi.useTransaction(handle -> send(handle, accounts.find(email), email, request, labels));
    }
    return page(200, "sent", request, labels, Map.of());
  }

  /**
   * Does the same for an address without an account, and undoes it. A commit that waits for the
   * disk would tell by its time that there is one.
   */
  private void send(
      Handle handle, Optional<Account> known, String email, ConsoleRequest request, Labels labels) {
    handle.execute("SET LOCAL synchronous_commit = off");
    String browser = request.cookie(BROWSER);
    String token =
        known
            .map(account -> links.issueTo(handle, account, browser))
            .orElseGet(() -> links.issueToNobody(handle, browser));
    mail.send(handle, known.map(Account::email).orElse(email), token, labels);
    if (known.isEmpty()) {
      handle.rollback();
    }
  }

  private HttpResponse link(
      int status, SignInLinks.Open link, ConsoleRequest request, Labels labels, String wrong) {
    return page(
        status,
        link.isFirst() ? "first" : "link",
        request,
        labels,
        Map.of(
            "email",
            link.isFirst() ? request.field("email") : link.email(),
            "other",
            link.isOtherBrowser(),
            "wrong",
            wrong));
  }

  private HttpResponse redeem(
      String token, SignInLinks.Open link, ConsoleRequest request, Labels labels) {
    if (link.isOtherBrowser() && request.field("mine").isEmpty()) {
      return link(400, link, request, labels, labels.get("console.sign-in.mine.wrong"));
    }
    try {
      return links
          .redeem(token, request.field("email"))
          .map(look::signedIn)
          .orElseGet(() -> page(410, "old", request, labels, Map.of()));
    } catch (TocsinException e) {
      return link(400, link, request, labels, e.getMessage());
    }
  }

  /**
   * @param part which of the words, and which form
   */
  private HttpResponse page(
      int status, String part, ConsoleRequest request, Labels labels, Map<String, Object> values) {
    String known = request.cookie(BROWSER);
    String browser = known.matches("[\\w-]{43}") ? known : SecretToken.create();
    Map<String, Object> all = new HashMap<>(Map.of("email", "", "other", false));
    all.putAll(values);
    all.put("part", part);
    all.put("title", labels.get("console.sign-in." + part + ".title", look.sender()));
    all.put("said", labels.get("console.sign-in." + part, look.sender()));
    HttpResponse page = look.outside(status, "sign-in", labels, browser, all);
    return browser.equals(known)
        ? page
        : page.with("Set-Cookie", look.cookie(BROWSER, browser, BROWSER_SECONDS));
  }
}
