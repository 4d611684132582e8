package org.tocsin.sms;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.GiveBack;
import org.tocsin.ledger.Move;
import org.tocsin.ledger.TakeReport;
import org.tocsin.outbox.Backoff;
import org.tocsin.outbox.Pauses;
import org.tocsin.outbox.RefusalsInARow;
import org.tocsin.sms.TwilioErrors.Action;

/**
 * What Twilio reports of a text after it took it. Reports come in any order, several times, and
 * sometimes before the send call has returned (S03 to S05): the first final one counts, and one
 * whose text is not known yet waits in {@code early_report}.
 */
public final class Reports {
  /** A text that the carriers give back again and again is let go. */
  private static final int MOST_ATTEMPTS = 8;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final Backoff backoff;
  private final Pauses pauses;
  private final RefusalsInARow inARow;
  private final TransactionalReports notices;
  private final Reopening reopen;
  private final TwilioErrors errors;

  /** Takes an alert back to being sent, since something of it waits again. */
  public interface Reopening {
    /**
     * @return false where nothing of the alert may go any more
     */
    boolean apply(Handle handle, long alertId, Instant now);
  }

  /**
   * @param policy for what does not arrive
   */
  public Reports(Jdbi jdbi, Clock clock, Consent consent, FailurePolicy policy, Reopening reopen) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
    this.backoff = policy.backoff();
    this.errors = policy.errors();
    this.reopen = reopen;
    this.pauses = new Pauses(jdbi, clock);
    this.inARow = new RefusalsInARow(policy.inARow());
    this.notices = new TransactionalReports(clock, consent, pauses, errors);
  }

  /** One status report; code is Twilio's error code or "". */
  private record Report(String sid, String status, String code) {
    /** Where it moves an accepted delivery; empty while the text is still on its way (T09). */
    Optional<Move> end() {
      return switch (status) {
        case "delivered", "read" -> Optional.of(Move.DELIVER);
        case "undelivered", "failed", "canceled" -> Optional.of(Move.FAIL);
        default -> Optional.empty();
      };
    }
  }

  /**
   * Takes a status callback whose signature has been checked.
   *
   * @param form its fields; unknown ones are ignored (S01)
   * @throws BadInput where it does not say which text or which status
   */
  public void report(Map<String, String> form) {
    Report report =
        new Report(
            required(form, "MessageSid", "SmsSid"),
            required(form, "MessageStatus", "SmsStatus"),
            form.getOrDefault("ErrorCode", ""));
    jdbi.useTransaction(handle -> take(handle, report));
  }

  private static String required(Map<String, String> form, String field, String legacy) {
    String value = form.getOrDefault(field, form.getOrDefault(legacy, "")).strip();
    if (value.isEmpty()) {
      throw new BadInput(
          Problem.error("status callback", 0, field, "is missing. Twilio always sends it."));
    }
    return value;
  }

  private void take(Handle handle, Report report) {
    lock(handle, report.sid());
    if (isKnown(handle, report.sid())) {
      apply(handle, report);
    } else if (!isNotices(handle, report)) {
      keep(handle, report);
    }
  }

  private boolean isNotices(Handle handle, Report report) {
    return report
        .end()
        .filter(end -> notices.apply(handle, report.sid(), end == Move.DELIVER, report.code()))
        .isPresent();
  }

  /** Forgets reports of texts that are not known, in time. */
  public void deleteExpired() {
    jdbi.useTransaction(notices::deleteExpired);
  }

  /**
   * Applies what was reported before the text's SID was stored. Call it in the transaction that
   * stores the SID, after it is stored.
   */
  public void applyEarly(Handle handle, String sid) {
    lock(handle, sid);
    List<Report> early =
        handle
            .createQuery(
                """
                WITH early AS (
                  DELETE FROM early_report WHERE provider_id = :sid RETURNING status, code, at)
                SELECT status, code FROM early ORDER BY at
                """)
            .bind("sid", sid)
            .map((row, c) -> new Report(sid, row.getString("status"), row.getString("code")))
            .list();
    early.forEach(report -> apply(handle, report));
  }

  /** Whoever stores a SID and whoever reports it go one after the other, so neither misses. */
  private static void lock(Handle handle, String sid) {
    handle
        .createQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended(:sid, 0))")
        .bind("sid", sid)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean isKnown(Handle handle, String sid) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM delivery WHERE channel = <sms> AND provider_id = :sid)
            """)
        .bind("sid", sid)
        .mapTo(Boolean.class)
        .one();
  }

  private void keep(Handle handle, Report report) {
    handle
        .createUpdate(
            """
            INSERT INTO early_report (provider_id, status, code, at)
            VALUES (:sid, :status, :code, :now)
            ON CONFLICT DO NOTHING
            """)
        .bind("sid", report.sid())
        .bind("status", report.status())
        .bind("code", report.code())
        .bind("now", now())
        .execute();
  }

  /** Moves an accepted delivery to its end; one that has ended stays as it is (S03, S04). */
  private void apply(Handle handle, Report report) {
    Optional<Move> end = report.end();
    if (end.isEmpty() || end.get() != Move.DELIVER && waitsAgain(handle, report)) {
      return;
    }
    end(handle, report, end.get())
        .ifPresent(
            addressKey -> {
              if (end.get() == Move.DELIVER) {
                inARow.end(Channel.SMS);
              } else {
                applyCode(handle, report, addressKey);
              }
            });
  }

  /** What the table would try again waits for its next attempt, as after an answer (X00). */
  private boolean waitsAgain(Handle handle, Report report) {
    Action action = errors.of(report.code()).orElse(Action.REFUSE);
    return (action == Action.RETRY || action == Action.LATER)
        && GiveBack.find(handle, report.sid())
            .filter(text -> text.attempts() < MOST_ATTEMPTS)
            .filter(text -> reopen.apply(handle, text.alertId(), clock.instant()))
            .filter(text -> giveBack(handle, report, text))
            .isPresent();
  }

  private boolean giveBack(Handle handle, Report report, GiveBack.AcceptedText text) {
    String code = report.code();
    Instant next = clock.instant().plus(backoff.after(text.attempts()));
    return GiveBack.of(handle, text, code, errors.words(code), next, clock.instant());
  }

  private Optional<UUID> end(Handle handle, Report report, Move end) {
    String code = end == Move.DELIVER ? "" : report.code();
    return TakeReport.of(handle, report.sid(), end, code, errors.words(code), clock.instant());
  }

  /** What the error code asks for beyond this one text (X01 to X09). */
  private void applyCode(Handle handle, Report report, UUID addressKey) {
    String code = report.code();
    Action action = errors.of(code).orElse(Action.REFUSE);
    if (action.endsNumber()) {
      consent.withdraw(
          handle,
          Channel.SMS,
          addressKey,
          Consent.Reason.PROVIDER,
          new Evidence("report", report.sid(), "Twilio error " + code));
    }
    if (action == Action.PAUSE) {
      pauses.pause(handle, Channel.SMS, code + " " + errors.words(code));
    } else {
      inARow
          .refused(Channel.SMS, code, errors.words(code), addressKey.toString())
          .ifPresent(reason -> pauses.pause(handle, Channel.SMS, reason));
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
