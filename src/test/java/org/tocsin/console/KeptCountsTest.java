package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.support.SettableClock;

/** Counts that are made aside and kept for a while. */
final class KeptCountsTest {
  private static final Instant START = Instant.parse("2100-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int made;
  private final KeptCounts<String, String> counts =
      new KeptCounts<>(key -> key + " " + ++made, clock, waiting::add);

  private Optional<String> of(String key) {
    return counts.of(key, Instant.EPOCH).map(KeptCounts.Kept::orRefused);
  }

  private void count() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void nobody_waits_for_a_count_and_it_is_made_once_for_all() {
    assertThat(of("a")).isEmpty();
    assertThat(of("a")).isEmpty();
    count();
    assertThat(of("a")).contains("a 1");
    clock.advance(KeptCounts.LASTS.minusSeconds(1));
    assertThat(of("a")).contains("a 1");
  }

  @Test
  void after_five_minutes_it_is_made_again() {
    of("a");
    count();
    clock.advance(KeptCounts.LASTS);
    assertThat(of("a")).isEmpty();
    count();
    assertThat(of("a")).contains("a 2");
  }

  @Test
  void whoever_wants_a_later_one_than_they_saw_gets_it_once() {
    of("a");
    count();
    Instant seen = counts.of("a", Instant.EPOCH).orElseThrow().at();
    clock.advance(Duration.ofSeconds(40));
    assertThat(counts.of("a", seen)).isEmpty();
    count();
    assertThat(counts.of("a", seen).map(KeptCounts.Kept::orRefused)).contains("a 2");
    assertThat(made).isEqualTo(2);
  }

  @Test
  void what_nobody_asks_about_any_more_is_not_counted() {
    of("a");
    clock.advance(Duration.ofSeconds(30));
    of("b");
    count();
    assertThat(of("b")).contains("b 1");
    assertThat(made).isEqualTo(1);
    assertThat(of("a")).isEmpty();
    count();
    assertThat(of("a")).contains("a 2");
  }

  @Test
  void one_that_is_decided_by_is_made_at_once_and_kept() {
    assertThat(counts.exact("a").orRefused()).isEqualTo("a 1");
    assertThat(of("a")).contains("a 1");
  }

  @Test
  void why_nothing_can_be_counted_is_kept_for_seconds_and_a_fault_not_at_all() {
    String[] why = {"No officials are known yet."};
    KeptCounts<String, String> refused =
        new KeptCounts<>(
            key -> {
              if (why[0].isEmpty()) {
                throw new IllegalStateException("the database is away");
              }
              throw new TocsinException(why[0]);
            },
            clock,
            Runnable::run);
    KeptCounts.Kept<String> kept = refused.of("a", Instant.EPOCH).orElseThrow();
    assertThatThrownBy(kept::orRefused).hasMessage(why[0]);
    why[0] = "";
    assertThat(refused.of("a", Instant.EPOCH)).contains(kept);
    clock.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> refused.of("a", Instant.EPOCH))
        .hasRootCauseMessage("the database is away");
    why[0] = "Still none.";
    assertThatThrownBy(() -> refused.of("a", Instant.EPOCH).orElseThrow().orRefused())
        .hasMessage("Still none.");
  }
}
