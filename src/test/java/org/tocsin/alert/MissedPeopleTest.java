package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;

final class MissedPeopleTest {
  private static final Ledger LEDGER = Ledger.fresh();

  private final Alerts alerts = new Alerts(LEDGER.jdbi, LEDGER.clock);
  private final MissedPeople missed =
      new MissedPeople(LEDGER.jdbi, LEDGER.clock, Set.of("30004", "30007"));
  private LedgerAlert alert;
  private long filtered;
  private long unreachable;

  @BeforeEach
  void two_texts_that_did_not_arrive() {
    LEDGER.clear();
    alert = LEDGER.alert();
    filtered = notArrived("+13155550101", "30007");
    unreachable = notArrived("+13155550102", "30003");
  }

  private long notArrived(String number, String code) {
    long id = alert.text(number);
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET state = 'undelivered', attempts = 1, segments = 2, code = ?"
                    + " WHERE id = ?",
                code,
                id));
    return id;
  }

  private long retry(String... reasons) {
    return missed.retry(alerts.summary(alert.id), List.of(reasons));
  }

  @Test
  void texts_that_are_never_tried_again_are_left_out_unless_their_code_is_named() {
    // X04, X06
    assertThat(retry()).isOne();
    LEDGER.assertThatDelivery(unreachable).isQueued();
    assertThat(LEDGER.state(filtered)).isEqualTo("undelivered");
    assertThat(missed.reasons(alert.id)).containsOnlyKeys("sms undelivered 30007");
    assertThat(retry("30007")).isOne();
    LEDGER.assertThatDelivery(filtered).isQueued();
  }

  @Test
  void segments_are_counted_as_often_as_they_were_handed_over() {
    assertThat(segments()).isEqualTo(4);
    retry();
    assertThat(segments()).isEqualTo(4);
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET state = 'delivered', attempts = 3 WHERE id = ?", unreachable));
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO delivery_event (delivery_id, at, attempt, what)"
                    + " VALUES (?, now(), 2, 'deferred')",
                unreachable));
    assertThat(segments()).isEqualTo(6);
  }

  @Test
  void who_waits_for_a_paused_channel_is_counted_once_and_the_reason_ends_without_a_full_stop() {
    retry();
    LEDGER.pauses.pause(org.tocsin.Channel.SMS, "30034 The number is not registered.");
    assertThat(Report.of(LEDGER.jdbi, alerts.summary(alert.id)).waits())
        .containsOnlyKeys("sms is paused: 30034 The number is not registered")
        .containsValue(1L);
  }

  private long segments() {
    return Report.of(LEDGER.jdbi, alerts.summary(alert.id)).channels().get("sms").get("segments");
  }
}
