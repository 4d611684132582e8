package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

/** P1: what a living process has lost sight of. */
final class LostLeaseRescuerTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());

  private SendingProcess process;
  private LostLeaseRescuer strays;
  private long mail;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
    strays = process.strays();
    mail = LEDGER.alert().email("ann@example.org");
  }

  private void lookTwice() {
    strays.suspect();
    strays.settle();
    strays.settle();
  }

  @Test
  void a_claim_whose_answer_never_came_waits_again() {
    process.claim(EMAIL, 25);
    lookTwice();
    LEDGER.assertThatDelivery(mail).isQueued().wasNeverAttempted();
  }

  @Test
  void what_was_attempted_and_whose_outcome_could_not_be_written_is_in_doubt() {
    List<ClaimedDelivery> begun = process.attempt(EMAIL);
    strays.hold(begun);
    strays.letGo(begun);
    lookTwice();
    LEDGER.assertThatDelivery(mail).isInDoubt().wasAttempted(1, Ledger.NOON);
    assertThat(LEDGER.events(mail)).containsExactly("1 in_doubt the database had gone away");
  }

  @Test
  void what_is_in_hand_is_left_alone() {
    strays.hold(process.attempt(EMAIL));
    lookTwice();
    LEDGER.assertThatDelivery(mail).isLeased();
  }

  @Test
  void what_is_seen_for_the_first_time_may_just_be_coming_in() {
    process.claim(EMAIL, 25);
    strays.suspect();
    strays.settle();
    LEDGER.assertThatDelivery(mail).isLeased();
  }

  @Test
  void what_another_process_has_leased_is_none_of_its_business() {
    LEDGER.process().claim(EMAIL, 25);
    lookTwice();
    LEDGER.assertThatDelivery(mail).isLeased();
  }
}
