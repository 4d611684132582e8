package org.tocsin.ledger;

import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Gives back what was leased and not begun, to wait. Nothing has come of it, so no event is left.
 */
public final class PutOff {
  private static final String PUT_OFF =
      """
      UPDATE delivery d SET state = 'queued', worker_id = NULL, due_at = o.due_at
      FROM unnest(:ids, :dues) AS o (id, due_at)
      WHERE d.id = o.id AND d.state = 'leased' AND d.worker_id = :worker AND d.attempted_at IS NULL
      """;

  private PutOff() {}

  /**
   * @param dues when each is due again, by its id
   */
  public static void until(Handle handle, long worker, Map<Long, Instant> dues) {
    handle
        .createUpdate(PUT_OFF)
        .bindArray("ids", Long.class, dues.keySet().toArray())
        .bindArray("dues", Instant.class, dues.values().toArray())
        .bind("worker", worker)
        .execute();
  }
}
