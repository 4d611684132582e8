package org.tocsin.sms;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
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
import org.tocsin.outbox.DeliveryState;
import org.tocsin.sms.TwilioErrors.Action;

/**
 * What Twilio reports of a text after it took it. Reports come in any order, several times, and
 * sometimes before the send call has returned (S03 to S05): the first final one counts, and one
 * whose text is not known yet waits in {@code early_report}.
 */
public final class Reports {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consent consent;
  private final TwilioErrors errors = TwilioErrors.load();

  public Reports(Jdbi jdbi, Clock clock, Consent consent) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.consent = consent;
  }

  /** One status report; code is Twilio's error code or "". */
  private record Report(String sid, String status, String code) {
    /** Where it moves an accepted delivery; empty while the text is still on its way (T09). */
    Optional<DeliveryState> end() {
      return switch (status) {
        case "delivered", "read" -> Optional.of(DeliveryState.DELIVERED);
        case "undelivered", "failed", "canceled" -> Optional.of(DeliveryState.UNDELIVERED);
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
    jdbi.useTransaction(h -> take(h, report));
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
    } else {
      keep(handle, report);
    }
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
                DELETE FROM early_report WHERE provider_id = :sid RETURNING status, code, at
                """)
            .bind("sid", sid)
            .map(
                (row, context) ->
                    Map.entry(
                        row.getObject("at", OffsetDateTime.class),
                        new Report(sid, row.getString("status"), row.getString("code"))))
            .stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(Map.Entry::getValue)
            .toList();
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
            SELECT EXISTS (SELECT FROM delivery WHERE channel = 'sms' AND provider_id = :sid)
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
    report
        .end()
        .flatMap(end -> end(handle, report, end))
        .ifPresent(addressKey -> heed(handle, report, addressKey));
  }

  private Optional<UUID> end(Handle handle, Report report, DeliveryState end) {
    return handle
        .createQuery(
            """
            UPDATE delivery SET state = :state, code = nullif(:code, ''), settled_at = :now
            WHERE channel = 'sms' AND provider_id = :sid AND state = 'accepted'
            RETURNING address_key
            """)
        .bind("state", end.code())
        .bind("code", end == DeliveryState.DELIVERED ? "" : report.code())
        .bind("sid", report.sid())
        .bind("now", now())
        .mapTo(UUID.class)
        .findOne();
  }

  /** What the error code asks for beyond this one text (X01 to X09). */
  private void heed(Handle handle, Report report, UUID addressKey) {
    Action action = errors.of(report.code()).orElse(Action.REFUSE);
    if (action == Action.SUPPRESS) {
      consent.withdraw(
          handle,
          Channel.SMS,
          addressKey,
          Consent.Reason.PROVIDER,
          "report",
          report.sid(),
          "Twilio error " + report.code());
    }
    if (action == Action.PAUSE) {
      pause(handle, report.code());
    }
  }

  private void pause(Handle handle, String code) {
    handle
        .createUpdate(
            """
            INSERT INTO channel_pause (channel, since, reason) VALUES ('sms', :now, :reason)
            ON CONFLICT DO NOTHING
            """)
        .bind("now", now())
        .bind("reason", "Twilio reports error " + code + ": the account or the sender is at fault.")
        .execute();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
