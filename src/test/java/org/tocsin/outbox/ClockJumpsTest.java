package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tocsin.Channel;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;

/**
 * Clocks are set while an alert goes out: nothing twice (P1), nothing late (P6), nothing stalls.
 */
final class ClockJumpsTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Instant NOW = Ledger.NOON;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final AtomicLong ticks = new AtomicLong();
  private SendingProcess process;
  private SteadyClock clock;
  private Outbox outbox;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
    clock = new SteadyClock(LEDGER.clock, ticks::get);
    outbox = new Outbox(LEDGER.jdbi, clock, process.worker);
  }

  /** Only the clock of the machine; the time goes on as it does. */
  private static void machineIsSet(Duration by) {
    LEDGER.clock.advance(by);
  }

  private List<ClaimedDelivery> attempt(Channel channel) {
    return outbox.begin(outbox.claim(channel, 25));
  }

  @Test
  void what_is_due_goes_although_the_clock_was_set_back_an_hour() {
    LedgerAlert alert = LEDGER.alert();
    alert.email("ann@example.org");
    alert.closing(NOW.plus(HOUR)).text("+13155550101");
    machineIsSet(HOUR.negated());
    assertThat(attempt(EMAIL)).hasSize(1);
    assertThat(attempt(SMS)).hasSize(1);
  }

  @Test
  void an_email_whose_deadline_may_have_passed_waits_until_that_is_sure() {
    long mail = LEDGER.alert().closing(NOW.plus(HOUR)).email("ann@example.org");
    List<ClaimedDelivery> claimed = outbox.claim(EMAIL, 25);
    machineIsSet(DAY);
    assertThat(outbox.begin(claimed)).isEmpty();
    assertThat(attempt(EMAIL)).isEmpty();
    LEDGER.assertThatDelivery(mail).isQueued();
    machineIsSet(DAY.negated());
    assertThat(attempt(EMAIL)).hasSize(1);
  }

  // the database's clock went ahead: whoever spoke before it did seems to have been silent
  @Test
  void a_living_process_keeps_what_it_has_when_the_databases_clock_leaps_ahead() {
    LEDGER.alert().withSubscribers(2);
    process.begin(process.claim(EMAIL, 2));
    LEDGER.jdbi.useHandle(
        handle -> handle.execute("UPDATE worker SET alive_until = alive_until - interval '1 day'"));
    LEDGER.takeOver();
    assertThat(LEDGER.count(DeliveryState.LEASED)).isEqualTo(2);
  }

  // the database's clock went back: whoever is dead seems to have a day to live
  @Test
  void a_dead_process_is_noticed_although_the_databases_clock_went_back() {
    LEDGER.alert().withSubscribers(2);
    process.claim(EMAIL, 2);
    process.die();
    LEDGER.jdbi.useHandle(
        handle -> handle.execute("UPDATE worker SET alive_until = alive_until + interval '1 day'"));
    LEDGER.takeOver();
    assertThat(LEDGER.count(DeliveryState.QUEUED)).isEqualTo(2);
  }

  @Test
  void who_was_taken_for_dead_hands_over_nothing_that_it_had_in_hand() {
    LEDGER.alert().withSubscribers(1);
    LostLeaseRescuer strays = process.strays();
    ClaimedDelivery due = process.begin(process.claim(EMAIL, 1)).get(0);
    strays.hold(List.of(due));
    assertThat(strays.isHeld(due)).isTrue();
    process.die();
    LEDGER.takeOver();
    process.comeBack();
    assertThat(process.worker.isAlive()).isTrue();
    assertThat(strays.isHeld(due)).isFalse();
  }

  @Test
  @Timeout(60)
  void a_rate_does_not_stand_still_when_the_databases_clock_is_set_back_an_hour()
      throws InterruptedException {
    RateLimiter rates = new RateLimiter(LEDGER.jdbi);
    rates.set(SMS, 10);
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE rate SET asked_at = now() + interval '1 hour',
                  free_at = now() + interval '1 hour 1 second'
                """));
    rates.await(SMS, 1);
    rates.await(SMS, 1);
  }

  @Test
  void an_email_that_waits_longer_than_any_deferral_is_due_after_a_start_with_an_earlier_clock() {
    LedgerAlert alert = LEDGER.alert();
    long mail = alert.due(NOW.plus(HOUR)).email("ann@example.org");
    long text = alert.due(NOW.plus(HOUR)).text("+13155550101");
    long soon = alert.due(NOW.plusSeconds(30)).email("ben@example.org");
    new LongWaits(LEDGER.jdbi, LEDGER.clock, Duration.ofMinutes(15)).end();
    LEDGER.assertThatDelivery(mail).isDueBetween(NOW, NOW);
    LEDGER.assertThatDelivery(text).isDueBetween(NOW.plus(HOUR), NOW.plus(HOUR));
    LEDGER.assertThatDelivery(soon).isDueBetween(NOW.plusSeconds(30), NOW.plusSeconds(30));
  }

  // P5: a text that was attempted "in an hour" is looked for among those of the last day
  @Test
  void a_text_in_doubt_from_a_time_to_come_is_looked_up_over_a_whole_day() {
    LEDGER.alert().text("+13155550101");
    process.recordNothingKnown(process.attemptOne(SMS));
    machineIsSet(HOUR.negated());
    List<Instant> since = new ArrayList<>();
    InDoubtResolver doubts =
        new InDoubtResolver(
            LEDGER.jdbi,
            LEDGER.clock,
            LEDGER.outcomes(),
            (due, from) -> {
              since.add(from);
              return Optional.of("SM1");
            },
            Duration.ZERO);
    doubts.settle();
    assertThat(since).containsExactly(NOW.minus(HOUR).minus(Duration.ofHours(25)));
  }

  @Test
  void no_notice_goes_by_text_while_nobody_knows_what_time_it_is() throws InterruptedException {
    TransactionalQueue notices = new TransactionalQueue(LEDGER.jdbi, clock, LEDGER.consent, 3);
    List<TransactionalMessage> sent = new ArrayList<>();
    TransactionalSender queue =
        new TransactionalSender(
            SMS,
            notices,
            new RateLimiter(LEDGER.jdbi),
            new Unwritten(),
            clock,
            notice -> {
              sent.add(notice);
              return new Outcome.Accepted("SM1");
            });
    LEDGER.jdbi.useHandle(
        handle ->
            notices.add(
                handle,
                new NewNotice(
                    SMS, "+13155550101", LEDGER.keys.of(SMS, "+13155550101"), "", "Reply YES"),
                NOW,
                NOW.plus(HOUR)));
    machineIsSet(DAY);
    queue.send();
    assertThat(sent).isEmpty();
    machineIsSet(DAY.negated());
    queue.send();
    assertThat(sent).hasSize(1);
  }
}
