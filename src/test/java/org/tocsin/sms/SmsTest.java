package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.Timeouts;
import org.tocsin.TocsinException;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.OptedOut;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.SendResult;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;
import org.tocsin.outbox.SendGate;
import org.tocsin.support.TwilioPeer;

final class SmsTest {
  private static final String ABROAD = "+13155550109";
  private static final Instant NOON = Instant.parse("2017-03-14T16:00:00Z");
  private static final Tokens TOKENS = new Tokens(new TreeMap<>(Map.of(1, new byte[32])));
  private static final String ACCOUNT = "AC00000000000000000000000000000000";

  private final TwilioPeer peer = new TwilioPeer();

  private static SmsSettings settings(String apiUrl, String service) {
    return new SmsSettings(
        new TwilioAccount(ACCOUNT, "token", apiUrl),
        new SmsSender(service, "+13155550100"),
        "https://cny.example.org/",
        2,
        new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(500)),
        TwilioErrors.builtIn());
  }

  private Sms sms() {
    return sms(settings(peer.url(), ""));
  }

  private static Sms sms(SmsSettings settings) {
    Rendering rendering =
        new Rendering(
            "en",
            "",
            Placeholders.FIRST_NAME + ": call! https://cny.example.org/u/" + Placeholders.TOKEN,
            "");
    return new Sms(
        settings,
        TOKENS,
        id -> rendering,
        new SmsChecks(SendGate.OPEN, ClaimedDelivery::closesAt, to -> !to.equals(ABROAD)),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static ClaimedDelivery due(long id, Instant closesAt) {
    return new ClaimedDelivery(
        id,
        1,
        id + 100,
        7,
        Channel.SMS,
        "+1315555010" + id,
        new UUID(0, id),
        "José",
        1,
        false,
        Optional.ofNullable(closesAt),
        1);
  }

  private static List<ClaimedDelivery> claim(int size) {
    List<ClaimedDelivery> claim = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      claim.add(due(i, null));
    }
    return claim;
  }

  private List<Outcome> handOff(int size) {
    return sms().handOff(claim(size)).stream().map(SendResult::outcome).toList();
  }

  @AfterEach
  void close() {
    peer.close();
  }

  @Test
  void a_text_carries_sender_body_and_where_to_report() {
    // T01, T02, T08
    List<Outcome> outcomes = handOff(2);
    assertThat(outcomes)
        .containsExactlyElementsOf(peer.sids().stream().<Outcome>map(Accepted::new).toList());
    assertThat(peer.posts().get(0))
        .isEqualTo(
            Map.of(
                "To", "+13155550101",
                "From", "+13155550100",
                "Body", "José: call! https://cny.example.org/u/" + TOKENS.issue(101, 1),
                "SmartEncoded", "false",
                "StatusCallback", "https://cny.example.org/twilio/status"));
  }

  @Test
  void a_number_where_texts_may_not_go_gets_none_and_the_others_theirs() {
    List<Outcome> outcomes = handOff(9);
    assertThat(outcomes.subList(0, 8)).hasOnlyElementsOfType(Accepted.class);
    assertThat(outcomes.get(8))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("destination");
              assertThat(refused.reason()).contains("tocsin.sms.destinations");
              assertThat(refused.endsAddress()).isFalse();
            });
    assertThat(peer.posts()).hasSize(8).noneMatch(form -> ABROAD.equals(form.get("To")));
  }

  @Test
  void no_more_requests_are_open_than_connections_are_allowed() throws InterruptedException {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    peer.script(
        form -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          LockSupport.parkNanos(200_000_000);
          open.decrementAndGet();
          return null;
        });
    Sms sms = sms();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<List<SendResult>>> claims = new ArrayList<>();
    claim(4).forEach(due -> claims.add(() -> sms.handOff(List.of(due))));
    try {
      threads.invokeAll(claims);
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(2);
    assertThat(peer.sids()).hasSize(4);
  }

  @Test
  void a_messaging_service_sends_in_place_of_a_number() {
    String service = "MG00000000000000000000000000000000";
    sms(settings(peer.url(), service)).handOff(claim(1));
    assertThat(peer.posts().get(0)).containsEntry("MessagingServiceSid", service);
    assertThat(peer.posts().get(0)).doesNotContainKey("From");
  }

  @ParameterizedTest
  @CsvSource({"11, 11", "3600, 3600", "90000, 36000"})
  void a_text_is_valid_until_its_hours_end(long seconds, String validity) {
    // T03
    sms().handOff(List.of(due(1, NOON.plusSeconds(seconds))));
    assertThat(peer.posts().get(0)).containsEntry("ValidityPeriod", validity);
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 0, 9})
  void a_text_whose_hours_are_about_to_end_is_not_sent(long seconds) {
    // T03, L01
    var attempted = sms().handOff(List.of(due(1, NOON.plusSeconds(seconds)), due(2, null)));
    assertThat(attempted.get(0).outcome()).isInstanceOf(Deferred.class);
    assertThat(attempted.get(1).outcome()).isInstanceOf(Accepted.class);
    assertThat(peer.posts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500:", "502:", "503:", "504:", "503:20500", "429:20429", "429:", "408:"})
  void trouble_at_twilio_is_one_post_and_waits(String answer) {
    // T20, T21, T24, X02
    peer.answer(answer);
    Deferred deferred = (Deferred) handOff(1).get(0);
    assertThat(deferred.fault()).isEqualTo(Fault.DELIVERY);
    assertThat(peer.posts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400:21610, 21610, true",
    "400:21211, 21211, true",
    "400:21614, 21614, true",
    "400:21635, 21635, true",
    "400:21617, 21617, false",
    "400:21606, 21606, false",
    "400:21659, 21659, false",
    "400:29999, 29999, false",
    "400:, 400, false"
  })
  void a_refusal_suppresses_only_by_the_table(String answer, String code, boolean suppress) {
    // X01, K08, T23
    peer.script(form -> form.get("To").endsWith("1") ? answer : null);
    List<Outcome> outcomes = handOff(2);
    Outcome refused = outcomes.get(0);
    assertThat(refused).isInstanceOf(code.equals("21610") ? OptedOut.class : Refused.class);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.endsAddress()).isEqualTo(suppress);
    assertThat(refused.reason()).doesNotContain("555");
    assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    assertThat(peer.posts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "401:20003",
        "401:",
        "403:",
        "402:",
        "401:29999",
        "403:29999",
        "400:10001",
        "400:10002",
        "400:30035",
        "400:21212",
        "400:21608",
        "403:21408",
        "400:21661",
        "400:30034",
        "400:30032",
        "400:21611",
        "404:20404",
        "404:"
      })
  void a_configuration_fault_pauses_the_channel_and_the_rest_is_not_tried(String answer) {
    // X02, X03, X07, P9
    peer.answer(answer);
    assertThat(handOff(3)).allMatch(o -> o instanceof Deferred d && d.fault() == Fault.CHANNEL);
    assertThat(peer.posts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {TwilioPeer.HANG, TwilioPeer.DROP})
  void a_text_that_was_written_and_not_answered_is_in_doubt_and_sent_once(String answer) {
    // T11, T22, P5
    peer.answer(answer);
    List<Outcome> outcomes = handOff(3);
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcomes.subList(1, 3)).allMatch(o -> o instanceof Deferred);
    assertThat(peer.posts()).hasSize(1);
  }

  @Test
  void nobody_at_the_other_end_leaves_no_doubt() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    var attempted = sms(settings("http://127.0.0.1:" + nobody, "")).handOff(claim(3));
    assertThat(attempted)
        .allMatch(a -> a.outcome() instanceof Deferred d && d.fault() == Fault.DELIVERY);
  }

  @Test
  void a_text_in_doubt_is_found_by_number_and_words() {
    // P5
    peer.answer(TwilioPeer.HANG);
    sms().handOff(claim(1));
    String body = peer.posts().get(0).get("Body");
    assertThat(sms().find("+13155550101", NOON, body.replace("!", " !")))
        .contains(peer.sids().get(0));
    assertThat(sms().find("+13155550101", NOON, "another text")).isEmpty();
    assertThat(peer.gets().get(0))
        .contains("To=%2B13155550101", "DateSent%3E=2017-03-14T15%3A55%3A00");
  }

  @Test
  void where_twilio_does_not_say_the_doubt_stays() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Sms sms = sms(settings("http://127.0.0.1:" + nobody, ""));
    assertThatThrownBy(() -> sms.find("+13155550101", NOON, "x"))
        .isInstanceOf(TocsinException.class)
        .hasMessageNotContaining("555");
  }

  @Test
  void texts_without_a_sender_are_named_at_start() {
    assertThatThrownBy(() -> new SmsSender("", ""))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.twilio.from");
  }

  @Test
  void a_code_that_the_table_does_not_have_says_where_its_meaning_stands() {
    // X00
    assertThat(TwilioErrors.builtIn().words("29999")).contains("/29999");
    assertThat(TwilioErrors.builtIn().words("10003")).isEqualTo("The account is not active.");
    assertThat(TwilioErrors.builtIn().words("undelivered")).isEmpty();
  }

  @Test
  void each_code_of_the_table_says_what_happens_whose_fault_and_what_it_means() throws IOException {
    Properties table = new Properties();
    try (var file = SmsTest.class.getResourceAsStream("/twilio-errors.properties")) {
      table.load(file);
    }
    assertThat(table.stringPropertyNames())
        .hasSizeGreaterThan(200)
        .allMatch(code -> code.matches("(10|11|14|20|21|30|35|63)[0-9]{3}"))
        .contains("10001", "20003", "21610", "30007", "30410", "63038");
    assertThat(table.values())
        .allMatch(
            line ->
                line.toString()
                    .matches(
                        "(opted-out|suppress|refuse|never|retry|later|pause) \\|"
                            + " (account|sender|campaign|number|person|text|carrier|twilio|us) \\|"
                            + " [A-Z].*\\."));
    assertThat(TwilioErrors.builtIn().neverAgain()).contains("30004", "30007");
  }
}
