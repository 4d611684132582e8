package org.tocsin.app.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tocsin.support.SettableClock;

final class WaitingMailsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2027-03-01T12:00:00Z"));
  private final WaitingMails waiting = new WaitingMails(clock);

  @Test
  void a_mail_is_taken_as_it_comes() {
    assertThat(waiting.add("1.1")).isTrue();
  }

  @Test
  void one_that_fails_leaves_its_place_to_others_and_has_its_turn_again() {
    waiting.remove("1.1");
    assertThat(waiting.add("1.1")).isFalse();
    assertThat(waiting.add("1.2")).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(waiting.add("1.1")).isTrue();
  }

  @Test
  void it_waits_longer_each_time_and_never_longer_than_a_minute() {
    waiting.remove("1.1");
    waiting.remove("1.1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(waiting.add("1.1")).isFalse();
    for (int i = 0; i < 100; i++) {
      waiting.remove("1.1");
    }
    clock.advance(Duration.ofSeconds(59));
    assertThat(waiting.add("1.1")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(waiting.add("1.1")).isTrue();
  }

  @Test
  void one_that_was_processed_is_forgotten() {
    waiting.remove("1.1");
    waiting.confirm("1.1");
    assertThat(waiting.add("1.1")).isTrue();
  }
}
