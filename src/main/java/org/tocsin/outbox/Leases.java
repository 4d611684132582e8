package org.tocsin.outbox;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what a dead process had leased. What it had not attempted goes back to the queue; what
 * it had may have been handed over, so it is in doubt (P1).
 */
public final class Leases {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  static final String GIVE_BACK =
      """
      UPDATE delivery SET state = 'queued', worker_id = NULL
      WHERE state = 'leased' AND worker_id = ANY(:workers) AND attempted_at IS NULL
      """;

  private final Jdbi jdbi;
  private final Clock clock;

  public Leases(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public void takeOver() {
    jdbi.useTransaction(
        h -> {
          List<Long> dead = dead(h);
          if (!dead.isEmpty()) {
            takeOver(h, dead.stream().mapToLong(Long::longValue).toArray());
          }
        });
  }

  private static List<Long> dead(Handle h) {
    return h.createQuery("SELECT id FROM worker WHERE alive_until < now() FOR UPDATE SKIP LOCKED")
        .mapTo(Long.class)
        .list();
  }

  private void takeOver(Handle h, long[] workers) {
    int back = h.createUpdate(GIVE_BACK).bind("workers", workers).execute();
    int doubts =
        h.createUpdate(
                """
                WITH doubt AS (
                  UPDATE delivery SET state = 'in_doubt', worker_id = NULL, in_doubt_at = :now
                  WHERE state = 'leased' AND worker_id = ANY(:workers)
                  RETURNING id, attempts)
                INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
                SELECT id, :now, attempts, 'in_doubt', 'the process that sent it ended' FROM doubt
                """)
            .bind("workers", workers)
            .bind("now", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
            .execute();
    h.createUpdate("DELETE FROM worker WHERE id = ANY(:workers)")
        .bind("workers", workers)
        .execute();
    if (back + doubts > 0) {
      LOG.warn(
          "A process ended in the middle of sending: {} deliveries wait again, {} are in doubt and"
              + " will be settled",
          back,
          doubts);
    }
  }
}
