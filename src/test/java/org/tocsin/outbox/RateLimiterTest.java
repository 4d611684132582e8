package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tocsin.Channel;
import org.tocsin.support.Ledger;

/** R04. Only lower bounds: a busy machine may be slower, never faster. */
@Timeout(30)
final class RateLimiterTest {
  private static final Ledger LEDGER = Ledger.fresh();

  private final RateLimiter one = new RateLimiter(LEDGER.jdbi);
  private final RateLimiter two = new RateLimiter(LEDGER.jdbi);

  private interface Sending {
    void send() throws InterruptedException;
  }

  /** By the clock of the database. */
  private static Duration timed(Sending sending) throws InterruptedException {
    Instant start = LEDGER.databaseTime();
    sending.send();
    return Duration.between(start, LEDGER.databaseTime());
  }

  private static void await(RateLimiter rates, Channel channel, int times, int units)
      throws InterruptedException {
    for (int i = 0; i < times; i++) {
      rates.await(channel, units);
    }
  }

  @Test
  void two_processes_together_keep_to_the_rate() throws InterruptedException {
    one.set(EMAIL, 100);
    Duration took = timed(() -> both(EMAIL, 40));
    // 80 units; each process may have a block of a tenth of a second in hand
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis((80 - 20) * 1000 / 100));
  }

  private void both(Channel channel, int times) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> all =
          Stream.of(one, two)
              .<Future<?>>map(
                  rates ->
                      threads.submit(
                          () -> {
                            await(rates, channel, times, 1);
                            return null;
                          }))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void what_costs_three_units_takes_as_long_as_three() throws InterruptedException {
    one.set(SMS, 20);
    Duration took = timed(() -> await(one, SMS, 6, 3));
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis((18 - 3) * 1000 / 20));
  }

  @Test
  void a_lower_rate_takes_effect_in_every_process_while_they_run() throws InterruptedException {
    one.set(SMS, 1_000);
    await(two, SMS, 20, 1);
    one.set(SMS, 20);
    // it may have a tenth of a second of the old rate in hand
    await(two, SMS, 100, 1);
    Duration took = timed(() -> await(two, SMS, 12, 1));
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis((12 - 2 - 2) * 1000 / 20));
  }

  @Test
  void a_limit_takes_effect_where_there_was_none() throws InterruptedException {
    one.set(SMS, 0);
    await(two, SMS, 20, 1);
    one.set(SMS, 20);
    // it looks once a second whether there is one now
    Awaitility.await().until(() -> timed(() -> await(two, SMS, 10, 1)).toMillis() >= 200);
    Duration took = timed(() -> await(two, SMS, 12, 1));
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis((12 - 2 - 2) * 1000 / 20));
  }

  @Test
  void without_a_limit_nobody_waits() throws InterruptedException {
    one.set(EMAIL, 0);
    // at any limit that someone would set it would not be through before the test is given up
    await(one, EMAIL, 10_000, 25);
  }
}
