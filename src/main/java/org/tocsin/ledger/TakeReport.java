package org.tocsin.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Moves an accepted text to the end that its provider reports; one that has ended stays (S04). */
public final class TakeReport {
  private TakeReport() {}

  /**
   * @param providerId of the text
   * @param end {@link Move#DELIVER} or {@link Move#FAIL}
   * @param code the provider's, or ""
   * @param reason in words, or ""
   * @return the key of its address; empty where nothing has moved
   */
  public static Optional<UUID> of(
      Handle handle, String providerId, Move end, String code, String reason, Instant now) {
    return handle
        .createQuery(
            """
            WITH ended AS (
              UPDATE delivery SET state = :state, code = nullif(:code, ''),
                reason = nullif(:reason, ''), settled_at = :now
              WHERE channel = <sms> AND provider_id = :sid AND state = 'accepted'
              RETURNING id, attempts, address_key),
            noted AS (
              INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
              SELECT id, :now, attempts, :what, concat_ws(' ', nullif(:code, ''), nullif(:reason, ''))
              FROM ended)
            SELECT address_key FROM ended
            """)
        .bind("state", end.to().code())
        .bind("what", end.event())
        .bind("code", code)
        .bind("reason", reason)
        .bind("sid", providerId)
        .bind("now", now)
        .mapTo(UUID.class)
        .findOne();
  }
}
