package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Ends what has waited too long (P6). */
public final class Expire {
  private static final String EXPIRE =
      """
      WITH expired AS (
        UPDATE delivery d SET state = 'expired', settled_at = :now
        FROM alert a WHERE a.id = d.alert_id AND d.state = 'queued' AND <these>
        RETURNING d.id, d.attempts)
      INSERT INTO delivery_event (delivery_id, at, attempt, what)
      SELECT id, :now, attempts, :what FROM expired
      """;

  private Expire() {}

  /**
   * All that waits of alerts whose deadline is over.
   *
   * @param atLeast the earliest time that it may be
   */
  public static void pastDeadline(Handle handle, Instant atLeast, Instant now) {
    Update over = handle.createUpdate(EXPIRE).define("these", "a.deadline <= :atLeast");
    expire(over.bind("atLeast", atLeast), now);
  }

  /** Those for which no hours are left; what no longer waits stays as it is. */
  public static void these(Handle handle, long[] ids, Instant now) {
    expire(handle.createUpdate(EXPIRE).define("these", "d.id = ANY(:ids)").bind("ids", ids), now);
  }

  private static void expire(Update statement, Instant now) {
    statement.bind("now", now).bind("what", Move.EXPIRE.event()).execute();
  }
}
