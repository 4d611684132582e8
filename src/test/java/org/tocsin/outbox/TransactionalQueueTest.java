package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.consent.Consent.Reason;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.support.Ledger;

final class TransactionalQueueTest {
  private static final Ledger LEDGER = Ledger.fresh();

  private final TransactionalQueue notices =
      new TransactionalQueue(LEDGER.jdbi, LEDGER.clock, LEDGER.consent, 3);
  private final UUID key = UUID.randomUUID();

  @BeforeEach
  void none() {
    LEDGER.clear();
    LEDGER.jdbi.useHandle(handle -> handle.execute("TRUNCATE notice"));
  }

  private void add(Channel channel) {
    LEDGER.jdbi.useTransaction(
        handle ->
            notices.add(
                handle,
                new NewNotice(
                    channel,
                    channel == Channel.EMAIL ? "pat@example.org" : "+13155550100",
                    key,
                    "Please confirm",
                    "…"),
                LEDGER.clock.instant(),
                LEDGER.clock.instant().plus(Duration.ofDays(1))));
  }

  private List<TransactionalMessage> claim(Channel channel) {
    return notices.claim(channel, 10);
  }

  private void later(Duration by) {
    LEDGER.clock.set(LEDGER.clock.instant().plus(by));
  }

  @Test
  void an_email_whose_sender_died_goes_again_and_a_text_does_not() {
    // P1, L08
    add(Channel.EMAIL);
    assertThat(claim(Channel.EMAIL)).hasSize(1);
    assertThat(claim(Channel.EMAIL)).isEmpty();
    later(Duration.ofMinutes(6));
    assertThat(claim(Channel.EMAIL)).hasSize(1);
    add(Channel.SMS);
    LEDGER.jdbi.useHandle(
        handle -> handle.execute("UPDATE notice SET attempts = 1 WHERE channel = 'sms'"));
    later(Duration.ofMinutes(6));
    assertThat(claim(Channel.SMS)).isEmpty();
  }

  @Test
  void what_was_put_off_goes_again_and_what_was_taken_does_not() {
    add(Channel.SMS);
    TransactionalMessage notice = claim(Channel.SMS).get(0);
    notices.settle(notice, new Deferred("429", "slow down", Fault.DELIVERY));
    assertThat(claim(Channel.SMS)).isEmpty();
    later(Duration.ofMinutes(1));
    notice = claim(Channel.SMS).get(0);
    notices.settle(notice, new Accepted("SM1"));
    later(Duration.ofHours(2));
    assertThat(claim(Channel.SMS)).isEmpty();
  }

  @Test
  void whoever_leaves_gets_no_notice_that_was_queued_before() {
    // P3
    add(Channel.EMAIL);
    later(Duration.ofSeconds(1));
    LEDGER.consent.withdraw(Channel.EMAIL, key, Reason.UNSUBSCRIBE, new Evidence("page", "", ""));
    assertThat(claim(Channel.EMAIL)).isEmpty();
  }

  @Test
  void nothing_goes_while_the_channel_is_paused_or_after_its_time() {
    // P6, P9
    add(Channel.EMAIL);
    LEDGER.pauses.pause(Channel.EMAIL, "by hand");
    assertThat(claim(Channel.EMAIL)).isEmpty();
    LEDGER.pauses.resume(Channel.EMAIL);
    later(Duration.ofDays(2));
    assertThat(claim(Channel.EMAIL)).isEmpty();
    notices.deleteExpired();
    String outcome =
        LEDGER.jdbi.withHandle(
            handle -> handle.createQuery("SELECT outcome FROM notice").mapTo(String.class).one());
    assertThat(outcome).isEqualTo("expired");
  }
}
