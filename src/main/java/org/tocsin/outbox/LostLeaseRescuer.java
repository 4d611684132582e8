package org.tocsin.outbox;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Rescue;

/**
 * Finds what this process has leased and lost sight of, because the database went away before a
 * claim had come back from it or an outcome had been written. While the process lives, nobody else
 * takes that over (P1). What was not attempted waits again, the rest is in doubt.
 */
public final class LostLeaseRescuer {
  private static final Logger LOG = LoggerFactory.getLogger(LostLeaseRescuer.class);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Worker worker;
  private final Unwritten unwritten;

  /** Deliveries, and in which era of the worker they were claimed. */
  private final Map<Long, Integer> inHand = new ConcurrentHashMap<>();

  private Set<Long> seenBefore = Set.of();
  private volatile boolean isSuspected;

  public LostLeaseRescuer(Jdbi jdbi, Clock clock, Worker worker, Unwritten unwritten) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.worker = worker;
    this.unwritten = unwritten;
  }

  /** These have been claimed, and somebody looks after them. */
  public void hold(List<ClaimedDelivery> claimed) {
    int era = worker.era();
    claimed.forEach(due -> inHand.put(due.id(), era));
  }

  /** Whether a delivery is still this process's own, and nobody has taken it over. */
  public boolean isHeld(ClaimedDelivery due) {
    return Objects.equals(inHand.get(due.id()), worker.era());
  }

  /** Nobody looks after these any more, whatever has come of them. */
  public void letGo(Collection<ClaimedDelivery> dues) {
    dues.forEach(due -> inHand.remove(due.id()));
  }

  /** Something went wrong; the ledger is to be looked through. */
  public void suspect() {
    isSuspected = true;
  }

  /**
   * Only what is seen twice has strayed; what is seen once may just be coming in. Whose outcome is
   * known and waits to be written has not.
   */
  public synchronized void settle() {
    if (unwritten.isBlocked() || !isSuspected && seenBefore.isEmpty()) {
      return;
    }
    Set<Long> strays = leased();
    isSuspected = false;
    strays.removeAll(inHand.keySet());
    Set<Long> twice = new HashSet<>(strays);
    twice.retainAll(seenBefore);
    seenBefore = strays;
    if (!twice.isEmpty()) {
      settle(twice);
    }
  }

  private Set<Long> leased() {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        "SELECT id FROM delivery WHERE state = 'leased' AND worker_id = :worker")
                    .bind("worker", worker.id())
                    .mapTo(Long.class)
                    .list()));
  }

  private void settle(Set<Long> strays) {
    long[] ids = strays.stream().mapToLong(Long::longValue).toArray();
    Rescue.Rescued rescued =
        jdbi.inTransaction(
            handle ->
                Rescue.some(
                    handle, worker.id(), ids, "the database had gone away", clock.instant()));
    LOG.warn(
        "The database had gone away: {} deliveries wait again, {} are in doubt and will be settled",
        rescued.back(),
        rescued.doubts());
  }
}
