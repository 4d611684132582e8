package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Takes out all that has not gone to people who are to be forgotten. Who opts out is taken out by
 * {@link Claim} and {@link Begin}, and by the database where consent is withdrawn.
 */
public final class Suppress {
  private Suppress() {}

  /** Whatever an outcome says that comes after this changes nothing. */
  public static void people(Handle handle, long[] subscriberIds, Instant now) {
    handle
        .createUpdate(
            """
            WITH gone AS (
              UPDATE delivery SET state = 'suppressed', worker_id = NULL, settled_at = :now
              WHERE subscriber_id = ANY(:ids) AND state IN ('queued', 'leased', 'in_doubt')
              RETURNING id, attempts)
            INSERT INTO delivery_event (delivery_id, at, attempt, what)
            SELECT id, :now, attempts, :left FROM gone
            """)
        .bind("ids", subscriberIds)
        .bind("now", now)
        .bind("left", Move.LEAVE.event())
        .execute();
  }
}
