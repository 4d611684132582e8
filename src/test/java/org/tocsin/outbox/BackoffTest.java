package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BackoffTest {
  private static final RandomGenerator LEAST = () -> 0L;
  private static final RandomGenerator MOST = () -> -1L;

  private static Duration wait(int first, int cap, int attempt, RandomGenerator random) {
    return new Backoff(Duration.ofSeconds(first), Duration.ofSeconds(cap), random).after(attempt);
  }

  @Property(tries = 300)
  void a_wait_is_from_half_to_all_of_the_doubled_time_and_never_above_the_cap(
      @ForAll @IntRange(min = 1, max = 600) int first,
      @ForAll @IntRange(min = 600, max = 86_400) int cap,
      @ForAll @IntRange(min = 1, max = 32_000) int attempt,
      @ForAll long seed) {
    double doubled = Math.min(first * Math.pow(2, Math.min(attempt, 60) - 1), cap);
    assertThat(wait(first, cap, attempt, new Random(seed)).toMillis())
        .isBetween((long) (doubled * 500), (long) Math.ceil(doubled * 1000))
        .isPositive();
  }

  @Property(tries = 300)
  void the_next_wait_is_never_shorter_under_the_same_luck(
      @ForAll @IntRange(min = 1, max = 600) int first,
      @ForAll @IntRange(min = 600, max = 86_400) int cap,
      @ForAll @IntRange(min = 1, max = 100) int attempt,
      @ForAll long luck) {
    assertThat(wait(first, cap, attempt + 1, () -> luck))
        .isGreaterThanOrEqualTo(wait(first, cap, attempt, () -> luck));
  }

  @Property(tries = 20)
  void waits_are_spread_so_that_not_everyone_comes_back_at_once(
      @ForAll @IntRange(min = 1, max = 30) int attempt, @ForAll long seed) {
    Random random = new Random(seed);
    long different =
        IntStream.range(0, 50)
            .mapToLong(i -> wait(2, 900, attempt, random).toMillis())
            .distinct()
            .count();
    assertThat(different).isGreaterThan(25);
    assertThat(wait(2, 900, attempt, LEAST)).isLessThan(wait(2, 900, attempt, MOST));
  }
}
