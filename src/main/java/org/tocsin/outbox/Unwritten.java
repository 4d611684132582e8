package org.tocsin.outbox;

import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.DatabaseFault;

/**
 * What came of attempts and is not sure to be in the database. What it would not take (its disk is
 * full, it is read-only, it is gone) is kept here and written as soon as it takes it; until then
 * this process hands nothing over, so that nobody is written to twice (P1). What it took a moment
 * ago is kept until it is known to be on its disk, and written once more if it went away before.
 *
 * <p>It never holds more than the claims that this process has in hand. Each write must do no harm
 * when it is done twice.
 */
public final class Unwritten {
  private static final Logger LOG = LoggerFactory.getLogger(Unwritten.class);

  /** Without a failure for so long, all is well again. */
  private static final long QUIET_NANOS = 3_000_000_000L;

  private record Written(long number, Runnable write) {}

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Written> recent = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private volatile long failedAt;
  private volatile String why = "";

  /** Writes it now, or as soon as the database takes it. */
  public void write(Runnable write) {
    if (!isBlocked()) {
      try {
        write.run();
        written(write);
        return;
      } catch (RuntimeException e) {
        refused(e);
      }
    }
    waiting.add(write);
  }

  private void written(Runnable write) {
    recent.add(new Written(count.incrementAndGet(), write));
  }

  /** Whether nothing may be handed over, since it could not be written down. */
  public boolean isBlocked() {
    return !waiting.isEmpty();
  }

  /**
   * The database failed, or may have: it is given again what it may have lost.
   *
   * @param failure of a statement
   */
  public void refused(RuntimeException failure) {
    String words =
        DatabaseFault.of(failure)
            .map(DatabaseFault::words)
            .orElse("The database refuses a change: " + failure.getMessage());
    if (why.isEmpty()) {
      LOG.error(
          "Nothing is handed over for now, since it could not be written down: {} It goes on by"
              + " itself when that is mended",
          words);
    }
    failedAt = System.nanoTime();
    why = words;
    suspect();
  }

  /** The line to the database broke; what it was given last may be lost. */
  public void suspect() {
    for (Written each = recent.poll(); each != null; each = recent.poll()) {
      waiting.add(each.write());
    }
  }

  /**
   * @return to be given to {@link #keptUpTo} when a later change is known to be on the disk
   */
  public long mark() {
    return count.get();
  }

  /** All that was written before the mark is on the disk for good. */
  public void keptUpTo(long mark) {
    recent.removeIf(each -> each.number() <= mark);
  }

  /**
   * Writes what waits. What the database still refuses stays; where it takes nothing at all the
   * rest is not tried. To be called every second.
   */
  public synchronized void catchUp() {
    for (Iterator<Runnable> each = waiting.iterator(); each.hasNext(); ) {
      Runnable write = each.next();
      try {
        write.run();
      } catch (RuntimeException e) {
        refused(e);
        if (DatabaseFault.of(e).isPresent()) {
          return;
        }
        continue;
      }
      each.remove();
      written(write);
    }
    if (!isBlocked()) {
      recover();
    }
  }

  /** Not at the first change that goes through: others may still find no room. */
  private void recover() {
    if (!why.isEmpty() && System.nanoTime() - failedAt > QUIET_NANOS) {
      LOG.warn("The database takes changes again, and deliveries go on");
      why = "";
    }
  }

  /** Why nothing is handed over, in a sentence for an operator; empty while all is well. */
  public Optional<String> why() {
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }
}
