package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;

/**
 * Writes what came of attempts, a claim at a time. An outcome that comes late, after others have
 * taken the row over, still counts: the provider's word is better than a doubt.
 */
public final class Outcomes {
  // The commit does not wait for the disk. The next attempt's does, and brings this one along; so a
  // crash of the database leaves no more in doubt than one claim a connection. It may be written
  // twice: an attempt that was made since what was held back had been let go stays as it is.
  private static final String RECORD =
      """
      WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
      UPDATE delivery d SET state = o.state, worker_id = NULL, code = o.code, reason = o.reason,
        provider_id = coalesce(o.provider_id, d.provider_id),
        due_at = coalesce(o.due_at, d.due_at),
        settled_at = CASE WHEN o.state IN ('queued', 'in_doubt') THEN NULL ELSE :now END,
        in_doubt_at = CASE WHEN o.state = 'in_doubt' THEN :now ELSE d.in_doubt_at END,
        attempts = d.attempts - CASE WHEN o.withheld THEN 1 ELSE 0 END
      FROM unhurried,
        unnest(:ids, :attempts, :states, :providerIds, :codes, :reasons, :dues, :withheld)
        AS o (id, attempt, state, provider_id, code, reason, due_at, withheld)
      WHERE d.id = o.id AND d.attempts = o.attempt AND d.state IN ('leased', 'in_doubt', 'queued')
        AND (NOT o.withheld OR d.attempted_at <= :now)
      """;

  private static final String EVENTS =
      """
      INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
      SELECT id, :now, attempt, CASE state WHEN 'queued' THEN 'deferred' ELSE state END,
        concat_ws(' ', code, reason)
      FROM unnest(:ids, :attempts, :states, :codes, :reasons, :withheld)
        AS o (id, attempt, state, code, reason, withheld)
      WHERE state <> 'accepted' AND NOT withheld
        AND NOT EXISTS (SELECT FROM delivery_event e
                        WHERE e.delivery_id = o.id AND e.attempt = o.attempt
                          AND e.what = CASE state WHEN 'queued' THEN 'deferred' ELSE state END)
      """;

  /** Twilio 21610: the person has left by another way (K08). */
  private static final String OPTED_OUT = "21610";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Backoff backoff;
  private final Consent consent;
  private final Pauses pauses;
  private final RefusalsInARow inARow;
  private final Unwritten unwritten;
  private final BiConsumer<Handle, String> accepted;

  /**
   * @param inARow how many different people who are refused in a row for the same reason pause the
   *     channel
   * @param unwritten keeps what the database would not take
   * @param accepted told the id of each accepted text in the transaction that stores it, so that
   *     reports that came earlier can be applied
   */
  public Outcomes(
      Jdbi jdbi,
      Clock clock,
      Backoff backoff,
      Consent consent,
      int inARow,
      Unwritten unwritten,
      BiConsumer<Handle, String> accepted) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.backoff = backoff;
    this.consent = consent;
    this.pauses = new Pauses(jdbi, clock);
    this.inARow = new RefusalsInARow(inARow);
    this.unwritten = unwritten;
    this.accepted = accepted;
  }

  /** Where the database does not take them they are written later; see {@link Unwritten}. */
  public void record(List<SendResult> claim) {
    if (claim.isEmpty()) {
      return;
    }
    List<SendResult> attempts = inARow.judged(claim);
    ResultBatch rows = rows(attempts);
    unwritten.write(() -> store(rows));
    attempts.forEach(this::followUp);
  }

  private void store(ResultBatch rows) {
    jdbi.useTransaction(
        h -> {
          rows.bind(h.createUpdate(RECORD)).execute();
          if (rows.isEventful()) {
            rows.bindEvents(h.createUpdate(EVENTS)).execute();
          }
          rows.acceptedTexts().forEach(sid -> accepted.accept(h, sid));
        });
  }

  private ResultBatch rows(List<SendResult> attempts) {
    Instant now = clock.instant();
    List<ResultBatch.Row> rows = new ArrayList<>(attempts.size());
    for (SendResult attempted : attempts) {
      rows.add(row(attempted, now));
    }
    return new ResultBatch(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), rows);
  }

  private ResultBatch.Row row(SendResult attempted, Instant now) {
    ClaimedDelivery due = attempted.due();
    if (attempted.withheld()) {
      // The next claim sees why and leaves it out, or lets it wait.
      return ResultBatch.Row.withheld(due);
    }
    if (attempted.outcome().isEmpty()) {
      return new ResultBatch.Row(
          due, DeliveryState.IN_DOUBT, null, null, "the connection broke", null, false);
    }
    Outcome outcome = attempted.outcome().get();
    if (outcome instanceof Outcome.Accepted a) {
      // An email's id follows from the delivery, so it is not stored.
      String id = due.channel() == Channel.SMS ? a.providerId() : null;
      return new ResultBatch.Row(due, DeliveryState.ACCEPTED, id, null, null, null, false);
    } else if (outcome instanceof Outcome.Deferred d) {
      Instant next =
          d.fault() == Outcome.Fault.CHANNEL ? now : now.plus(backoff.after(due.attempt()));
      return new ResultBatch.Row(
          due, DeliveryState.QUEUED, null, d.code(), d.reason(), next, false);
    }
    Outcome.Refused r = (Outcome.Refused) outcome;
    if (r.code().equals(OPTED_OUT)) {
      return new ResultBatch.Row(
          due, DeliveryState.SUPPRESSED, null, r.code(), r.reason(), null, false);
    }
    return new ResultBatch.Row(due, DeliveryState.REFUSED, null, r.code(), r.reason(), null, false);
  }

  /** What an outcome means beyond its own delivery. */
  private void followUp(SendResult attempted) {
    ClaimedDelivery due = attempted.due();
    Outcome outcome = attempted.outcome().orElse(null);
    if (outcome instanceof Outcome.Refused r && r.suppress()) {
      unwritten.write(() -> suppress(due, r));
    } else if (outcome instanceof Outcome.Deferred d && d.fault() == Outcome.Fault.CHANNEL) {
      unwritten.write(() -> pauses.pause(due.channel(), d.code() + " " + d.reason()));
    }
  }

  private void suppress(ClaimedDelivery due, Outcome.Refused refused) {
    jdbi.withHandle(
            h ->
                h.createQuery("SELECT address_key FROM delivery WHERE id = :id")
                    .bind("id", due.id())
                    .mapTo(java.util.UUID.class)
                    .findOne())
        .ifPresent(
            key ->
                consent.withdraw(
                    due.channel(),
                    key,
                    Consent.Reason.PROVIDER,
                    "provider",
                    "delivery " + due.id(),
                    refused.code() + " " + refused.reason()));
  }
}
