package org.tocsin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.TocsinException;

/** Several threads that share one piece of work, timed. */
final class Crowd {
  /** What one of them does, with a connection of its own. */
  interface Worker {
    /**
     * @param next numbers the units of work; to be called until it is as large as their count
     */
    void work(AtomicInteger next) throws Exception;
  }

  private Crowd() {}

  /** Units a second, from the start to the end of the last. */
  static double perSecond(int threads, int units, Worker worker) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    AtomicInteger next = new AtomicInteger();
    Callable<Void> one =
        () -> {
          worker.work(next);
          return null;
        };
    long start = System.nanoTime();
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(one));
      }
      for (Future<Void> each : all) {
        each.get();
      }
      return units / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
    } catch (InterruptedException e) {
      throw Children.interrupted(e);
    } catch (ExecutionException e) {
      throw new TocsinException("What Tocsin is held against failed: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }
}
