package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

/** Forgetting a person while messages to them are under way. */
final class ErasureTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final String PAT = "pat@example.org";
  private static final String NUMBER = "+13155550142";
  private static final String OLD = "old@example.org";

  private final Erasure erasure = new Erasure(LEDGER.jdbi, LEDGER.clock, LEDGER.consent, List.of());
  private SendingProcess process;
  private long pat;

  @BeforeEach
  void someone() {
    LEDGER.clear();
    process = LEDGER.process();
    pat =
        LEDGER.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO subscriber (email, email_key, email_consent,
                                                phone, phone_key, sms_consent)
                        VALUES (:email, :emailKey, true, :phone, :phoneKey, true) RETURNING id
                        """)
                    .bind("email", PAT)
                    .bind("emailKey", LEDGER.keys.of(EMAIL, PAT))
                    .bind("phone", NUMBER)
                    .bind("phoneKey", LEDGER.keys.of(SMS, NUMBER))
                    .mapTo(Long.class)
                    .one());
  }

  @AfterEach
  void deregister() {
    process.worker.deregister();
  }

  private long mailTo(String address) {
    return LEDGER.alert().email(address, pat);
  }

  private Erasure.Erased erase(String address) {
    return erasure.erase(Contact.read(address, LEDGER.keys).orElseThrow());
  }

  private static boolean isOut(Channel channel, String address) {
    return LEDGER.consent.isSuppressed(channel, LEDGER.keys.of(channel, address));
  }

  // P3
  @Test
  void what_was_claimed_before_does_not_go_any_more() {
    long mail = mailTo(PAT);
    List<ClaimedDelivery> claim = process.claim(EMAIL, 25);
    assertThat(claim).hasSize(1);
    erase(PAT);
    assertThat(process.begin(claim)).isEmpty();
    LEDGER.assertThatDelivery(mail).isSuppressed().wasNeverAttempted();
  }

  // P3
  @Test
  void what_was_on_its_way_is_not_tried_again() {
    long mail = mailTo(PAT);
    ClaimedDelivery onItsWay = process.attemptOne(EMAIL);
    erase(PAT);
    process.record(onItsWay, new Outcome.Deferred("451 4.3.0", "later", Outcome.Fault.DELIVERY));
    LEDGER.assertThatDelivery(mail).isSuppressed();
    assertThat(process.claim(EMAIL, 25)).isEmpty();
  }

  // P3
  @Test
  void what_was_in_doubt_is_not_sent_once_more() {
    long mail = mailTo(PAT);
    process.recordNothingKnown(process.attemptOne(EMAIL));
    LEDGER.assertThatDelivery(mail).isInDoubt();
    erase(PAT);
    LEDGER.assertThatDelivery(mail).isSuppressed();
  }

  // P4
  @Test
  void every_address_that_they_have_or_had_is_written_to_no_more() {
    mailTo(OLD);
    assertThat(erase(NUMBER)).isEqualTo(new Erasure.Erased(1, 1, false));
    assertThat(isOut(SMS, NUMBER)).isTrue();
    assertThat(isOut(EMAIL, PAT)).isTrue();
    assertThat(isOut(EMAIL, OLD)).isTrue();
  }

  // P3
  @Test
  void who_is_erased_while_an_alert_is_gathered_is_not_entered_by_a_chunk_that_still_saw_them()
      throws Exception {
    LedgerAlert alert = LEDGER.alert("gathering");
    FutureTask<Erasure.Erased> erased = new FutureTask<>(() -> erase(PAT));
    LEDGER.jdbi.useTransaction(
        chunk -> {
          chunk.execute("SELECT FROM alert WHERE state = 'gathering' FOR NO KEY UPDATE");
          new Thread(erased, "erase").start();
          await().until(() -> TestDatabase.isSomebodyWaiting(LEDGER.jdbi));
          chunk.execute(
              """
              INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key, due_at,
                                    channel, address)
              SELECT ?, id, (SELECT id FROM rendering WHERE alert_id = ?), email_key, ?, 'email',
                email
              FROM subscriber WHERE id = ?
              """,
              alert.id,
              alert.id,
              LEDGER.clock.instant().atOffset(ZoneOffset.UTC),
              pat);
        });
    assertThat(erased.get().deliveries()).isEqualTo(1);
    assertThat(alert.deliveries())
        .allSatisfy(id -> LEDGER.assertThatDelivery(id).isSuppressed().wasNeverAttempted());
  }
}
