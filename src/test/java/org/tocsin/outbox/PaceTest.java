package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.SendResult;

/** The stream slows, and not only the row (RFC 5321 4.2.1). */
final class PaceTest {
  private static final Outcome LATER = new Deferred("450 4.7.1", "try later", Fault.DELIVERY);
  private static final Outcome TAKEN = new Accepted("<1@example.org>");

  private final AtomicLong millis = new AtomicLong();
  private final Pace pace =
      new Pace(
          new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), new Random(1)), millis::get);
  private long ids;

  private ClaimedDelivery to(String domain) {
    ids++;
    return new ClaimedDelivery(
        ids,
        1,
        ids,
        1,
        EMAIL,
        "p" + ids + "@" + domain,
        new UUID(0, ids),
        "",
        1,
        false,
        Optional.empty(),
        0);
  }

  private void heard(ClaimedDelivery due, Outcome outcome) {
    pace.heard(List.of(new SendResult(due, outcome)));
  }

  /** So many answers, each to another domain. */
  private void heard(int many, Outcome outcome) {
    for (int i = 0; i < many; i++) {
      heard(to("d" + ids + ".example.org"), outcome);
    }
  }

  /** How many of 25 a second and domain go in so many seconds, when each is answered so. */
  private int gone(int seconds, Outcome outcome) {
    int gone = 0;
    for (int tick = 0; tick < seconds * 10; tick++) {
      millis.addAndGet(100);
      if (!pace.isSlow(EMAIL) || pace.mayProbe(EMAIL)) {
        heard(1, outcome);
        gone++;
      }
    }
    return gone;
  }

  @Test
  void a_relay_that_wants_all_later_is_asked_with_one_now_and_then() {
    heard(10, LATER);
    assertThat(pace.isSlow(EMAIL)).isTrue();
    assertThat(pace.isSlow(SMS)).isFalse();
    assertThat(gone(60, LATER)).isBetween(2, 6);
    assertThat(gone(600, LATER)).isLessThan(6);
  }

  @Test
  void it_comes_back_gently_when_the_one_is_taken() {
    heard(20, LATER);
    assertThat(gone(3, TAKEN)).isBetween(1, 3);
    assertThat(gone(5, TAKEN)).isGreaterThan(4);
    assertThat(pace.isSlow(EMAIL)).isFalse();
  }

  @Test
  void one_that_is_taken_between_two_that_are_not_keeps_it_slow() {
    heard(20, LATER);
    millis.addAndGet(2_000);
    assertThat(pace.mayProbe(EMAIL)).isTrue();
    assertThat(pace.mayProbe(EMAIL)).isFalse();
    heard(1, TAKEN);
    assertThat(gone(1, LATER)).isEqualTo(1);
    assertThat(pace.isSlow(EMAIL)).isTrue();
  }

  @Test
  void what_was_on_its_way_when_it_slowed_makes_it_no_slower() {
    heard(200, LATER);
    millis.addAndGet(2_000);
    assertThat(pace.mayProbe(EMAIL)).isTrue();
  }

  @Test
  void half_of_the_last_or_less_slows_nothing() {
    for (int i = 0; i < 50; i++) {
      heard(1, LATER);
      heard(1, TAKEN);
    }
    assertThat(pace.isSlow(EMAIL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"timeout, DELIVERY", "closed, DELIVERY", "535, CHANNEL", "compose, DELIVERY"})
  void only_answers_that_say_later_count(String code, Fault fault) {
    heard(50, new Deferred(code, "", fault));
    assertThat(pace.isSlow(EMAIL)).isFalse();
  }

  @Test
  void what_one_domain_wants_later_waits_and_the_others_go_on() {
    for (int i = 0; i < 30; i++) {
      heard(to("slow.example.org"), LATER);
    }
    assertThat(pace.isSlow(EMAIL)).isFalse();
    List<ClaimedDelivery> leased = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      leased.add(to("slow.example.org"));
      leased.add(to("Other.example.org"));
    }
    assertThat(pace.waits(leased).keySet())
        .hasSize(10)
        .allMatch(due -> due.address().endsWith("@slow.example.org"));
    millis.addAndGet(2_000);
    assertThat(pace.waits(leased)).hasSize(9);
    assertThat(pace.waits(leased).values())
        .allMatch(wait -> wait.toMillis() >= 1_000 && wait.toMillis() <= 12_000);
  }

  @Test
  void a_domain_that_takes_again_comes_back_gently() {
    for (int i = 0; i < 5; i++) {
      heard(to("slow.example.org"), LATER);
    }
    int gone = 0;
    for (int tick = 0; tick < 100; tick++) {
      millis.addAndGet(100);
      ClaimedDelivery due = to("SLOW.example.org");
      if (pace.waits(List.of(due)).isEmpty()) {
        heard(due, TAKEN);
        gone++;
      }
    }
    assertThat(gone).isBetween(20, 80);
    assertThat(pace.waits(List.of(to("slow.example.org"), to("slow.example.org")))).isEmpty();
  }
}
