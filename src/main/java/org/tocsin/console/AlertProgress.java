package org.tocsin.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.tocsin.alert.Report;

/**
 * How alerts stand, for all who follow them. Counting a large alert takes the database a while, so
 * it is counted once for everybody, and again only after many times as long.
 */
final class AlertProgress {
  /** Of the database's time, counting gets at most this part. */
  private static final int SHARE = 50;

  private static final long LEAST_NANOS = 1_000_000_000L;
  private static final int MOST_ALERTS = 200;

  private record Counted(Report report, long at, long took) {}

  private final LongFunction<Report> count;
  private final LongSupplier nanos;
  private final Map<Long, Counted> all = new ConcurrentHashMap<>();

  /**
   * @param count counts an alert, given its id
   * @param nanos a clock that never jumps, as {@link System#nanoTime}
   */
  AlertProgress(LongFunction<Report> count, LongSupplier nanos) {
    this.count = count;
    this.nanos = nanos;
  }

  /** Who asks while it is being counted waits for that, and has it too. */
  Report of(long alert) {
    if (all.size() > MOST_ALERTS) {
      all.clear();
    }
    return all.compute(alert, (id, before) -> isFresh(before) ? before : counted(id)).report();
  }

  private boolean isFresh(Counted counted) {
    return counted != null
        && nanos.getAsLong() - counted.at() < Math.max(LEAST_NANOS, SHARE * counted.took());
  }

  private Counted counted(long alert) {
    long began = nanos.getAsLong();
    Report report = count.apply(alert);
    long ended = nanos.getAsLong();
    return new Counted(report, ended, ended - began);
  }

  /** Something was done with it, so whoever did it sees what came of it. */
  void changed(long alert) {
    all.remove(alert);
  }
}
