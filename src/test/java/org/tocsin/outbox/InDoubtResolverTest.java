package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;

/** P5. */
final class InDoubtResolverTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Instant NOW = Ledger.NOON;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  private final List<String> searched = new ArrayList<>();
  private SendingProcess process;
  private Optional<String> found = Optional.empty();

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
  }

  private void settle() {
    LEDGER
        .doubts(
            (due, since) -> {
              searched.add(due.address() + " since " + since);
              return found;
            })
        .settle();
  }

  private ClaimedDelivery doubtfulText() {
    LEDGER.alert().text("+13155550101");
    ClaimedDelivery due = process.attemptOne(SMS);
    process.recordNothingKnown(due);
    return due;
  }

  @Test
  void an_email_in_doubt_goes_again_under_the_same_delivery_and_so_the_same_message_id() {
    long mail = LEDGER.alert().email("ann@example.org");
    process.recordNothingKnown(process.attemptOne(EMAIL));
    settle();
    ClaimedDelivery again = process.attemptOne(EMAIL);
    assertThat(again.id()).isEqualTo(mail);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.again()).isTrue();
    assertThat(searched).isEmpty();
    process.record(again, new Outcome.Accepted("<1@example.org>"));
    LEDGER.assertThatDelivery(mail).isAccepted().wasInDoubt();
  }

  @Test
  void a_text_in_doubt_that_the_provider_has_is_accepted_with_its_id() {
    ClaimedDelivery due = doubtfulText();
    LEDGER.clock.advance(LONG_ENOUGH);
    found = Optional.of("SM7");
    settle();
    LEDGER.assertThatDelivery(due.id()).isAccepted().hasProviderId("SM7").wasInDoubt();
    assertThat(searched).containsExactly("+13155550101 since " + NOW);
    assertThat(process.attempt(SMS)).isEmpty();
  }

  @Test
  void a_text_in_doubt_that_never_arrived_goes_again() {
    ClaimedDelivery due = doubtfulText();
    LEDGER.clock.advance(LONG_ENOUGH);
    settle();
    ClaimedDelivery again = process.attemptOne(SMS);
    assertThat(again.id()).isEqualTo(due.id());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.again()).isTrue();
  }

  @Test
  void a_text_is_not_asked_for_before_the_provider_can_know_it() {
    ClaimedDelivery due = doubtfulText();
    settle();
    assertThat(searched).isEmpty();
    LEDGER.assertThatDelivery(due.id()).isInDoubt();
  }

  @Test
  void where_the_provider_cannot_be_asked_the_text_stays_in_doubt_and_others_are_settled() {
    ClaimedDelivery due = doubtfulText();
    ClaimedDelivery other = doubtfulTextTo("+13155550102");
    LEDGER.clock.advance(LONG_ENOUGH);
    LEDGER
        .doubts(
            (doubt, since) -> {
              if (doubt.id() == due.id()) {
                throw new TocsinException("no answer");
              }
              return Optional.of("SM8");
            })
        .settle();
    LEDGER.assertThatDelivery(due.id()).isInDoubt();
    LEDGER.assertThatDelivery(other.id()).isAccepted().hasProviderId("SM8");
    found = Optional.of("SM7");
    settle();
    LEDGER.assertThatDelivery(due.id()).isAccepted().hasProviderId("SM7");
  }

  private ClaimedDelivery doubtfulTextTo(String number) {
    LEDGER.alert().text(number);
    ClaimedDelivery due = process.attemptOne(SMS);
    process.recordNothingKnown(due);
    return due;
  }

  // P3
  @Test
  void whoever_left_while_in_doubt_is_not_written_to_again() {
    ClaimedDelivery due = doubtfulText();
    LEDGER.optOut(SMS, due.address());
    LEDGER.clock.advance(LONG_ENOUGH);
    settle();
    assertThat(process.attempt(SMS)).isEmpty();
    LEDGER.assertThatDelivery(due.id()).isSuppressed();
  }
}
