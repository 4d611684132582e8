package org.tocsin.sms;

import java.util.Optional;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.sms.Sms.Sent;
import org.tocsin.sms.TwilioErrors.Action;

/** What Twilio's answer to a request means for the text and for those after it. */
final class TwilioAnswers {
  private static final String HINT = " Check the settings tocsin.twilio.* and the account.";

  private final TwilioErrors errors;

  TwilioAnswers(TwilioErrors errors) {
    this.errors = errors;
  }

  Sent taken(String sid) {
    return sent(new Accepted(sid));
  }

  /** T11: a request that was written may have taken effect; nobody knows. */
  Sent none(NoAnswer failure) {
    Deferred deferred = new Deferred("no-answer", failure.getMessage(), Fault.DELIVERY);
    return new Sent(
        failure.mayHaveArrived() ? Optional.empty() : Optional.of(deferred), Optional.of(deferred));
  }

  /** It took the text and said so in words that make no sense. */
  Sent garbled() {
    return new Sent(Optional.empty(), Optional.empty());
  }

  Sent refused(Refusal refusal) {
    String code = refusal.code();
    String reason = (refusal.getMessage() + " " + errors.words(code)).strip();
    return switch (errors.of(code).orElseGet(() -> unknown(refusal))) {
      case SUPPRESS -> sent(new Refused(code, reason, true));
      case REFUSE, NEVER -> sent(new Refused(code, reason, false));
      case RETRY, LATER -> sent(new Deferred(code, reason, Fault.DELIVERY));
      case PAUSE -> andStop(new Deferred(code, reason + HINT, Fault.CHANNEL));
    };
  }

  /**
   * 401, 402 and 403 are about the account, whatever the code (X00). A 404 without Twilio's words
   * means that somebody else answered.
   */
  private static Action unknown(Refusal refusal) {
    int status = refusal.status();
    if (status == 429 || status == 408 || status >= 500) {
      return Action.RETRY;
    }
    boolean strange = refusal.isWordless() && status == 404;
    boolean account = status == 401 || status == 402 || status == 403;
    return account || strange ? Action.PAUSE : Action.REFUSE;
  }

  private static Sent sent(Outcome outcome) {
    return new Sent(Optional.of(outcome), Optional.empty());
  }

  private static Sent andStop(Deferred deferred) {
    return new Sent(Optional.of(deferred), Optional.of(deferred));
  }
}
