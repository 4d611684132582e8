package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Ends what has waited too long (P6). */
public final class Expire {
  private Expire() {}

  /**
   * All that waits of alerts whose deadline is over.
   *
   * @param atLeast the earliest time that it may be
   */
  public static void pastDeadline(Handle handle, Instant atLeast, Instant now) {
    handle
        .createUpdate(
            """
            WITH expired AS (
              UPDATE delivery d SET state = 'expired', settled_at = :now
              FROM alert a
              WHERE a.id = d.alert_id AND a.deadline <= :atLeast AND d.state = 'queued'
              RETURNING d.id, d.attempts)
            INSERT INTO delivery_event (delivery_id, at, attempt, what)
            SELECT id, :now, attempts, :what FROM expired
            """)
        .bind("now", now)
        .bind("what", Move.EXPIRE.event())
        .bind("atLeast", atLeast)
        .execute();
  }

  /** Those for which no hours are left; what no longer waits stays as it is. */
  public static void these(Handle handle, long[] ids, Instant now) {
    handle
        .createUpdate(
            """
            WITH expired AS (
              UPDATE delivery SET state = 'expired', settled_at = :now
              WHERE id = ANY(:ids) AND state = 'queued' RETURNING id, attempts)
            INSERT INTO delivery_event (delivery_id, at, attempt, what)
            SELECT id, :now, attempts, :what FROM expired
            """)
        .bind("now", now)
        .bind("what", Move.EXPIRE.event())
        .bind("ids", ids)
        .execute();
  }
}
