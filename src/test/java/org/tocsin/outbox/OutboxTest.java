package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;

final class OutboxTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Instant NOW = Ledger.NOON;
  private static final String ANN = "ann@example.org";

  private SendingProcess process;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
  }

  private static List<Long> ids(List<ClaimedDelivery> dues) {
    return dues.stream().map(ClaimedDelivery::id).toList();
  }

  @Test
  void a_claim_leases_what_is_due_and_says_where_it_goes() {
    LedgerAlert alert = LEDGER.alert();
    long mail = alert.email(ANN);
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    assertThat(claim).hasSize(1);
    ClaimedDelivery due = claim.get(0);
    assertThat(due.id()).isEqualTo(mail);
    assertThat(due.alertId()).isEqualTo(alert.id);
    assertThat(due.address()).isEqualTo(ANN);
    assertThat(due.attempt()).isEqualTo(1);
    assertThat(due.again()).isFalse();
    LEDGER.assertThatDelivery(mail).isLeased().wasNeverAttempted();
  }

  @Test
  void what_is_not_due_yet_is_left_until_it_is() {
    long mail = LEDGER.alert().due(NOW.plusSeconds(60)).email(ANN);
    assertThat(process.claim(EMAIL, 25)).isEmpty();
    LEDGER.clock.advance(Duration.ofSeconds(60));
    assertThat(ids(process.claim(EMAIL, 25))).containsExactly(mail);
  }

  @Test
  void what_has_waited_longest_goes_first() {
    LedgerAlert alert = LEDGER.alert();
    alert.due(NOW.minusSeconds(1)).email("late@example.org");
    long first = alert.due(NOW.minusSeconds(9)).email("early@example.org");
    assertThat(ids(process.claim(EMAIL, 1))).containsExactly(first);
  }

  // P6
  @Test
  void what_has_closed_is_left_alone() {
    LEDGER.alert().closing(NOW).text("+13155550101");
    LEDGER.alert().closing(NOW.minusSeconds(1)).text("+13155550102");
    long open = LEDGER.alert().closing(NOW.plusSeconds(1)).text("+13155550103");
    List<ClaimedDelivery> claim = process.claim(SMS, 25);
    assertThat(ids(claim)).containsExactly(open);
    assertThat(claim.get(0).closesAt()).contains(NOW.plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gathering", "sending"})
  void alerts_are_sent_while_they_are_gathered_and_after(String state) {
    long mail = LEDGER.alert(state).email(ANN);
    assertThat(ids(process.claim(EMAIL, 25))).containsExactly(mail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scheduled", "paused", "done", "cancelled"})
  void nothing_is_claimed_of_an_alert_that_is_not_open(String state) {
    LEDGER.alert(state).email(ANN);
    assertThat(process.claim(EMAIL, 25)).isEmpty();
  }

  @Test
  void a_channel_is_claimed_by_itself() {
    LedgerAlert alert = LEDGER.alert();
    long mail = alert.email(ANN);
    long text = alert.text("+13155550101");
    assertThat(ids(process.claim(SMS, 25))).containsExactly(text);
    assertThat(ids(process.claim(EMAIL, 25))).containsExactly(mail);
  }

  @Test
  void a_paused_channel_waits_and_the_other_goes_on() {
    LedgerAlert alert = LEDGER.alert();
    long mail = alert.email(ANN);
    long text = alert.text("+13155550101");
    LEDGER.pauses.pause(SMS, "by hand");
    assertThat(process.claim(SMS, 25)).isEmpty();
    assertThat(ids(process.claim(EMAIL, 25))).containsExactly(mail);
    LEDGER.pauses.resume(SMS);
    assertThat(ids(process.claim(SMS, 25))).containsExactly(text);
  }

  // P2
  @Test
  void sixteen_claimers_of_four_processes_take_each_of_two_thousand_exactly_once()
      throws Exception {
    LedgerAlert alert = LEDGER.alert().withSubscribers(1_200);
    LedgerAlert other = LEDGER.alert("gathering").withSubscribers(800);
    List<SendingProcess> processes = IntStream.range(0, 4).mapToObj(i -> LEDGER.process()).toList();
    Queue<Long> taken = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all =
          IntStream.range(0, 16)
              .<Future<?>>mapToObj(i -> threads.submit(() -> drain(processes.get(i % 4), taken)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    List<Long> expected = alert.deliveries();
    expected.addAll(other.deliveries());
    assertThat(taken).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Until nothing is left, for whoever else holds a lock for a moment. */
  private static void drain(SendingProcess process, Queue<Long> taken) {
    while (LEDGER.count(DeliveryState.QUEUED) > 0) {
      taken.addAll(ids(process.begin(process.claim(EMAIL, 25))));
    }
  }

  // P3, K16
  @Test
  void whoever_left_before_the_claim_is_suppressed_and_not_handed_over() {
    LedgerAlert alert = LEDGER.alert();
    long gone = alert.email(ANN);
    long stays = alert.email("ben@example.org");
    LEDGER.optOut(EMAIL, ANN);
    assertThat(ids(process.claim(EMAIL, 25))).containsExactly(stays);
    LEDGER.assertThatDelivery(gone).isSuppressed().wasNeverAttempted();
  }

  // P3, K16
  @Test
  void whoever_leaves_between_claim_and_begin_is_suppressed_and_not_handed_over() {
    LedgerAlert alert = LEDGER.alert();
    long gone = alert.email(ANN);
    long stays = alert.email("ben@example.org");
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    LEDGER.optOut(EMAIL, ANN);
    assertThat(ids(process.begin(claim))).containsExactly(stays);
    LEDGER.assertThatDelivery(gone).isSuppressed().wasNeverAttempted();
    LEDGER.assertThatDelivery(stays).isLeased();
  }

  // P6
  @Test
  void what_closes_while_its_claim_waits_for_the_rate_is_not_attempted() {
    long late = LEDGER.alert().closing(NOW.plusSeconds(5)).email(ANN);
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    LEDGER.clock.set(NOW.plusSeconds(5));
    assertThat(process.begin(claim)).isEmpty();
    LEDGER.assertThatDelivery(late).isQueued().wasNeverAttempted();
  }

  @Test
  void who_left_one_channel_is_written_to_on_the_other() {
    long mail = LEDGER.alert().email(ANN);
    LEDGER.optOut(SMS, ANN);
    assertThat(ids(process.attempt(EMAIL))).containsExactly(mail);
  }

  // P1
  @Test
  void begin_writes_number_and_time_of_the_attempt_for_everyone_to_see() {
    long mail = LEDGER.alert().email(ANN);
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    LEDGER.clock.advance(Duration.ofSeconds(3));
    assertThat(process.begin(claim)).isEqualTo(claim);
    LEDGER.assertThatDelivery(mail).isLeased().wasAttempted(1, NOW.plusSeconds(3));
  }

  @Test
  void what_another_process_has_taken_over_is_not_begun() {
    long mail = LEDGER.alert().email(ANN);
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    process.die();
    LEDGER.takeOver();
    SendingProcess other = LEDGER.process();
    assertThat(ids(other.claim(EMAIL, 25))).containsExactly(mail);
    assertThat(process.begin(claim)).isEmpty();
    LEDGER.assertThatDelivery(mail).isLeased().wasNeverAttempted();
  }
}
