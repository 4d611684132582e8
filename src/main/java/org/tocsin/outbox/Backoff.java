package org.tocsin.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a deferred delivery waits: twice as long after each attempt, up to a cap, spread by half
 * so that a provider that comes back is not met by everyone at once.
 *
 * @param first wait after the first attempt
 * @param cap longest wait
 */
public record Backoff(Duration first, Duration cap, RandomGenerator random) {
  /**
   * @param attempt the number of the attempt that was deferred, from 1
   */
  public Duration after(int attempt) {
    int doublings = Math.min(attempt - 1, 30);
    double millis = Math.min(first.toMillis() * Math.pow(2, doublings), cap.toMillis());
    return Duration.ofMillis((long) (millis * (0.5 + random.nextDouble() / 2)));
  }
}
