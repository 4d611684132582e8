package org.tocsin.support;

import java.util.concurrent.TimeUnit;

/**
 * How late a thread comes to its turn on this machine, at worst, while a test runs: next to nothing
 * where it is alone, and longer than what the test asks of the program where many others compute.
 */
public final class Lateness implements AutoCloseable {
  private static final long REST_MILLIS = 10;

  private final Thread probe = new Thread(this::measure, "lateness");
  private volatile long worst;

  public Lateness() {
    probe.setDaemon(true);
    probe.start();
  }

  private void measure() {
    try {
      while (true) {
        long then = System.nanoTime();
        Thread.sleep(REST_MILLIS);
        long late = System.nanoTime() - then - TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
        worst = Math.max(worst, late);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The most that a number of threads, each of which waits for the one before it, were late.
   *
   * @return nanoseconds
   */
  public long of(int threads) {
    return threads * worst;
  }

  @Override
  public void close() {
    probe.interrupt();
  }
}
