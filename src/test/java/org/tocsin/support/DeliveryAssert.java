package org.tocsin.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.ledger.DeliveryState;

/** What the ledger says of one delivery. */
public final class DeliveryAssert {
  record Row(
      DeliveryState state,
      int attempts,
      Optional<Instant> attemptedAt,
      Instant dueAt,
      String providerId,
      String code,
      String reason,
      boolean wasInDoubt,
      int segments) {
    static Row of(Jdbi jdbi, long id) {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("SELECT * FROM delivery WHERE id = :id")
                  .bind("id", id)
                  .map(
                      (row, c) ->
                          new Row(
                              DeliveryState.valueOf(row.getString("state").toUpperCase()),
                              row.getInt("attempts"),
                              Optional.ofNullable(
                                      row.getObject("attempted_at", OffsetDateTime.class))
                                  .map(OffsetDateTime::toInstant),
                              row.getObject("due_at", OffsetDateTime.class).toInstant(),
                              orEmpty(row.getString("provider_id")),
                              orEmpty(row.getString("code")),
                              orEmpty(row.getString("reason")),
                              row.getObject("in_doubt_at") != null,
                              row.getInt("segments")))
                  .one());
    }

    private static String orEmpty(String text) {
      return text == null ? "" : text;
    }
  }

  private final long id;
  private final Row row;

  DeliveryAssert(Jdbi jdbi, long id) {
    this.id = id;
    this.row = Row.of(jdbi, id);
  }

  private DeliveryAssert is(DeliveryState state) {
    assertThat(row.state).as("state of delivery " + id).isEqualTo(state);
    return this;
  }

  public DeliveryAssert isQueued() {
    return is(DeliveryState.QUEUED);
  }

  public DeliveryAssert isLeased() {
    return is(DeliveryState.LEASED);
  }

  public DeliveryAssert isAccepted() {
    return is(DeliveryState.ACCEPTED);
  }

  public DeliveryAssert isRefused() {
    return is(DeliveryState.REFUSED);
  }

  public DeliveryAssert isInDoubt() {
    return is(DeliveryState.IN_DOUBT);
  }

  public DeliveryAssert isSuppressed() {
    return is(DeliveryState.SUPPRESSED);
  }

  public DeliveryAssert isExpired() {
    return is(DeliveryState.EXPIRED);
  }

  public DeliveryAssert isCancelled() {
    return is(DeliveryState.CANCELLED);
  }

  public DeliveryAssert wasNeverAttempted() {
    assertThat(row.attempts).as("attempts of delivery " + id).isZero();
    assertThat(row.attemptedAt).as("time of an attempt of delivery " + id).isEmpty();
    return this;
  }

  /** The number and the time of the last attempt. */
  public DeliveryAssert wasAttempted(int times, Instant lastAt) {
    assertThat(row.attempts).as("attempts of delivery " + id).isEqualTo(times);
    assertThat(row.attemptedAt).as("time of the last attempt of " + id).contains(lastAt);
    return this;
  }

  /** At some time it was in doubt, which stays on record. */
  public DeliveryAssert wasInDoubt() {
    assertThat(row.wasInDoubt).as("delivery " + id + " was in doubt").isTrue();
    return this;
  }

  public DeliveryAssert isDueAt(Instant at) {
    assertThat(row.dueAt).as("when delivery " + id + " is due").isEqualTo(at);
    return this;
  }

  public DeliveryAssert isDueBetween(Instant from, Instant to) {
    assertThat(row.dueAt).as("when delivery " + id + " is due").isBetween(from, to);
    return this;
  }

  public DeliveryAssert hasProviderId(String providerId) {
    assertThat(row.providerId).as("provider's id of delivery " + id).isEqualTo(providerId);
    return this;
  }

  /** The provider's last word. */
  public DeliveryAssert hasCode(String code, String reason) {
    assertThat(row.code).as("code of delivery " + id).isEqualTo(code);
    assertThat(row.reason).as("reason of delivery " + id).isEqualTo(reason);
    return this;
  }

  public DeliveryAssert hasSegments(int segments) {
    assertThat(row.segments).as("segments of delivery " + id).isEqualTo(segments);
    return this;
  }
}
