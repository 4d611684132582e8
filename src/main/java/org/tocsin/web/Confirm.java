package org.tocsin.web;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.OurLanguages;
import org.tocsin.audience.SignUp.Kept;
import org.tocsin.audience.SignUps;
import org.tocsin.consent.Tokens;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/**
 * {@code /confirm/{token}}: whoever has the mailbox says yes. Looking changes nothing, since
 * scanners follow every link; the button does, once.
 */
public final class Confirm {
  /** The page's button. */
  static final String CONFIRM = "confirm";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Tokens tokens;
  private final SignUps signUps;
  private final PageLayout frame;
  private final UnknownLink unknownLink;

  public Confirm(Jdbi jdbi, Clock clock, Tokens tokens, SignUps signUps, PageLayout frame) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.tokens = tokens;
    this.signUps = signUps;
    this.frame = frame;
    this.unknownLink = new UnknownLink(frame);
  }

  /** GET and HEAD. Changes nothing. */
  public HttpResponse page(String token) {
    return answer(token, false);
  }

  /**
   * POST of the page's form; any other post gets the page. The same again changes nothing more.
   *
   * @param form as {@link Forms} reads it
   */
  public HttpResponse confirm(String token, Map<String, String> form) {
    return answer(token, form.containsKey(CONFIRM));
  }

  private HttpResponse answer(String token, boolean confirms) {
    Optional<Tokens.Confirmation> read = tokens.readConfirmation(token);
    if (read.isEmpty()) {
      return unknownLink.page(); // E07
    }
    return jdbi.inTransaction(handle -> answer(handle, read.get(), confirms));
  }

  private HttpResponse answer(Handle handle, Tokens.Confirmation link, boolean confirms) {
    Optional<Kept> kept =
        signUps
            .hold(handle, link.signUpId())
            .filter(k -> k.signUp().email() != null && isGood(link, k));
    if (kept.isEmpty()) {
      return page("expired", 410, OurLanguages.FALLBACK, "", "");
    }
    Kept signUp = kept.get();
    if (confirms && !signUp.emailConfirmed()) {
      signUps.confirmEmail(handle, signUp);
      signUp = signUps.hold(handle, signUp.id()).orElseThrow();
    }
    String stage = signUp.emailConfirmed() ? "done" : "question";
    String preferences =
        signUp.emailConfirmed() ? "../preferences/" + tokens.issue(signUp.subscriberId(), 0) : "";
    return page(stage, 200, signUp.signUp().language(), signUp.signUp().email(), preferences);
  }

  /** One that was used says so for as long as it is remembered. */
  private boolean isGood(Tokens.Confirmation link, Kept kept) {
    return clock.instant().isBefore(link.expires()) || kept.emailConfirmed();
  }

  /**
   * @param stage "question", "done" or "expired", as the labels have it
   */
  private HttpResponse page(
      String stage, int status, String lang, String email, String preferences) {
    Labels labels = Labels.in(lang);
    Map<String, Object> values = new HashMap<>();
    values.put("title", labels.get("confirm." + stage + ".title"));
    values.put("sentence", labels.get("confirm." + stage, frame.sender(), email));
    values.put("button", stage.equals("question") ? labels.get("confirm.button") : "");
    values.put("nothing", labels.get("confirm.nothing"));
    values.put("again", stage.equals("expired") ? labels.get("confirm.again") : "");
    values.put("preferences", preferences);
    values.put("preferences_words", labels.get("unsubscribe.preferences"));
    return HttpResponse.html(status, frame.page("confirm", labels.lang(), values))
        .in(labels.lang())
        .forOne();
  }
}
