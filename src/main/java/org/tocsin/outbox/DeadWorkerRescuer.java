package org.tocsin.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Ticks;
import org.tocsin.ledger.Rescue;

/**
 * Takes over what a dead process had leased. What it had not attempted goes back to the queue; what
 * it had may have been handed over, so it is in doubt (P1).
 *
 * <p>Dead is who has said nothing new for a whole life, while this process could say all along that
 * it lives itself. So neither a clock that is set nor a database that takes nothing from anyone
 * makes a living process a dead one.
 */
public final class DeadWorkerRescuer {
  private static final Logger LOG = LoggerFactory.getLogger(DeadWorkerRescuer.class);

  /** What a process said last, and when that was seen first, in {@link Ticks}. */
  private record Sign(Instant said, long seenAt) {}

  private final Jdbi jdbi;
  private final Clock clock;
  private final Worker worker;
  private final LongSupplier ticks;
  private final Map<Long, Sign> signs = new HashMap<>();

  public DeadWorkerRescuer(Jdbi jdbi, Clock clock, Worker worker) {
    this(jdbi, clock, worker, Ticks::nanos);
  }

  /**
   * @param ticks nanoseconds that go on evenly
   */
  public DeadWorkerRescuer(Jdbi jdbi, Clock clock, Worker worker, LongSupplier ticks) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.worker = worker;
    this.ticks = ticks;
  }

  /** To be called every few seconds. */
  public synchronized void takeOver() {
    Map<Long, Instant> said = others();
    signs.keySet().retainAll(said.keySet());
    said.forEach(this::see);
    List<Long> silent = said.keySet().stream().filter(this::isSilent).toList();
    if (worker.isAlive() && !silent.isEmpty()) {
      jdbi.useTransaction(handle -> takeOver(handle, dead(handle, silent)));
    }
  }

  private Map<Long, Instant> others() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, alive_until FROM worker WHERE id <> :me")
                .bind("me", worker.id())
                .reduceRows(
                    new HashMap<>(),
                    (all, row) -> {
                      all.put(
                          row.getColumn("id", Long.class),
                          row.getColumn("alive_until", Instant.class));
                      return all;
                    }));
  }

  private void see(long id, Instant said) {
    Sign before = signs.get(id);
    if (before == null || !before.said().equals(said)) {
      signs.put(id, new Sign(said, ticks.getAsLong()));
    }
  }

  private boolean isSilent(long id) {
    long counted = Math.max(signs.get(id).seenAt(), worker.steadySince());
    return ticks.getAsLong() - counted > worker.life().toNanos();
  }

  /** Those that have still said nothing, and that no other process takes over just now. */
  private long[] dead(Handle handle, List<Long> silent) {
    return silent.stream()
        .filter(
            id ->
                handle
                    .createQuery(
                        """
                        SELECT id FROM worker WHERE id = :id AND alive_until = :said
                        FOR UPDATE SKIP LOCKED
                        """)
                    .bind("id", id)
                    .bind("said", signs.get(id).said())
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent())
        .mapToLong(Long::longValue)
        .toArray();
  }

  private void takeOver(Handle handle, long[] workers) {
    if (workers.length == 0) {
      return;
    }
    Rescue.Rescued rescued =
        Rescue.workers(handle, workers, "the process that sent it ended", clock.instant());
    handle
        .createUpdate("DELETE FROM worker WHERE id = ANY(:workers)")
        .bind("workers", workers)
        .execute();
    if (rescued.back() + rescued.doubts() > 0) {
      LOG.warn(
          "A process ended in the middle of sending: {} deliveries wait again, {} are in doubt and"
              + " will be settled",
          rescued.back(),
          rescued.doubts());
    }
  }
}
