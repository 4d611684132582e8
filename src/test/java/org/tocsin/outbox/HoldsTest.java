package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.audience.Inbox;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

final class HoldsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());
  private static final String ANN = "+13155550101";
  private static final String BEN = "+13155550102";
  private static final ReplyClassification UNCLEAR =
      new ReplyClassification(ReplyIntent.UNSURE, "speaks of stopping");

  private final Inbox inbox = new Inbox(LEDGER.jdbi, LEDGER.consent);
  private final Holds holds = new Holds(LEDGER.clock);
  private SendingProcess process;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    process = LEDGER.process();
  }

  private long hold(String number) {
    LEDGER.jdbi.useTransaction(
        handle ->
            holds.hold(handle, SMS, LEDGER.keys.of(SMS, number), "SM1", "stop the bill", UNCLEAR));
    return inbox.list().get(inbox.list().size() - 1).id();
  }

  @Test
  void who_is_held_is_not_claimed_and_stands_in_nobodys_way() {
    LedgerAlert alert = LEDGER.alert();
    long held = alert.due(Ledger.NOON.minusSeconds(9)).text(ANN);
    long free = alert.due(Ledger.NOON).text(BEN);
    hold(ANN);
    assertThat(process.claim(SMS, 1)).extracting(ClaimedDelivery::id).containsExactly(free);
    LEDGER.assertThatDelivery(held).isQueued().wasNeverAttempted();
  }

  @Test
  void a_hold_is_for_one_channel() {
    long mail = LEDGER.alert().email("ann@example.org");
    LEDGER.jdbi.useTransaction(
        handle ->
            holds.hold(
                handle, SMS, LEDGER.keys.of(EMAIL, "ann@example.org"), "SM1", "stop?", UNCLEAR));
    assertThat(process.attemptOne(EMAIL).id()).isEqualTo(mail);
  }

  @Test
  void who_is_held_after_the_claim_is_not_attempted() {
    // K16
    long text = LEDGER.alert().text(ANN);
    List<ClaimedDelivery> claimed = process.claim(SMS, 25);
    hold(ANN);
    assertThat(process.begin(claimed)).isEmpty();
    LEDGER.assertThatDelivery(text).isQueued().wasNeverAttempted();
  }

  @Test
  void who_is_held_after_the_attempt_was_written_does_not_pass_the_gate() {
    // P3
    LEDGER.alert().text(ANN);
    ClaimedDelivery begun = process.attemptOne(SMS);
    try (OptOutListener news = OptOutListener.listen(DATABASE.source(), process.worker, () -> {})) {
      await().until(() -> news.mayGo(begun));
      long id = hold(ANN);
      await().until(() -> !news.mayGo(begun));
      inbox.decide(id, Holds.Decision.KEEP);
      await().until(() -> news.mayGo(begun));
      inbox.decide(hold(ANN), Holds.Decision.STOP);
      await().during(Duration.ofMillis(300)).until(() -> !news.mayGo(begun));
    }
  }

  @Test
  void keep_lets_what_waited_go_on() {
    long text = LEDGER.alert().text(ANN);
    long id = hold(ANN);
    assertThat(process.claim(SMS, 25)).isEmpty();
    inbox.decide(id, Holds.Decision.KEEP);
    assertThat(process.attemptOne(SMS).id()).isEqualTo(text);
    assertThat(inbox.list()).isEmpty();
    assertThat(LEDGER.withdrawals(SMS, ANN)).isZero();
  }

  @Test
  void stop_is_an_opt_out_in_the_persons_words() {
    long text = LEDGER.alert().text(ANN);
    inbox.decide(hold(ANN), Holds.Decision.STOP);
    assertThat(process.claim(SMS, 25)).isEmpty();
    LEDGER.assertThatDelivery(text).isSuppressed();
    assertThat(LEDGER.consent.isSuppressed(SMS, LEDGER.keys.of(SMS, ANN))).isTrue();
    assertThat(inbox.list()).isEmpty();
  }

  @Test
  void what_is_decided_stays_decided() {
    long id = hold(ANN);
    inbox.decide(id, Holds.Decision.KEEP);
    assertThatThrownBy(() -> inbox.decide(id, Holds.Decision.STOP))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("decided already: keep");
    assertThatThrownBy(() -> inbox.decide(id + 1, Holds.Decision.STOP))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin inbox list");
    assertThat(LEDGER.consent.isSuppressed(SMS, LEDGER.keys.of(SMS, ANN))).isFalse();
  }

  @Test
  void who_wrote_again_after_a_decision_is_held_again() {
    inbox.decide(hold(ANN), Holds.Decision.KEEP);
    LEDGER.alert().text(ANN);
    hold(ANN);
    assertThat(process.claim(SMS, 25)).isEmpty();
  }
}
