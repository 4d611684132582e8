package org.tocsin.outbox;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what this process has leased and lost sight of, because the database went away before a
 * claim had come back from it or an outcome had been written. While the process lives, nobody else
 * takes that over (P1). What was not attempted waits again, the rest is in doubt.
 */
public final class Strays {
  private static final Logger LOG = LoggerFactory.getLogger(Strays.class);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Worker worker;
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
  private Set<Long> seenBefore = Set.of();
  private volatile boolean isSuspected;

  public Strays(Jdbi jdbi, Clock clock, Worker worker) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.worker = worker;
  }

  /** These have been claimed, and somebody looks after them. */
  public void hold(List<Due> claimed) {
    claimed.forEach(due -> inHand.add(due.id()));
  }

  /** Nobody looks after these any more, whatever has come of them. */
  public void letGo(Collection<Due> dues) {
    dues.forEach(due -> inHand.remove(due.id()));
  }

  /** Something went wrong; the ledger is to be looked through. */
  public void suspect() {
    isSuspected = true;
  }

  /** Only what is seen twice has strayed; what is seen once may just be coming in. */
  public synchronized void settle() {
    if (!isSuspected && seenBefore.isEmpty()) {
      return;
    }
    Set<Long> strays = leased();
    isSuspected = false;
    strays.removeAll(inHand);
    Set<Long> twice = new HashSet<>(strays);
    twice.retainAll(seenBefore);
    seenBefore = strays;
    if (!twice.isEmpty()) {
      settle(twice);
    }
  }

  private Set<Long> leased() {
    return jdbi.withHandle(
        h ->
            new HashSet<>(
                h.createQuery(
                        "SELECT id FROM delivery WHERE state = 'leased' AND worker_id = :worker")
                    .bind("worker", worker.id())
                    .mapTo(Long.class)
                    .list()));
  }

  private void settle(Set<Long> strays) {
    int settled =
        jdbi.withHandle(
            h ->
                h.createUpdate(
                        """
                        UPDATE delivery SET worker_id = NULL,
                          state = CASE WHEN attempted_at IS NULL THEN 'queued' ELSE 'in_doubt' END,
                          in_doubt_at = CASE WHEN attempted_at IS NULL THEN in_doubt_at ELSE :now END
                        WHERE id = ANY(:ids) AND state = 'leased' AND worker_id = :worker
                        """)
                    .bind("ids", strays.stream().mapToLong(Long::longValue).toArray())
                    .bind("worker", worker.id())
                    .bind("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                    .execute());
    LOG.warn("The database had gone away: {} deliveries wait again or will be settled", settled);
  }
}
