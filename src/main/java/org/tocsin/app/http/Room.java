package org.tocsin.app.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where requests are answered: some at once, some wait for their turn, and the rest is turned away.
 * However long the requests in one room take, nobody waits for them in another.
 */
final class Room {
  private final WorkerExecutor threads;
  private final int most;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * @param atOnce threads
   * @param most requests that are being answered or wait for it
   */
  Room(Vertx vertx, String name, int atOnce, int most) {
    this.threads = vertx.createSharedWorkerExecutor(name, atOnce);
    this.most = most;
  }

  /** Whether there is room for one more, which has to {@link #leave} again. */
  boolean enter() {
    if (inside.incrementAndGet() <= most) {
      return true;
    }
    leave();
    return false;
  }

  <T> Future<T> run(Callable<T> work) {
    return threads.executeBlocking(work, false);
  }

  void leave() {
    inside.decrementAndGet();
  }
}
