package org.tocsin.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * An alert whose time has come and which may not go yet.
 *
 * @param why and what to do about it, in whole sentences
 */
public record Held(long id, String why) {
  /** An alert that is due, with what of it decides whether it may go. */
  private record Due(long id, boolean staleRoster) {}

  /**
   * @param overAt alerts whose deadline has passed then are held no more: they end as expired
   */
  static List<Held> of(Handle handle, Readiness readiness, Instant now, Instant overAt) {
    List<Held> held = new ArrayList<>();
    for (Due due : due(handle, now, overAt)) {
      readiness.obstacle(due.staleRoster()).ifPresent(why -> held.add(new Held(due.id(), why)));
    }
    return held;
  }

  private static List<Due> due(Handle handle, Instant now, Instant overAt) {
    return handle
        .createQuery(
            """
            SELECT id, stale_roster FROM alert
            WHERE state = 'scheduled' AND release_at <= :now
              AND (deadline IS NULL OR deadline > :overAt)
            ORDER BY id
            """)
        .bind("now", now)
        .bind("overAt", overAt)
        .map((row, c) -> new Due(row.getLong("id"), row.getBoolean("stale_roster")))
        .list();
  }
}
