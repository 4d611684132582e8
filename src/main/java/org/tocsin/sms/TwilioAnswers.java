package org.tocsin.sms;

import java.util.Optional;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.OptedOut;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;
import org.tocsin.ledger.Outcome.Unknown;
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
    return Sent.of(new Accepted(sid));
  }

  /** T11: a request that was written may have taken effect; nobody knows. */
  Sent none(NoAnswer failure) {
    Deferred deferred = new Deferred("no-answer", failure.getMessage(), Fault.DELIVERY);
    Outcome outcome = failure.mayHaveArrived() ? new Unknown(failure.getMessage()) : deferred;
    return new Sent(outcome, Optional.of(deferred));
  }

  /** It took the text and said so in words that make no sense. */
  Sent garbled() {
    return Sent.of(new Unknown("Twilio's answer makes no sense."));
  }

  Sent refused(Refusal refusal) {
    String code = refusal.code();
    String reason = (refusal.getMessage() + " " + errors.words(code)).strip();
    return switch (errors.of(code).orElseGet(() -> unknown(refusal))) {
      case OPTED_OUT -> Sent.of(new OptedOut(code, reason));
      case SUPPRESS -> Sent.of(new Refused(code, reason, Target.ADDRESS));
      case REFUSE, NEVER -> Sent.of(new Refused(code, reason, Target.MESSAGE));
      case RETRY, LATER -> Sent.of(new Deferred(code, reason, Fault.DELIVERY));
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

  private static Sent andStop(Deferred deferred) {
    return new Sent(deferred, Optional.of(deferred));
  }
}
