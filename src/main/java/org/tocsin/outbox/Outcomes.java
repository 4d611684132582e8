package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.RecordResults;
import org.tocsin.ledger.SendResult;

/**
 * Writes what came of attempts, a claim at a time. An outcome that comes late, after others have
 * taken the row over, still counts: the provider's word is better than a doubt.
 */
public final class Outcomes {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Backoff backoff;
  private final Consent consent;
  private final Pauses pauses;
  private final RefusalsInARow inARow;
  private final Unwritten unwritten;
  private final BiConsumer<Handle, String> accepted;

  /**
   * @param unwritten keeps what the database would not take
   * @param accepted is given the id of each accepted text in the transaction that stores it, so
   *     that reports that came earlier can be applied
   */
  public Outcomes(
      Jdbi jdbi,
      Clock clock,
      RetryRule rule,
      Consent consent,
      Unwritten unwritten,
      BiConsumer<Handle, String> accepted) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.backoff = rule.backoff();
    this.consent = consent;
    this.pauses = new Pauses(jdbi, clock);
    this.inARow = new RefusalsInARow(rule.inARow());
    this.unwritten = unwritten;
    this.accepted = accepted;
  }

  /** Where the database does not take them they are written later; see {@link Unwritten}. */
  public void record(List<SendResult> claim) {
    if (claim.isEmpty()) {
      return;
    }
    List<SendResult> attempts = inARow.judged(claim);
    Instant now = clock.instant();
    List<RecordResults.Row> rows = attempts.stream().map(each -> row(each, now)).toList();
    unwritten.write(() -> store(rows, now));
    attempts.forEach(this::followUp);
  }

  private void store(List<RecordResults.Row> rows, Instant now) {
    jdbi.useTransaction(
        handle -> {
          RecordResults.of(handle, rows, now);
          rows.stream()
              .map(RecordResults.Row::providerId)
              .filter(Objects::nonNull)
              .forEach(id -> accepted.accept(handle, id));
        });
  }

  private RecordResults.Row row(SendResult attempted, Instant now) {
    ClaimedDelivery due = attempted.due();
    Outcome outcome = attempted.outcome();
    Instant next = outcome instanceof Outcome.Deferred deferred ? next(due, deferred, now) : null;
    return new RecordResults.Row(due, outcome, next);
  }

  private Instant next(ClaimedDelivery due, Outcome.Deferred deferred, Instant now) {
    return deferred.fault() == Outcome.Fault.CHANNEL ? now : now.plus(backoff.after(due.attempt()));
  }

  /** What an outcome means beyond its own delivery. */
  private void followUp(SendResult attempted) {
    ClaimedDelivery due = attempted.due();
    Outcome outcome = attempted.outcome();
    if (outcome.endsAddress()) {
      unwritten.write(() -> suppress(due, outcome));
    } else if (outcome instanceof Outcome.Deferred d && d.fault() == Outcome.Fault.CHANNEL) {
      unwritten.write(() -> pauses.pause(due.channel(), d.code() + " " + d.reason()));
    }
  }

  private void suppress(ClaimedDelivery due, Outcome outcome) {
    consent.withdraw(
        due.channel(),
        due.addressKey(),
        Consent.Reason.PROVIDER,
        new Evidence("provider", "delivery " + due.id(), outcome.code() + " " + outcome.reason()));
  }
}
