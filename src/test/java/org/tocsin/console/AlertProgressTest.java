package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Report;

/** Those who follow an alert hardly slow it down. */
final class AlertProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger counts = new AtomicInteger();
  private long takes;
  private final AlertProgress<Report> progress = new AlertProgress<>(this::count, nanos::get);

  private Report count(long alert) {
    counts.incrementAndGet();
    nanos.addAndGet(takes);
    Alerts.Summary summary =
        new Alerts.Summary(
            alert, "sheet", AlertState.SENDING, Optional.empty(), Instant.EPOCH, Optional.empty());
    return new Report(
        summary, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), "", Optional.empty(), Map.of());
  }

  /** As many browsers ask, each every two seconds, for a minute. */
  private int countsInAMinute(int browsers) {
    counts.set(0);
    for (int second = 0; second < 60; second++) {
      nanos.addAndGet(SECOND);
      for (int browser = second % 2; browser < browsers; browser += 2) {
        progress.of(1, AlertState.SENDING);
      }
    }
    return counts.get();
  }

  @Test
  void a_small_alert_is_counted_each_second_at_most_however_many_follow_it() {
    assertThat(countsInAMinute(100)).isBetween(30, 61);
  }

  @Test
  void a_large_alert_takes_a_fiftieth_of_the_time_however_many_follow_it() {
    takes = SECOND / 2;
    assertThat(countsInAMinute(100)).isBetween(2, 4);
  }

  @Test
  void a_count_that_took_long_since_the_machine_was_busy_is_not_kept_for_minutes() {
    takes = 3 * SECOND;
    assertThat(countsInAMinute(1)).isBetween(3, 4);
  }

  @Test
  void whoever_changed_it_sees_it_as_it_is() {
    takes = SECOND;
    progress.of(1, AlertState.SENDING);
    progress.changed(1);
    progress.of(1, AlertState.SENDING);
    assertThat(counts).hasValue(2);
  }

  @Test
  void the_last_count_of_an_alert_is_not_from_before_it_was_done() {
    takes = SECOND;
    progress.of(1, AlertState.SENDING);
    progress.of(1, AlertState.DONE);
    assertThat(counts).hasValue(2);
    progress.of(1, AlertState.DONE);
    assertThat(counts).hasValue(2);
  }
}
