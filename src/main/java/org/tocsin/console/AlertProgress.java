package org.tocsin.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.tocsin.alert.AlertState;

/**
 * How alerts stand, for all who follow them. Counting a large alert takes the database a while, so
 * it is counted once for everybody, and again only after many times as long, after 20 seconds, or
 * when its state is another: who follows an alert looks away once it is done.
 *
 * @param <T> what it comes to
 */
final class AlertProgress<T> {
  /** Of the database's time, counting gets at most this part. */
  private static final int SHARE = 50;

  private static final long LEAST_NANOS = 1_000_000_000L;

  /** A count that took long because the machine was busy must not leave people with it for long. */
  private static final long MOST_NANOS = 20_000_000_000L;

  private static final int MOST_ALERTS = 200;

  private record Counted<T>(T result, AlertState state, long at, long took) {}

  private final LongFunction<T> count;
  private final LongSupplier nanos;
  private final Map<Long, Counted<T>> all = new ConcurrentHashMap<>();

  /**
   * @param count counts an alert, given its id
   * @param nanos a clock that never jumps, as {@link System#nanoTime}
   */
  AlertProgress(LongFunction<T> count, LongSupplier nanos) {
    this.count = count;
    this.nanos = nanos;
  }

  /**
   * Who asks while it is being counted waits for that, and has it too.
   *
   * @param state the alert's, read just before; what is returned was counted in it or later
   */
  T of(long alert, AlertState state) {
    if (all.size() > MOST_ALERTS) {
      all.clear();
    }
    return all.compute(alert, (id, before) -> isFresh(before, state) ? before : counted(id, state))
        .result();
  }

  private boolean isFresh(Counted<T> counted, AlertState state) {
    if (counted == null || counted.state() != state) {
      return false;
    }
    long lasts = Math.min(MOST_NANOS, Math.max(LEAST_NANOS, SHARE * counted.took()));
    return nanos.getAsLong() - counted.at() < lasts;
  }

  private Counted<T> counted(long alert, AlertState state) {
    long began = nanos.getAsLong();
    T result = count.apply(alert);
    long ended = nanos.getAsLong();
    return new Counted<>(result, state, ended, ended - began);
  }

  /** Something was done with it, so whoever did it sees what came of it. */
  void changed(long alert) {
    all.remove(alert);
  }
}
