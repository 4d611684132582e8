package org.tocsin.ledger;

import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes attempts before the network is touched. */
public final class Begin {
  // The claim may be seconds old by now, so all that may have changed is looked at again. Only what
  // is leased carries the id of a worker. The state is not asked for, since the index of what is
  // unsettled is full of dead entries while an alert goes out.
  static final String BEGIN =
      """
      WITH mine AS MATERIALIZED (
        SELECT id, <left> AS gone, coalesce(<held>, closes_at <= :atMost, false) AS waits
        FROM delivery d WHERE id = ANY(:ids)),
      begun AS (
        UPDATE delivery d SET
          state = CASE WHEN gone THEN 'suppressed' WHEN waits THEN 'queued' ELSE state END,
          worker_id = CASE WHEN gone OR waits THEN NULL ELSE worker_id END,
          settled_at = CASE WHEN gone THEN :now END,
          attempts = CASE WHEN gone OR waits THEN attempts ELSE attempts + 1 END,
          attempted_at = CASE WHEN gone OR waits THEN NULL ELSE :now END
        FROM mine WHERE d.id = mine.id AND d.worker_id = :worker
        RETURNING d.id, d.attempts, gone, waits),
      left_out AS (
        INSERT INTO delivery_event (delivery_id, at, attempt, what)
        SELECT id, :now, attempts, :left FROM begun WHERE gone)
      SELECT id FROM begun WHERE NOT gone AND NOT waits
      """
          .replace("<left>", Claim.LEFT)
          .replace("<held>", Claim.HELD);

  private Begin() {}

  /**
   * Begins what this worker has leased. Whoever left meanwhile is {@code suppressed}; what is held
   * or closes by then is {@code queued} again.
   *
   * @param atMost the latest time that it may be
   * @return the ids of those that may go now
   */
  public static Set<Long> of(Handle handle, long[] ids, long worker, Instant now, Instant atMost) {
    return handle
        .createQuery(BEGIN)
        .bind("ids", ids)
        .bind("worker", worker)
        .bind("now", now)
        .bind("atMost", atMost)
        .bind("left", Move.LEAVE.event())
        .mapTo(Long.class)
        .set();
  }
}
