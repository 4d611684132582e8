package org.tocsin.app;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.SendResult;
import org.tocsin.web.HttpResponse;

/**
 * Figures of this process and of the ledger, for Prometheus. Labels have few values, all of them
 * known beforehand, and name nobody (P12).
 */
final class Meters implements AutoCloseable {
  private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD", "PUT", "DELETE");

  /** Text format 0.0.4, which every scraper takes. */
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] OBJECTIVES = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final LedgerFigures figures;

  /**
   * @param pool of connections to the database
   */
  Meters(Services parts, HikariDataSource pool) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    if (pool.getMetricsTrackerFactory() == null && pool.getMetricRegistry() == null) {
      pool.setMetricRegistry(registry);
    }
    for (Channel channel : Channel.values()) {
      handingOff(channel);
    }
    figures = new LedgerFigures(parts.jdbi, parts.clock, registry);
  }

  private Timer handingOff(Channel channel) {
    return Timer.builder("tocsin.hand.off")
        .description("Handing one message to its provider")
        .tag("channel", channel.code())
        .serviceLevelObjectives(OBJECTIVES)
        .register(registry);
  }

  /** A sender of which is known how long each message takes. */
  Timed timed(Channel channel, HandOff handOff) {
    return new Timed(handingOff(channel), handOff);
  }

  /** What a sender does with a claim. */
  interface HandOff {
    List<SendResult> of(List<ClaimedDelivery> claim);
  }

  /** Stands before a sender in the routes. */
  public static final class Timed {
    private final Timer timer;
    private final HandOff sender;

    Timed(Timer timer, HandOff sender) {
      this.timer = timer;
      this.sender = sender;
    }

    public List<SendResult> handOff(List<ClaimedDelivery> claim) {
      long began = System.nanoTime();
      try {
        return sender.of(claim);
      } finally {
        long each = (System.nanoTime() - began) / Math.max(1, claim.size());
        claim.forEach(due -> timer.record(each, TimeUnit.NANOSECONDS));
      }
    }
  }

  /** A request was answered. */
  void answered(String method, int status, long nanos) {
    Timer.builder("tocsin.http")
        .description("Answering a request, by kind of answer")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("status", status / 100 + "xx")
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  HttpResponse page() {
    return HttpResponse.of(200, TEXT, registry.scrape());
  }

  @Override
  public void close() {
    figures.close();
    collections.close();
    registry.close();
  }
}
