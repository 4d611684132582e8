package org.tocsin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;
import org.tocsin.support.TestDatabase;

/** What is in hand, its attempt written, when somebody leaves or an organizer halts it (P3). */
final class OptOutListenerTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());
  private static final String ANN = "+13155550101";

  private final AtomicInteger breaks = new AtomicInteger();
  private SendingProcess process;
  private ClaimedDelivery inHand;
  private OptOutListener listener;

  @BeforeEach
  void attempt() {
    LEDGER.clear();
    process = LEDGER.process();
    LEDGER.alert().text(ANN);
    inHand = process.attemptOne(SMS);
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private void listen(PGSimpleDataSource source) {
    listener = OptOutListener.listen(source, process.worker, breaks::incrementAndGet);
  }

  private void setAlert(String state) {
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE alert SET state = ? WHERE id = ?", state, inHand.alertId()));
  }

  private void awaitMayGo(boolean may) {
    await().until(() -> listener.mayGo(inHand) == may);
  }

  @Test
  void who_leaves_is_left_alone_until_they_are_back() {
    listen(DATABASE.source());
    awaitMayGo(true);
    LEDGER.optOut(SMS, ANN);
    awaitMayGo(false);
    LEDGER.consent.restore(SMS, inHand.addressKey(), new Evidence("text", "SM1", "START"));
    awaitMayGo(true);
  }

  @Test
  void another_persons_leaving_stops_nothing() {
    listen(DATABASE.source());
    LEDGER.optOut(SMS, "+13155550102");
    LEDGER.optOut(EMAIL, ANN);
    assertThat(listener.mayGo(inHand)).isTrue();
  }

  @Test
  void who_left_before_anyone_listened_is_known() {
    LEDGER.optOut(SMS, ANN);
    listen(DATABASE.source());
    assertThat(listener.mayGo(inHand)).isFalse();
  }

  @Test
  void a_paused_alert_stands_still_and_goes_on() {
    listen(DATABASE.source());
    setAlert("paused");
    awaitMayGo(false);
    setAlert("sending");
    awaitMayGo(true);
  }

  @Test
  void a_paused_channel_stands_still_and_goes_on() {
    listen(DATABASE.source());
    LEDGER.pauses.pause(SMS, "20003 wrong password");
    awaitMayGo(false);
    LEDGER.pauses.resume(SMS);
    awaitMayGo(true);
  }

  @Test
  void who_leaves_while_the_line_is_cut_is_left_alone() {
    listen(DATABASE.source());
    await().until(this::isListening);
    DATABASE.hangUp("query = 'SELECT 1'");
    await().until(() -> breaks.get() > 0);
    LEDGER.optOut(SMS, ANN);
    // what was heard last counts for 150 ms; then each delivery is looked up
    awaitMayGo(false);
    await().until(this::isListening);
    assertThat(listener.mayGo(inHand)).isFalse();
  }

  private boolean isListening() {
    return LEDGER.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM pg_stat_activity
                                   WHERE datname = current_database() AND query = 'SELECT 1')
                    """)
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void without_a_database_nobody_is_written_to() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});
    listen(nowhere);
    assertThat(listener.mayGo(inHand)).isFalse();
  }
}
