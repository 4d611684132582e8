package org.tocsin.app.outbox;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.SendResult;

/** Threads that claim what is due and send it down the route, one claim after the other. */
final class OutboxConsumer extends DefaultConsumer implements Suspendable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);
  private static final long IDLE_MILLIS = 200;
  private static final long FAULT_MILLIS = 1_000;
  private static final long LEAST_FAULT_MILLIS = 10;

  private final Claiming claiming;
  private final int threads;

  /** Claims of which nothing went, since the last of which something did. */
  private final AtomicInteger failures = new AtomicInteger();

  private ExecutorService executor;

  OutboxConsumer(OutboxEndpoint endpoint, Processor processor, Claiming claiming, int threads) {
    super(endpoint, processor);
    this.claiming = claiming;
    this.threads = threads;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    executor =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "outbox-" + claiming.channel().code(), threads);
    for (int i = 0; i < threads; i++) {
      executor.execute(this::work);
    }
  }

  private void work() {
    while (isRunAllowed() && !isSuspendingOrSuspended()) {
      try {
        long wait = workOnce();
        if (wait > 0) {
          TimeUnit.MILLISECONDS.sleep(wait);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Takes one claim through the route; says how long to wait before the next, in milliseconds. */
  private long workOnce() throws InterruptedException {
    if (claiming.mustWait()) {
      return IDLE_MILLIS;
    }
    try {
      List<ClaimedDelivery> leased = claiming.lease();
      List<ClaimedDelivery> begun = leased.isEmpty() ? leased : claiming.begin(leased);
      return begun.isEmpty() ? IDLE_MILLIS : handOver(begun);
    } catch (RuntimeException e) {
      LOG.debug("The {} queue waits a moment", claiming.channel().code(), e);
      return FAULT_MILLIS;
    }
  }

  private long handOver(List<ClaimedDelivery> claim) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(claim);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      List<SendResult> results = results(exchange.getMessage().getBody());
      claiming.heard(results);
      return isProviderAway(results) ? longerEachTime() : back();
    } catch (Exception e) {
      LOG.error("A claim of {} failed on its way and is in doubt", claim.size(), e);
      claiming.doubt();
      return FAULT_MILLIS;
    } finally {
      claiming.end(claim);
      releaseExchange(exchange, false);
    }
  }

  /**
   * When nothing of a whole claim went, the rest need not be tried at full speed; but one text that
   * failed says little about the next.
   */
  private long longerEachTime() {
    return Math.min(FAULT_MILLIS, LEAST_FAULT_MILLIS << Math.min(failures.getAndIncrement(), 10));
  }

  private long back() {
    failures.set(0);
    return 0;
  }

  private static List<SendResult> results(Object body) {
    return body instanceof List<?> list
        ? list.stream().filter(SendResult.class::isInstance).map(SendResult.class::cast).toList()
        : List.of();
  }

  private static boolean isProviderAway(List<SendResult> results) {
    return !results.isEmpty()
        && results.stream().allMatch(attempted -> attempted.outcome() instanceof Outcome.Deferred);
  }

  @Override
  protected void doSuspend() throws Exception {
    end();
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    doStart();
  }

  @Override
  protected void doStop() throws Exception {
    end();
    super.doStop();
  }

  /** Lets claims in hand come to their end. */
  private void end() {
    if (executor != null) {
      getEndpoint()
          .getCamelContext()
          .getExecutorServiceManager()
          .shutdownGraceful(executor, TimeUnit.SECONDS.toMillis(20));
      executor = null;
    }
  }
}
