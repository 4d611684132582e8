package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.alert.Alerts;
import org.tocsin.consent.Consent;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.Ledger;
import org.tocsin.support.TestDatabase;

final class ReportsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Ledger LEDGER = new Ledger(JDBI);

  /** Whoever waits in this database for another transaction to end. */
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
      WHERE datname = current_database() AND NOT granted
      """;

  private final Consent consent = new Consent(JDBI, Clock.systemUTC());
  private final Reports reports =
      new Reports(
          JDBI,
          Clock.systemUTC(),
          consent,
          new FailurePolicy(TwilioErrors.builtIn(), Ledger.BACKOFF, Ledger.IN_A_ROW),
          Alerts::reopen);
  private UUID key;
  private String sid;
  private long delivery;

  @BeforeEach
  void leased() {
    key = UUID.randomUUID();
    sid = "SM" + UUID.randomUUID();
    delivery = LEDGER.add(Channel.SMS, key, DeliveryState.LEASED);
    JDBI.useHandle(handle -> handle.execute("DELETE FROM channel_pause"));
  }

  private void accepted() {
    JDBI.useTransaction(
        handle -> {
          Ledger.accept(handle, delivery, sid);
          reports.applyEarly(handle, sid);
        });
  }

  private void report(String status, String code) {
    Map<String, String> form = new HashMap<>(Map.of("MessageSid", sid, "MessageStatus", status));
    form.put("AccountSid", "AC1");
    form.put("RawDlrDoneDate", "1703141200");
    if (!code.isEmpty()) {
      form.put("ErrorCode", code);
    }
    reports.report(form);
  }

  private String state() {
    return LEDGER.state(delivery);
  }

  private static long count(String sql) {
    return JDBI.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void a_delivered_text_is_delivered() {
    accepted();
    report("queued", "");
    report("sent", "");
    assertThat(state()).isEqualTo("accepted");
    report("delivered", "");
    assertThat(state()).isEqualTo("delivered");
    assertThat(LEDGER.code(delivery)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"undelivered", "failed", "canceled"})
  void a_text_that_did_not_arrive_says_why(String status) {
    accepted();
    report(status, "30003");
    assertThat(state()).isEqualTo("undelivered");
    assertThat(LEDGER.code(delivery)).isEqualTo("30003");
    assertThat(LEDGER.events(delivery))
        .containsExactly("1 undelivered 30003 The phone is off or out of reach.");
    assertThat(consent.isSuppressed(Channel.SMS, key)).isFalse(); // X04
  }

  @Test
  void every_order_of_the_same_reports_ends_the_same() {
    // S03, S04, S05, S08: also with the SID stored between any two of them, and each twice
    ends(List.of("queued", "sent", "delivered"), "delivered");
    ends(List.of("sent", "sent", "undelivered"), "undelivered");
    ends(List.of("queued", "delivered", "delivered", "read"), "delivered");
  }

  private void ends(List<String> statuses, String expected) {
    for (List<String> order : permutations(statuses)) {
      for (int stored = 0; stored <= order.size(); stored++) {
        leased();
        for (int i = 0; i < order.size(); i++) {
          if (i == stored) {
            accepted();
          }
          report(order.get(i), order.get(i).equals("undelivered") ? "30003" : "");
        }
        if (stored == order.size()) {
          accepted();
        }
        assertThat(state()).as(order + ", stored before " + stored).isEqualTo(expected);
        assertThat(count("SELECT count(*) FROM early_report")).isZero();
      }
    }
  }

  private static Set<List<String>> permutations(List<String> of) {
    if (of.isEmpty()) {
      return Set.of(List.of());
    }
    Set<List<String>> all = new HashSet<>();
    for (int i = 0; i < of.size(); i++) {
      List<String> rest = new ArrayList<>(of);
      String first = rest.remove(i);
      for (List<String> tail : permutations(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(tail);
        all.add(whole);
      }
    }
    return all;
  }

  /** Reports as they may come: any of them, in any order, each up to three times. */
  @Property(tries = 300)
  void whatever_comes_in_whatever_order_the_end_is_that_of_the_text(
      @ForAll boolean arrives,
      @ForAll @Size(max = 8) List<@From("underWay") String> others,
      @ForAll @IntRange(min = 1, max = 3) int ends,
      @ForAll @IntRange(max = 11) int storedBefore,
      @ForAll Random order) {
    // S03 to S05, S08
    leased();
    List<String> statuses = new ArrayList<>(others);
    statuses.addAll(Collections.nCopies(ends, arrives ? "delivered" : "undelivered"));
    Collections.shuffle(statuses, order);
    int stored = Math.min(storedBefore, statuses.size());
    for (int i = 0; i <= statuses.size(); i++) {
      if (i == stored) {
        accepted();
      }
      if (i < statuses.size()) {
        report(statuses.get(i), statuses.get(i).equals("undelivered") ? "30003" : "");
      }
    }
    assertThat(state()).isEqualTo(arrives ? "delivered" : "undelivered");
    assertThat(LEDGER.code(delivery).isEmpty()).isEqualTo(arrives);
    assertThat(count("SELECT count(*) FROM early_report")).isZero();
    assertThat(consent.isSuppressed(Channel.SMS, key)).isFalse();
  }

  @Provide
  Arbitrary<String> underWay() {
    return Arbitraries.of("accepted", "scheduled", "queued", "sending", "sent", "sent_somewhere");
  }

  @Test
  void the_first_end_counts() {
    // S03
    accepted();
    report("undelivered", "30003");
    report("delivered", "");
    assertThat(state()).isEqualTo("undelivered");
  }

  @Test
  void a_status_we_do_not_know_is_no_fault() {
    // T09
    accepted();
    report("partially_delivered", "");
    assertThat(state()).isEqualTo("accepted");
  }

  @Test
  void a_report_before_the_send_call_returned_waits() throws Exception {
    // S05: the report comes while the transaction that stores the SID is under way
    ExecutorService other = Executors.newSingleThreadExecutor();
    JDBI.useTransaction(
        handle -> {
          Ledger.accept(handle, delivery, sid);
          reports.applyEarly(handle, sid);
          other.submit(() -> report("delivered", ""));
          await().untilAsserted(() -> assertThat(count(WAITING)).isOne());
        });
    other.shutdown();
    assertThat(other.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(state()).isEqualTo("delivered");
  }

  @ParameterizedTest
  @CsvSource({"30005, true", "30006, true", "21610, true", "30007, false", "99999, false"})
  void codes_suppress_by_the_table_and_once(String code, boolean suppressed) {
    // X01, X04, X06
    accepted();
    report("undelivered", code);
    report("undelivered", code);
    assertThat(consent.isSuppressed(Channel.SMS, key)).isEqualTo(suppressed);
  }

  @Test
  void an_unregistered_sender_pauses_the_channel_and_suppresses_nobody() {
    // X07, P9
    accepted();
    report("undelivered", "30034");
    assertThat(consent.isSuppressed(Channel.SMS, key)).isFalse();
    assertThat(count("SELECT count(*) FROM channel_pause WHERE reason LIKE '%30034%'")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30023", "30027", "30033", "30035", "10001"})
  void a_fault_of_the_account_in_a_report_pauses_as_in_an_answer(String code) {
    // X00, P9
    accepted();
    report("undelivered", code);
    assertThat(state()).isEqualTo("undelivered");
    assertThat(count("SELECT count(*) FROM channel_pause WHERE reason ~ '^" + code + " .*[^.]$'"))
        .isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30001", "30022", "30610", "63038", "30017", "30410", "30500"})
  void what_the_table_tries_again_waits_again_when_it_is_reported(String code) {
    // X00, P9
    delivery = LEDGER.alert().text("+13155550142");
    JDBI.useHandle(
        handle -> handle.execute("UPDATE delivery SET attempts = 1 WHERE id = ?", delivery));
    JDBI.useHandle(
        handle -> handle.execute("UPDATE alert SET state = 'done', finished_at = now()"));
    accepted();
    report("undelivered", code);
    report("undelivered", code);
    assertThat(state()).isEqualTo("queued");
    assertThat(LEDGER.code(delivery)).isEqualTo(code);
    assertThat(count("SELECT count(*) FROM delivery_event WHERE delivery_id = " + delivery))
        .isOne();
    assertThat(
            count(
                "SELECT count(*) FROM alert WHERE state = 'sending' AND id ="
                    + " (SELECT alert_id FROM delivery WHERE id = "
                    + delivery
                    + ")"))
        .isOne();
  }

  @Test
  void what_the_carriers_give_back_again_and_again_is_let_go() {
    delivery = LEDGER.alert().text("+13155550143");
    JDBI.useHandle(
        handle -> handle.execute("UPDATE delivery SET attempts = 8 WHERE id = ?", delivery));
    accepted();
    report("undelivered", "30001");
    assertThat(state()).isEqualTo("undelivered");
  }

  @Test
  void the_same_error_reported_for_five_people_in_a_row_pauses_the_channel() {
    // X06: 30007 for all of the first
    for (int i = 0; i < 5; i++) {
      assertThat(count("SELECT count(*) FROM channel_pause")).isZero();
      key = UUID.randomUUID();
      sid = "SM" + UUID.randomUUID();
      delivery = LEDGER.add(Channel.SMS, key, DeliveryState.LEASED);
      accepted();
      report("undelivered", "30007");
    }
    assertThat(count("SELECT count(*) FROM channel_pause WHERE reason LIKE '30007 %'")).isOne();
  }

  @Test
  void a_report_without_what_it_is_about_is_refused() {
    // P11
    assertThatThrownBy(() -> reports.report(Map.of("MessageStatus", "sent")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("MessageSid");
    assertThatThrownBy(() -> reports.report(Map.of("SmsSid", "SM1")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("MessageStatus");
  }

  private static String notice(String sid, UUID key) {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO notice (channel, address, address_key, body, made_at, due_at,
                      expires_at, settled_at, outcome, provider_id)
                    VALUES ('sms', '+13155550101', :key, 'Hi', now(), now(), now(), now(),
                      'accepted', :sid) RETURNING outcome
                    """)
                .bind("key", key)
                .bind("sid", sid)
                .mapTo(String.class)
                .one());
  }

  private String outcomeOfNotice() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery("SELECT outcome || code FROM notice WHERE provider_id = :sid")
                .bind("sid", sid)
                .mapTo(String.class)
                .one());
  }

  @Test
  void what_is_reported_of_a_notice_counts_too() {
    notice(sid, key);
    report("undelivered", "30005");
    assertThat(outcomeOfNotice()).isEqualTo("undelivered30005");
    assertThat(consent.isSuppressed(Channel.SMS, key)).isTrue();
  }

  @Test
  void a_report_that_comes_before_the_notices_id_is_applied_later() {
    report("delivered", "");
    notice(sid, key);
    reports.deleteExpired();
    assertThat(outcomeOfNotice()).isEqualTo("delivered");
  }

  @Test
  void reports_of_texts_that_nobody_knows_are_forgotten_in_time() {
    report("delivered", "");
    JDBI.useHandle(
        handle -> handle.execute("UPDATE early_report SET at = now() - interval '3 days'"));
    reports.deleteExpired();
    assertThat(count("SELECT count(*) FROM early_report")).isZero();
  }
}
