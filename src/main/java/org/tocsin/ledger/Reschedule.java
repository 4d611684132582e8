package org.tocsin.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Gives deliveries that wait another time. None of them moves to another state. */
public final class Reschedule {
  /** When a text may go: from, and at most until then or its alert's deadline. */
  public record Times(long id, Instant opens, Optional<Instant> closes) {}

  private Reschedule() {}

  /** Ends waits of emails that are longer than any deferral lasts. */
  public static void longWaits(Handle handle, Instant longest, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE delivery d SET due_at = :now FROM alert a
            WHERE a.state IN ('gathering', 'sending') AND d.alert_id = a.id
              AND d.channel = <email> AND d.state = 'queued' AND d.due_at > :longest
            """)
        .bind("now", now)
        .bind("longest", longest)
        .execute();
  }

  /**
   * All texts that wait count as closed.
   *
   * @param closed when their hours ended
   * @param soon one that is put off for less waits on
   * @return how many there are
   */
  public static int closeTexts(Handle handle, Instant closed, Instant soon, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE delivery SET closes_at = :closed,
              due_at = CASE WHEN attempts = 0 OR due_at > :soon THEN :now ELSE due_at END
            WHERE channel = <sms> AND state = 'queued'
            """)
        .bind("closed", closed)
        .bind("soon", soon)
        .bind("now", now)
        .execute();
  }

  /** The next hours of those whose hours have ended. */
  public static void texts(Handle handle, List<Times> times) {
    handle
        .createUpdate(
            """
            UPDATE delivery d SET due_at = greatest(d.due_at, w.opens),
              closes_at = least(w.closes, a.deadline)
            FROM unnest(:ids, :opens, :closes) AS w (id, opens, closes), alert a
            WHERE d.id = w.id AND a.id = d.alert_id AND d.state = 'queued'
            """)
        .bindArray("ids", Long.class, times.stream().map(Times::id).toArray())
        .bindArray("opens", Instant.class, times.stream().map(Times::opens).toArray())
        .bindArray(
            "closes", Instant.class, times.stream().map(t -> t.closes().orElse(null)).toArray())
        .execute();
  }
}
