package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tocsin.support.SettableClock;

/** P6 and a clock that somebody sets. */
final class SteadyClockTest {
  private static final Instant NOON = Instant.parse("2017-03-14T18:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final SettableClock machine = new SettableClock(NOON);
  private final AtomicLong ticks = new AtomicLong(77);
  private final SteadyClock clock = new SteadyClock(machine, ticks::get);

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
    machine.advance(time);
  }

  @Test
  void it_goes_on_evenly_when_the_machines_clock_is_set_back() {
    pass(HOUR);
    machine.advance(HOUR.negated());
    pass(Duration.ofMinutes(2));
    assertThat(clock.instant()).isEqualTo(NOON.plus(HOUR).plusSeconds(120));
    assertThat(SteadyClock.earliest(clock)).isEqualTo(NOON.plusSeconds(120));
    assertThat(SteadyClock.latest(clock)).isEqualTo(clock.instant());
    assertThat(SteadyClock.doubt(clock))
        .hasValueSatisfying(words -> assertThat(words).contains("back by 60 minutes"));
  }

  @Test
  void it_goes_on_evenly_when_the_machines_clock_is_set_ahead() {
    machine.advance(DAY);
    assertThat(clock.instant()).isEqualTo(NOON);
    assertThat(clock.withZone(java.time.ZoneOffset.UTC).instant()).isEqualTo(NOON);
    assertThat(SteadyClock.plausible(clock)).containsExactly(NOON, NOON.plus(DAY));
    assertThat(SteadyClock.isSure(clock)).isFalse();
  }

  @Test
  void there_is_no_doubt_any_more_when_the_clock_is_set_right_again() {
    machine.advance(DAY);
    pass(HOUR);
    machine.advance(DAY.negated());
    assertThat(clock.instant()).isEqualTo(NOON.plus(HOUR));
    assertThat(SteadyClock.isSure(clock)).isTrue();
    assertThat(SteadyClock.doubt(clock)).isEmpty();
  }

  @Test
  void small_corrections_are_followed_however_many_there_are() {
    for (int minutes = 1; minutes <= 60; minutes++) {
      pass(Duration.ofMinutes(1));
      machine.advance(Duration.ofSeconds(-3));
      assertThat(clock.instant()).isEqualTo(machine.instant());
    }
    assertThat(SteadyClock.isSure(clock)).isTrue();
  }

  @Test
  void a_small_correction_back_makes_it_stand_still_until_the_machines_clock_is_there() {
    assertThat(clock.instant()).isEqualTo(NOON);
    machine.advance(Duration.ofSeconds(-10));
    assertThat(clock.instant()).isEqualTo(NOON);
    pass(Duration.ofSeconds(12));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void a_database_that_shows_another_time_makes_it_doubtful_until_it_agrees() {
    clock.compare(NOON.minus(HOUR), NOON);
    assertThat(SteadyClock.plausible(clock)).containsExactly(NOON, NOON.minus(HOUR));
    clock.compare(NOON.plusSeconds(2), NOON);
    assertThat(SteadyClock.isSure(clock)).isTrue();
  }

  @Test
  void another_clock_is_never_doubted() {
    machine.advance(DAY);
    assertThat(SteadyClock.plausible(machine)).containsExactly(NOON.plus(DAY));
  }

  @Test
  void ticks_only_go_forward() {
    long before = Ticks.nanos();
    for (int i = 0; i < 100_000; i++) {
      long now = Ticks.nanos();
      assertThat(now - before).isNotNegative();
      before = now;
    }
  }
}
