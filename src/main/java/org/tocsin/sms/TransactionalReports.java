package org.tocsin.sms;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.outbox.Pauses;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sms.TwilioErrors.Action;

/** What Twilio reports of notices, and reports of texts that nobody here has sent. */
final class TransactionalReports {
  /** After this no text is on its way any more; Twilio gives up after ten hours (T03). */
  private static final Duration KEPT = Duration.ofDays(2);

  private final Clock clock;
  private final Consent consent;
  private final Pauses pauses;
  private final TwilioErrors errors;

  TransactionalReports(Clock clock, Consent consent, Pauses pauses, TwilioErrors errors) {
    this.clock = clock;
    this.consent = consent;
    this.pauses = pauses;
    this.errors = errors;
  }

  /**
   * @param isDelivered what is reported
   * @return whether it is a notice's
   */
  boolean apply(Handle handle, String sid, boolean isDelivered, String code) {
    boolean known =
        handle
            .createQuery(
                "SELECT EXISTS (SELECT FROM notice WHERE channel = <sms> AND provider_id = :sid)")
            .bind("sid", sid)
            .mapTo(Boolean.class)
            .one();
    if (known) {
      settle(handle, sid, isDelivered, code);
    }
    return known;
  }

  private void settle(Handle handle, String sid, boolean isDelivered, String code) {
    TransactionalQueue.report(handle, sid, isDelivered, code)
        .filter(key -> !isDelivered)
        .ifPresent(key -> applyCode(handle, key, sid, code));
  }

  private void applyCode(Handle handle, UUID key, String sid, String code) {
    Action action = errors.of(code).orElse(Action.REFUSE);
    if (action.endsNumber()) {
      Consent.Reason reason = Consent.Reason.PROVIDER;
      consent.withdraw(
          handle, Channel.SMS, key, reason, new Evidence("report", sid, "Twilio error " + code));
    }
    if (action == Action.PAUSE) {
      pauses.pause(handle, Channel.SMS, code + " " + errors.words(code));
    }
  }

  /** Applies what came before a notice's id was stored, and forgets what belongs to nothing. */
  void deleteExpired(Handle handle) {
    handle
        .createQuery(
            """
            DELETE FROM early_report e USING notice n
            WHERE n.channel = <sms> AND n.provider_id = e.provider_id
            RETURNING e.provider_id, e.status, e.code
            """)
        .map((row, c) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
        .list()
        .forEach(each -> late(handle, each[0], each[1], each[2]));
    handle.execute("DELETE FROM early_report WHERE at < ?", clock.instant().minus(KEPT));
  }

  private void late(Handle handle, String sid, String status, String code) {
    if (status.equals("delivered") || status.equals("read")) {
      settle(handle, sid, true, code);
    } else if (status.equals("undelivered") || status.equals("failed")) {
      settle(handle, sid, false, code);
    }
  }
}
