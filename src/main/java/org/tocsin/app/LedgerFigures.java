package org.tocsin.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.Ticks;
import org.tocsin.consent.Consent;
import org.tocsin.ledger.DeliveryState;

/**
 * Figures of the ledger, counted in the background and never when somebody asks. A count that takes
 * longer is done less often, so that all of them together take a hundredth of the database's time,
 * however large it grows (P10). While there is no database the last figures stay, and {@code
 * tocsin_figures_age_seconds} tells how old they are.
 */
final class LedgerFigures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFigures.class);
  private static final long LEAST_SECONDS = 5;
  private static final int SHARE = 100;

  // Those that are due are found by the index delivery_due, a scan for each open alert and channel.
  private static final String DUE =
      """
      SELECT c.channel AS label, sum(due.n) AS n,
        coalesce(extract(epoch FROM :now - min(due.oldest)), 0) AS age
      FROM unnest(ARRAY[<channels>]) c (channel)
      CROSS JOIN alert a
      CROSS JOIN LATERAL (
        SELECT count(*) AS n, min(due_at) AS oldest FROM delivery
        WHERE alert_id = a.id AND channel = c.channel AND state = 'queued' AND due_at <= :now) due
      WHERE a.state IN ('gathering', 'sending') GROUP BY 1
      """;

  private static final String PAUSED =
      """
      SELECT channel || ' ' || coalesce(substring(reason FROM '^([0-9.]{3,12})( |$)'), 'other')
        AS label, 1 AS n
      FROM channel_pause
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final MeterRegistry registry;
  private final ScheduledExecutorService counting =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "figures");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long countedAt = Ticks.nanos();

  LedgerFigures(Jdbi jdbi, Clock clock, MeterRegistry registry) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.registry = registry;
    Gauge.builder("tocsin.figures.age", () -> (Ticks.nanos() - countedAt) / 1e9)
        .description("Since what is due was last counted")
        .baseUnit("seconds")
        .register(registry);
    due();
    every(
        "tocsin.channel.paused",
        "1 while a channel is paused, by the provider's code",
        PAUSED,
        channels(" none"),
        "channel",
        "reason");
    every(
        "tocsin.inbox.waiting",
        "People who wait until somebody decides what they meant",
        "SELECT channel AS label, count(*) AS n FROM hold WHERE decided_at IS NULL GROUP BY 1",
        channels(""),
        "channel");
    every(
        "tocsin.deliveries.in.doubt",
        "Of which nobody knows yet whether they were taken",
        "SELECT channel AS label, count(*) AS n FROM delivery WHERE state = 'in_doubt' GROUP BY 1",
        channels(""),
        "channel");
    every(
        "tocsin.deliveries",
        "All of the ledger, by state",
        "SELECT channel || ' ' || state AS label, count(*) AS n FROM delivery GROUP BY 1",
        states(),
        "channel",
        "state");
    every(
        "tocsin.opt.outs",
        "Addresses that are not written to, by why",
        "SELECT channel || ' ' || reason AS label, count(*) AS n FROM suppression GROUP BY 1",
        reasons(),
        "channel",
        "way");
    every(
        "tocsin.mail.back",
        "Mails that came into the mailbox, by what they were",
        "SELECT kind AS label, count(*) AS n FROM inbound_mail GROUP BY 1",
        List.of("bounce", "complaint", "auto-reply", "other"),
        "kind");
  }

  private static List<String> channels(String more) {
    return Stream.of(Channel.values()).map(channel -> channel.code() + more).toList();
  }

  private static List<String> states() {
    return channels(" ").stream()
        .flatMap(channel -> Stream.of(DeliveryState.values()).map(state -> channel + state.code()))
        .toList();
  }

  private static List<String> reasons() {
    return channels(" ").stream()
        .flatMap(
            channel -> Stream.of(Consent.Reason.values()).map(reason -> channel + reason.code()))
        .toList();
  }

  private void due() {
    MultiGauge due = gauge("tocsin.deliveries.due", "That could be handed over now");
    MultiGauge oldest = gauge("tocsin.deliveries.oldest.due", "For how long the oldest is due");
    again(
        () -> {
          Map<String, Double> counts = zeros(channels(""));
          Map<String, Double> ages = zeros(channels(""));
          jdbi.useHandle(
              handle ->
                  handle
                      .createQuery(DUE)
                      .bind("now", clock.instant())
                      .map(
                          (row, c) -> {
                            ages.put(row.getString("label"), row.getDouble("age"));
                            return counts.put(row.getString("label"), row.getDouble("n"));
                          })
                      .list());
          register(due, counts, "channel");
          register(oldest, ages, "channel");
          countedAt = Ticks.nanos();
        });
  }

  private void every(
      String name, String description, String sql, List<String> labels, String... tags) {
    MultiGauge gauge = gauge(name, description);
    again(
        () -> {
          Map<String, Double> values = zeros(labels);
          jdbi.useHandle(handle -> count(handle, sql, values));
          register(gauge, values, tags);
        });
  }

  private static void count(Handle handle, String sql, Map<String, Double> values) {
    handle
        .createQuery(sql)
        .map((row, c) -> values.put(row.getString("label"), row.getDouble("n")))
        .list();
  }

  private MultiGauge gauge(String name, String description) {
    MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
    return (name.endsWith("oldest.due") ? builder.baseUnit("seconds") : builder).register(registry);
  }

  private static Map<String, Double> zeros(List<String> labels) {
    Map<String, Double> zeros = new TreeMap<>();
    labels.forEach(label -> zeros.put(label, 0.0));
    return zeros;
  }

  private static void register(MultiGauge gauge, Map<String, Double> values, String... tags) {
    gauge.register(
        values.entrySet().stream()
            .map(value -> MultiGauge.Row.of(tags(value.getKey(), tags), value.getValue()))
            .toList(),
        true);
  }

  private static Tags tags(String label, String... names) {
    String[] words = label.split(" ", names.length);
    Tags tags = Tags.empty();
    for (int i = 0; i < names.length; i++) {
      tags = tags.and(names[i], words[i]);
    }
    return tags;
  }

  private void again(Runnable count) {
    again(count, 0);
  }

  private void again(Runnable count, long seconds) {
    counting.schedule(() -> again(count, secondsAfter(count)), seconds, TimeUnit.SECONDS);
  }

  /** Counts, and says after how long it is to be counted again. */
  private static long secondsAfter(Runnable count) {
    long began = System.nanoTime();
    try {
      count.run();
    } catch (RuntimeException e) {
      LOG.debug("Figures could not be counted; the last ones stay", e);
    }
    long tookMillis = (System.nanoTime() - began) / 1_000_000;
    return Math.max(LEAST_SECONDS, tookMillis * SHARE / 1_000);
  }

  @Override
  public void close() {
    counting.shutdownNow();
  }
}
