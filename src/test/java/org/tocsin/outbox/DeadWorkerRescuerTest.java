package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;

/** P1. */
final class DeadWorkerRescuerTest {
  private static final Ledger LEDGER = Ledger.fresh();

  private SendingProcess process;
  private LedgerAlert alert;

  @BeforeEach
  void four_deliveries_of_which_two_are_attempted() {
    LEDGER.clear();
    process = LEDGER.process();
    alert = LEDGER.alert().withSubscribers(4);
  }

  @Test
  void what_a_dead_process_had_not_attempted_waits_again_at_once() {
    List<ClaimedDelivery> claim = process.claim(EMAIL, 4);
    process.die();
    LEDGER.takeOver();
    for (ClaimedDelivery due : claim) {
      LEDGER.assertThatDelivery(due.id()).isQueued().wasNeverAttempted();
      assertThat(LEDGER.events(due.id())).isEmpty();
    }
    assertThat(LEDGER.process().attempt(EMAIL)).hasSize(4);
  }

  @Test
  void what_a_dead_process_had_attempted_is_in_doubt_with_an_event() {
    List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 2));
    process.claim(EMAIL, 2);
    process.die();
    LEDGER.takeOver();
    assertThat(begun).hasSize(2);
    for (ClaimedDelivery due : begun) {
      LEDGER.assertThatDelivery(due.id()).isInDoubt().wasInDoubt().wasAttempted(1, Ledger.NOON);
      assertThat(LEDGER.events(due.id()))
          .containsExactly("1 in_doubt the process that sent it ended");
    }
    assertThat(LEDGER.count(DeliveryState.IN_DOUBT)).isEqualTo(2);
    assertThat(LEDGER.count(DeliveryState.QUEUED)).isEqualTo(2);
  }

  @Test
  void a_second_attempt_that_was_only_claimed_is_not_in_doubt_again() {
    process.record(
        process.begin(process.claim(EMAIL, 1)).get(0),
        new Outcome.Deferred("451", "later", Outcome.Fault.DELIVERY));
    LEDGER.clock.advance(Ledger.BACKOFF.cap());
    assertThat(process.claim(EMAIL, 4)).hasSize(4);
    process.die();
    LEDGER.takeOver();
    assertThat(LEDGER.count(DeliveryState.QUEUED)).isEqualTo(4);
  }

  @Test
  void what_a_living_process_has_leased_is_left_alone() {
    List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 2));
    List<ClaimedDelivery> claimed = process.claim(EMAIL, 2);
    SendingProcess dead = LEDGER.process().die();
    LEDGER.takeOver();
    assertThat(LEDGER.count(DeliveryState.LEASED)).isEqualTo(4);
    assertThat(dead.worker.id()).isNotEqualTo(process.worker.id());
    begun.forEach(due -> process.record(due, new Outcome.Accepted("id")));
    assertThat(process.begin(claimed)).hasSize(2);
  }

  @Test
  void a_process_that_was_held_up_and_says_again_that_it_lives_keeps_what_was_not_taken() {
    process.claim(EMAIL, 4);
    process.die();
    process.comeBack();
    LEDGER.takeOver();
    assertThat(LEDGER.count(DeliveryState.LEASED)).isEqualTo(4);
  }

  @Test
  void a_process_that_leaves_gives_back_what_it_has_not_attempted() {
    List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 1));
    process.claim(EMAIL, 3);
    process.worker.deregister();
    assertThat(LEDGER.count(DeliveryState.QUEUED)).isEqualTo(3);
    LEDGER.assertThatDelivery(begun.get(0).id()).isLeased();
    assertThat(alert.deliveries()).hasSize(4);
  }

  @Test
  void what_a_leaving_process_could_not_finish_is_in_doubt_once_its_time_is_over() {
    List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 1));
    process.worker.deregister();
    process.die();
    LEDGER.takeOver();
    LEDGER.assertThatDelivery(begun.get(0).id()).isInDoubt();
  }
}
