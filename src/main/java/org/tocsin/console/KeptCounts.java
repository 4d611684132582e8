package org.tocsin.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.tocsin.TocsinException;

/**
 * Counts that take long, made aside and kept for a while: nobody's page waits for one. What nobody
 * asks about any more when its turn comes is not counted.
 *
 * @param <K> all that a count depends on, but for who comes and goes among the people
 * @param <V> what it comes to
 */
final class KeptCounts<K, V> {
  /** After it people have come and gone. */
  static final Duration LASTS = Duration.ofMinutes(5);

  /** Why nothing can be counted is often mended at once, at another place. */
  private static final Duration REFUSAL_LASTS = Duration.ofSeconds(10);

  /** A page that still waits asks every second. */
  private static final Duration WANTED = Duration.ofSeconds(20);

  private static final long WAIT_MILLIS = 80;
  private static final int MOST = 40;

  /**
   * What was counted.
   *
   * @param value empty where it was refused
   * @param refused why nothing could be counted
   * @param at when it was done, to the millisecond
   */
  record Kept<V>(Optional<V> value, Optional<TocsinException> refused, Instant at) {
    /**
     * @throws TocsinException where it was refused
     */
    V orRefused() {
      refused.ifPresent(
          why -> {
            throw why;
          });
      return value.orElseThrow();
    }
  }

  /** One that is being counted, or was. */
  private static final class Running<V> {
    private final CompletableFuture<Kept<V>> result = new CompletableFuture<>();
    private volatile Instant wanted = Instant.MIN;

    boolean isOver(Instant now, Instant after) {
      if (!result.isDone()) {
        return false;
      }
      if (result.isCompletedExceptionally()) {
        return true;
      }
      Kept<V> kept = result.join();
      Duration lasts = kept.refused().isPresent() ? REFUSAL_LASTS : LASTS;
      return !kept.at().isAfter(after)
          || kept.at().isAfter(now)
          || !now.isBefore(kept.at().plus(lasts));
    }
  }

  private final Function<K, V> count;
  private final Clock clock;
  private final Executor aside;
  private final Map<K, Running<V>> all =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Running<V>> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param count may throw a {@link TocsinException} that says what is in the way
   */
  KeptCounts(Function<K, V> count, Clock clock) {
    this(count, clock, oneThread());
  }

  KeptCounts(Function<K, V> count, Clock clock, Executor aside) {
    this.count = count;
    this.clock = clock;
    this.aside = aside;
  }

  /** The database has others to serve; the thread ends where there is nothing to count. */
  private static Executor oneThread() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "count");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /**
   * What it comes to, where that is known or found in a moment; else it is being counted, and empty
   * until then.
   *
   * @param after counted later than this
   */
  Optional<Kept<V>> of(K key, Instant after) {
    Running<V> running = running(key, after);
    try {
      return Optional.of(running.result.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private Running<V> running(K key, Instant after) {
    synchronized (all) {
      Running<V> known = all.get(key);
      if (known == null || known.isOver(clock.instant(), after)) {
        Running<V> begun = new Running<>();
        begun.wanted = clock.instant();
        all.put(key, begun);
        aside.execute(() -> count(key, begun));
        return begun;
      }
      known.wanted = clock.instant();
      return known;
    }
  }

  private void count(K key, Running<V> running) {
    if (clock.instant().isAfter(running.wanted.plus(WANTED))) {
      synchronized (all) {
        all.remove(key, running);
      }
      return;
    }
    try {
      running.result.complete(counted(key));
    } catch (RuntimeException | Error e) {
      running.result.completeExceptionally(e);
    }
  }

  private Kept<V> counted(K key) {
    try {
      return new Kept<>(Optional.of(count.apply(key)), Optional.empty(), now());
    } catch (TocsinException e) {
      return new Kept<>(Optional.empty(), Optional.of(e), now());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Counted now, for whoever decides by it; it is kept too. */
  Kept<V> exact(K key) {
    Kept<V> kept = counted(key);
    Running<V> running = new Running<>();
    running.result.complete(kept);
    synchronized (all) {
      all.put(key, running);
    }
    return kept;
  }
}
