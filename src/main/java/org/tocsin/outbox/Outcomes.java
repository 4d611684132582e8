package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Move;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.RecordResults;
import org.tocsin.ledger.SendResult;

/**
 * Writes what came of attempts, a claim at a time. An outcome that comes late, after others have
 * taken the row over, still counts: the provider's word is better than a doubt.
 */
public final class Outcomes {
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
    Instant now = clock.instant();
    List<RecordResults.Row> rows = attempts.stream().map(each -> row(each, now)).toList();
    unwritten.write(() -> store(rows, now));
    attempts.forEach(this::followUp);
  }

  private void store(List<RecordResults.Row> rows, Instant now) {
    jdbi.useTransaction(
        h -> {
          RecordResults.of(h, rows, now);
          rows.stream()
              .filter(row -> row.move() == Move.ACCEPT && row.providerId() != null)
              .forEach(row -> accepted.accept(h, row.providerId()));
        });
  }

  private RecordResults.Row row(SendResult attempted, Instant now) {
    ClaimedDelivery due = attempted.due();
    if (attempted.withheld()) {
      // The next claim sees why and leaves it out, or lets it wait.
      return new RecordResults.Row(due, Move.PUT_BACK, null, null, null, null);
    }
    if (attempted.outcome().isEmpty()) {
      return new RecordResults.Row(due, Move.DOUBT, null, null, "the connection broke", null);
    }
    Outcome outcome = attempted.outcome().get();
    if (outcome instanceof Outcome.Accepted a) {
      // An email's id follows from the delivery, so it is not stored.
      String id = due.channel() == Channel.SMS ? a.providerId() : null;
      return new RecordResults.Row(due, Move.ACCEPT, id, null, null, null);
    } else if (outcome instanceof Outcome.Deferred d) {
      Instant next =
          d.fault() == Outcome.Fault.CHANNEL ? now : now.plus(backoff.after(due.attempt()));
      return new RecordResults.Row(due, Move.DEFER, null, d.code(), d.reason(), next);
    }
    Outcome.Refused r = (Outcome.Refused) outcome;
    Move move = r.code().equals(OPTED_OUT) ? Move.OPT_OUT : Move.REFUSE;
    return new RecordResults.Row(due, move, null, r.code(), r.reason(), null);
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
