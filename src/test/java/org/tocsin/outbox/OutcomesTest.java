package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.OptedOut;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;

final class OutcomesTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Instant NOW = Ledger.NOON;
  private static final String ANN = "ann@example.org";
  private static final String ANNS_PHONE = "+13155550101";
  private static final Deferred LATER = new Deferred("451 4.3.0", "try later", Fault.DELIVERY);
  private static final Deferred NO_LOGIN = new Deferred("535", "login refused", Fault.CHANNEL);

  private SendingProcess process;
  private long refused;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
  }

  @Test
  void an_accepted_text_keeps_the_providers_id() {
    long text = LEDGER.alert().text(ANNS_PHONE);
    process.record(process.attemptOne(SMS), new Accepted("SM1"));
    LEDGER.assertThatDelivery(text).isAccepted().hasProviderId("SM1").wasAttempted(1, NOW);
    assertThat(LEDGER.events(text)).isEmpty();
  }

  @Test
  void a_deferred_delivery_waits_in_the_ledger_with_the_reason_and_a_new_process_sees_it() {
    long mail = LEDGER.alert().email(ANN);
    process.record(process.attemptOne(EMAIL), LATER);
    process.worker.deregister();
    LEDGER
        .assertThatDelivery(mail)
        .isQueued()
        .hasCode("451 4.3.0", "try later")
        .isDueBetween(NOW.plusSeconds(5), NOW.plusSeconds(10));
    assertThat(LEDGER.events(mail)).containsExactly("1 deferred 451 4.3.0 try later");

    SendingProcess restarted = LEDGER.process();
    LEDGER.clock.advance(Duration.ofSeconds(4));
    assertThat(restarted.claim(EMAIL, 25)).isEmpty();
    LEDGER.clock.advance(Duration.ofSeconds(6));
    assertThat(restarted.attemptOne(EMAIL).attempt()).isEqualTo(2);
  }

  @Test
  void each_deferral_waits_longer_than_the_one_before_until_the_longest_wait() {
    long mail = LEDGER.alert().email(ANN);
    for (int seconds : List.of(10, 20, 40, 60, 60, 60)) {
      process.record(process.attemptOne(EMAIL), LATER);
      Instant now = LEDGER.clock.instant();
      LEDGER
          .assertThatDelivery(mail)
          .isQueued()
          .isDueBetween(now.plusMillis(seconds * 500L), now.plusSeconds(seconds));
      LEDGER.clock.advance(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void deferrals_of_one_moment_are_spread() {
    LedgerAlert alert = LEDGER.alert().withSubscribers(20);
    process.attempt(EMAIL).forEach(due -> process.record(due, LATER));
    LEDGER.clock.advance(Duration.ofMillis(7_500));
    assertThat(process.claim(EMAIL, 25)).hasSizeBetween(1, alert.deliveries().size() - 1);
  }

  @Test
  void a_refusal_ends_one_delivery_with_its_code_and_no_other() {
    LedgerAlert alert = LEDGER.alert();
    long refused = alert.email(ANN);
    long other = alert.email("ben@example.org");
    List<ClaimedDelivery> begun = process.attempt(EMAIL);
    ClaimedDelivery first =
        begun.stream().filter(due -> due.id() == refused).findFirst().orElseThrow();
    process.record(first, new Refused("554 5.7.9", "not here", Target.MESSAGE));
    LEDGER.assertThatDelivery(refused).isRefused().hasCode("554 5.7.9", "not here");
    LEDGER.assertThatDelivery(other).isLeased();
    assertThat(LEDGER.events(refused)).containsExactly("1 refused 554 5.7.9 not here");
    assertThat(LEDGER.withdrawals(EMAIL, ANN)).isZero();
  }

  // X01: whoever left by another way, whatever the code, and a mailbox that is no more
  @Test
  void a_refusal_that_says_never_again_withdraws_consent_once() {
    LedgerAlert alert = LEDGER.alert();
    alert.email(ANN);
    alert.text(ANNS_PHONE);
    LEDGER.alert().text(ANNS_PHONE);
    process.record(
        process.attemptOne(EMAIL), new Refused("550 5.1.1", "no such user", Target.ADDRESS));
    for (ClaimedDelivery due : process.attempt(SMS)) {
      process.record(due, new OptedOut("99999", "unsubscribed"));
    }
    assertThat(LEDGER.count(DeliveryState.REFUSED)).isEqualTo(1);
    assertThat(LEDGER.count(DeliveryState.SUPPRESSED)).isEqualTo(2);
    for (Channel channel : Channel.values()) {
      String address = channel == EMAIL ? ANN : ANNS_PHONE;
      assertThat(LEDGER.consent.isSuppressed(channel, LEDGER.keys.of(channel, address))).isTrue();
      assertThat(LEDGER.withdrawals(channel, address)).isEqualTo(1);
    }
  }

  // P9
  @Test
  void a_fault_of_the_settings_pauses_the_channel_with_its_reason_until_someone_resumes() {
    LedgerAlert alert = LEDGER.alert();
    long mail = alert.email(ANN);
    long text = alert.text(ANNS_PHONE);
    process.record(process.attemptOne(EMAIL), NO_LOGIN);
    assertThat(LEDGER.pauses.list())
        .containsExactly(new Pauses.Pause(EMAIL, NOW, "535 login refused"));
    // no wait is burnt: as soon as it is mended, it goes
    LEDGER.assertThatDelivery(mail).isQueued().isDueAt(NOW).hasCode("535", "login refused");
    assertThat(LEDGER.process().claim(EMAIL, 25)).isEmpty();
    assertThat(process.attemptOne(SMS).id()).isEqualTo(text);

    assertThat(LEDGER.pauses.resume(EMAIL)).isTrue();
    assertThat(LEDGER.pauses.list()).isEmpty();
    assertThat(process.attemptOne(EMAIL).id()).isEqualTo(mail);
  }

  @Test
  void the_same_refusal_for_five_people_in_a_row_pauses_the_channel_whatever_its_code() {
    for (Channel channel : Channel.values()) {
      refuse(channel, List.of("29998", "29998", "29998", "29998"));
      assertThat(LEDGER.pauses.list()).isEmpty();
      refuse(channel, List.of("29998"));
      assertThat(LEDGER.pauses.list())
          .singleElement()
          .satisfies(
              pause ->
                  assertThat(pause.reason())
                      .isEqualTo("29998 not now. The same came for 5 people in a row"));
      LEDGER.pauses.resume(channel);
    }
  }

  @Test
  void refusals_that_differ_or_have_one_taken_between_them_pause_nothing() {
    refuse(SMS, List.of("21606", "21606", "21612", "21606", "21606", "21606", "21606"));
    assertThat(LEDGER.pauses.list()).isEmpty();
    long taken = LEDGER.alert().text("+13155550198");
    process.record(process.attemptOne(SMS), new Accepted("SM9"));
    refuse(SMS, List.of("21606", "21606", "destination", "21606", "21606"));
    assertThat(LEDGER.pauses.list()).isEmpty();
    LEDGER.assertThatDelivery(taken).isAccepted();
  }

  @Test
  void dead_mailboxes_in_a_row_are_each_a_fault_of_its_own() {
    for (int i = 0; i < 8; i++) {
      LEDGER.alert().email("dead" + i + "@example.org");
      process.record(
          process.attemptOne(EMAIL), new Refused("550 5.2.2", "mailbox full", Target.MAILBOX));
    }
    assertThat(LEDGER.pauses.list()).isEmpty();
    assertThat(LEDGER.count(DeliveryState.REFUSED)).isEqualTo(8);
  }

  @Test
  void a_claim_that_is_refused_as_one_is_not_used_up() {
    LEDGER.alert().withSubscribers(20);
    process.record(
        process.attempt(EMAIL), new Refused("554 5.7.9", "not from you", Target.MESSAGE));
    assertThat(LEDGER.pauses.list()).hasSize(1);
    assertThat(LEDGER.count(DeliveryState.REFUSED)).isZero();
    assertThat(LEDGER.count(DeliveryState.QUEUED)).isEqualTo(20);
  }

  @Test
  void those_who_paused_a_channel_do_not_pause_it_again_after_it_was_resumed() {
    LEDGER.alert().withSubscribers(5);
    Refused refusal = new Refused("554 5.7.9", "not from you", Target.MESSAGE);
    process.record(process.attempt(EMAIL), refusal);
    assertThat(LEDGER.pauses.resume(EMAIL)).isTrue();
    process.record(process.attempt(EMAIL), refusal);
    assertThat(LEDGER.pauses.list()).isEmpty();
    assertThat(LEDGER.count(DeliveryState.REFUSED)).isEqualTo(5);
  }

  private void refuse(Channel channel, List<String> codes) {
    for (String code : codes) {
      long id = refused++;
      if (channel == SMS) {
        LEDGER.alert().text("+1315555" + (1000 + id));
      } else {
        LEDGER.alert().email("p" + id + "@example.org");
      }
      process.record(process.attemptOne(channel), new Refused(code, "not now.", Target.MESSAGE));
    }
  }

  @Test
  void a_pause_without_words_says_so_and_one_with_a_full_stop_loses_it() {
    LEDGER.pauses.pause(SMS, " ");
    LEDGER.pauses.pause(EMAIL, "535 login refused. ");
    assertThat(LEDGER.pauses.list())
        .extracting(Pauses.Pause::reason)
        .containsExactly("535 login refused", "no reason was given");
  }

  @Test
  void the_first_reason_of_a_pause_stays_and_resuming_twice_is_no_error() {
    LEDGER.alert().withSubscribers(2);
    List<ClaimedDelivery> begun = process.attempt(EMAIL);
    process.record(begun.get(0), NO_LOGIN);
    process.record(begun.get(1), new Deferred("550 5.7.1", "sender unknown", Fault.CHANNEL));
    assertThat(LEDGER.pauses.list()).hasSize(1);
    assertThat(LEDGER.pauses.list().get(0).reason()).isEqualTo("535 login refused");
    assertThat(LEDGER.pauses.resume(EMAIL)).isTrue();
    assertThat(LEDGER.pauses.resume(EMAIL)).isFalse();
  }

  @Test
  void where_nothing_was_heard_the_delivery_is_in_doubt() {
    long text = LEDGER.alert().text(ANNS_PHONE);
    process.recordNothingKnown(process.attemptOne(SMS));
    LEDGER.assertThatDelivery(text).isInDoubt().wasInDoubt();
    assertThat(LEDGER.events(text)).hasSize(1);
    assertThat(LEDGER.events(text).get(0)).startsWith("1 in_doubt");
  }

  // P1
  @Test
  void an_outcome_that_comes_after_others_took_over_still_counts() {
    long text = LEDGER.alert().text(ANNS_PHONE);
    ClaimedDelivery due = process.attemptOne(SMS);
    process.die();
    LEDGER.takeOver();
    LEDGER.assertThatDelivery(text).isInDoubt();
    process.record(due, new Accepted("SM1"));
    LEDGER.assertThatDelivery(text).isAccepted().hasProviderId("SM1");
  }

  @Test
  void a_late_word_keeps_what_waits_for_its_second_attempt_from_going_twice() {
    long mail = LEDGER.alert().email(ANN);
    ClaimedDelivery due = process.attemptOne(EMAIL);
    process.die();
    LEDGER.takeOver();
    LEDGER.doubts((d, since) -> null).settle();
    SendingProcess other = LEDGER.process();
    List<ClaimedDelivery> claimedAgain = other.claim(EMAIL, 25);
    process.record(due, new Accepted("<1@example.org>"));
    assertThat(other.begin(claimedAgain)).isEmpty();
    LEDGER.assertThatDelivery(mail).isAccepted();
  }

  @Test
  void a_late_outcome_never_overwrites_a_later_attempt() {
    long mail = LEDGER.alert().email(ANN);
    ClaimedDelivery first = process.attemptOne(EMAIL);
    process.die();
    LEDGER.takeOver();
    LEDGER.doubts((due, since) -> null).settle();
    SendingProcess other = LEDGER.process();
    ClaimedDelivery second = other.attemptOne(EMAIL);
    process.record(first, new Refused("550", "no", Target.MESSAGE));
    LEDGER.assertThatDelivery(mail).isLeased();
    other.record(second, new Accepted("<1@example.org>"));
    process.record(first, LATER);
    LEDGER.assertThatDelivery(mail).isAccepted().wasAttempted(2, NOW);
  }

  @Test
  void what_was_accepted_is_final_whatever_comes_twice() {
    long text = LEDGER.alert().text(ANNS_PHONE);
    ClaimedDelivery due = process.attemptOne(SMS);
    process.record(due, new Accepted("SM1"));
    process.record(due, LATER);
    process.recordNothingKnown(due);
    LEDGER.assertThatDelivery(text).isAccepted().hasProviderId("SM1");
  }

  // P1: an outcome may be written once more, after the database went away
  @Test
  void what_was_held_back_is_not_taken_from_whoever_attempts_it_now() {
    long mail = LEDGER.alert().email(ANN);
    ClaimedDelivery due = process.attemptOne(EMAIL);
    process.recordWithheld(due);
    LEDGER.assertThatDelivery(mail).isQueued();
    LEDGER.clock.advance(Duration.ofSeconds(1));
    assertThat(LEDGER.process().attemptOne(EMAIL).attempt()).isEqualTo(1);
    process.unwritten.suspect();
    process.unwritten.catchUp();
    LEDGER.assertThatDelivery(mail).isLeased();
  }
}
