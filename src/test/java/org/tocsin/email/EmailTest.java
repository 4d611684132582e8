package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.Timeouts;
import org.tocsin.TocsinException;
import org.tocsin.consent.Tokens;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.SendResult;
import org.tocsin.message.Organization;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Rendering;
import org.tocsin.message.SenderIdentity;
import org.tocsin.outbox.SendGate;
import org.tocsin.support.SmtpPeer;

final class EmailTest {
  private static final Instant NOON = Instant.parse("2017-03-14T16:00:00Z");
  static final Organization COALITION =
      new Organization(
          "CNY Solidarity Coalition",
          "",
          "PO Box 1, Syracuse NY 13201",
          "315-555-0100",
          "hello@cny.example.org",
          "");
  static final SenderIdentity CNY = new SenderIdentity(COALITION, "https://cny.example.org");
  static final MailAddresses ADDRESSES =
      new MailAddresses("alerts@cny.example.org", "CNY Solidarity Coalition", "", "", "");
  static final Tokens TOKENS = new Tokens(new TreeMap<>(Map.of(1, new byte[32])));
  static final Rendering RENDERING =
      new Rendering(
          "en",
          "Call Katko today",
          "Hello "
              + Placeholders.FIRST_NAME
              + ",\n\ncall 315-423-5657.\n\nLeave: https://cny.example.org/u/"
              + Placeholders.TOKEN
              + "\n",
          "<html><body><p>Hello " + Placeholders.FIRST_NAME + "</p></body></html>");

  private final SmtpPeer peer = new SmtpPeer();
  private final SteppingClock clock = new SteppingClock(NOON);
  private final Email email = email(settings(peer.port()));

  /** Stands still until it is turned. */
  private static final class SteppingClock extends Clock {
    private volatile Instant now;

    SteppingClock(Instant now) {
      this.now = now;
    }

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  static EmailSettings settings(int port) {
    return new EmailSettings(
        server(port, Tls.NONE),
        new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(600)),
        ADDRESSES,
        Optional.empty());
  }

  static MailServer server(int port, Tls tls) {
    return new MailServer("127.0.0.1", port, tls, MailLogin.NONE);
  }

  private Email email(EmailSettings settings) {
    return new Email(settings, CNY, TOKENS, id -> RENDERING, SendGate.OPEN, clock);
  }

  private static ClaimedDelivery due(long id) {
    return due(id, "u" + id + "@example.org");
  }

  static ClaimedDelivery due(long id, String address) {
    return new ClaimedDelivery(
        id,
        1,
        id + 100,
        7,
        Channel.EMAIL,
        address,
        new UUID(0, id),
        "Pat",
        1,
        false,
        Optional.empty(),
        0);
  }

  private static List<ClaimedDelivery> claim(int size) {
    List<ClaimedDelivery> claim = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      claim.add(due(i));
    }
    return claim;
  }

  private List<Outcome> handOff(int size) {
    return email.handOff(claim(size)).stream().map(SendResult::outcome).toList();
  }

  private static boolean isAccepted(Outcome outcome) {
    return outcome instanceof Accepted;
  }

  private static Deferred deferred(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Deferred.class);
    return (Deferred) outcome;
  }

  /** Answers so once, then as usual. */
  private static Function<String, String> once(String start, String reply) {
    AtomicInteger left = new AtomicInteger(1);
    return command ->
        command.startsWith(start) && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0 ? reply : null;
  }

  @AfterEach
  void close() {
    email.close();
    peer.close();
  }

  @Test
  void a_claim_goes_over_one_connection_and_comes_back_in_order() {
    List<SendResult> attempted = email.handOff(claim(25));
    assertThat(attempted)
        .extracting(a -> a.due().id())
        .isEqualTo(claim(25).stream().map(ClaimedDelivery::id).toList());
    assertThat(attempted).allMatch(a -> isAccepted(a.outcome()));
    assertThat(peer.mails())
        .extracting(SmtpPeer.Mail::to)
        .contains("u1@example.org", "u25@example.org")
        .hasSize(25);
    assertThat(peer.mails()).allMatch(m -> m.from().equals("alerts@cny.example.org"));
    email.handOff(claim(5));
    assertThat(peer.connections()).isEqualTo(1);
    assertThat(peer.commands()).doesNotContain("NOOP", "RSET");
  }

  // P5
  @Test
  void a_retry_has_the_same_message_id_and_another_delivery_another() {
    // H02, H03
    var first = email.handOff(claim(2));
    clock.forward(Duration.ofMinutes(5));
    var again = email.handOff(claim(2));
    assertThat(again.get(0).outcome()).isEqualTo(first.get(0).outcome());
    assertThat(again.get(1).outcome()).isNotEqualTo(first.get(0).outcome());
    String id = ((Accepted) first.get(0).outcome()).providerId();
    assertThat(id).matches("<1\\.[0-9a-f]{20}@cny\\.example\\.org>");
    assertThat(peer.mails().get(0).text()).contains("\r\nMessage-ID: " + id + "\r\n");
    assertThat(peer.mails().get(2).text()).contains("Date: Tue, 14 Mar 2017 16:05:00 +0000\r\n");
  }

  @Test
  void a_server_that_closed_an_idle_connection_costs_a_reconnect_and_nothing_else() {
    email.handOff(claim(1));
    peer.dropConnections();
    assertThat(handOff(3)).allMatch(EmailTest::isAccepted);
    assertThat(peer.connections()).isEqualTo(2);
    assertThat(peer.mails()).hasSize(4);
  }

  @Test
  void a_connection_that_rested_long_is_left_politely() {
    email.handOff(claim(1));
    clock.forward(Duration.ofMinutes(10));
    assertThat(handOff(1)).allMatch(EmailTest::isAccepted);
    assertThat(peer.connections()).isEqualTo(2);
    // the peer reads the farewell on the old connection's own thread
    await().untilAsserted(() -> assertThat(peer.commands()).contains("QUIT"));
  }

  @Test
  void a_server_that_has_had_enough_of_a_connection_gets_the_mail_over_the_next() {
    AtomicInteger mails = new AtomicInteger();
    peer.script(
        c ->
            c.startsWith("MAIL") && mails.incrementAndGet() == 3
                ? "421 4.7.0 too many mails" + SmtpPeer.THEN_DROP
                : null);
    assertThat(handOff(5)).allMatch(EmailTest::isAccepted);
    assertThat(peer.connections()).isEqualTo(2);
    assertThat(peer.mails()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user, true",
    "550 5.1.10 null MX, true",
    "550 5.2.1 disabled, false",
    "501 5.1.3 bad address, true",
    "550 no such user, true",
    "550 5.5.0 Invalid recipient, true",
    "550 5.2.1 User unknown, true",
    "552 5.2.2 mailbox full, false",
    "552 mailbox quota exceeded, false",
    "550 5.1.1 account is disabled, false",
    "550 5.1.1 rejected by policy, false",
    "554 5.3.0 system failure, false",
    "550 5.6.0 bad header, false"
  })
  void a_refused_recipient_is_never_tried_again(String answer, boolean suppress) {
    peer.script(once("RCPT", answer));
    List<Outcome> outcomes = handOff(2);
    Refused refused = (Refused) outcomes.get(0);
    assertThat(answer).startsWith(refused.code()).endsWith(refused.reason());
    assertThat(refused.endsAddress()).isEqualTo(suppress);
    assertThat(outcomes.get(1)).matches(EmailTest::isAccepted);
    assertThat(peer.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 451 4.3.0 later",
    "RCPT, 450 4.2.0 greylisted",
    "DATA, 451 4.3.0 later",
    "., 452 4.3.1 disk full",
    "., 421 4.3.2 going down",
    "MAIL, 451 4.7.1 slow down",
    "RCPT, 421 4.7.28 rate"
  })
  void a_4xx_waits_for_its_next_attempt_and_holds_nobody_up(String command, String answer) {
    // P9, G09
    peer.script(once(command, answer));
    List<Outcome> outcomes = handOff(2);
    Deferred deferred = deferred(outcomes.get(0));
    assertThat(answer).startsWith(deferred.code()).endsWith(deferred.reason());
    assertThat(deferred.fault()).isEqualTo(Fault.DELIVERY);
    assertThat(outcomes.get(1)).matches(EmailTest::isAccepted);
    assertThat(peer.mails()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"554 5.6.0 bad header", "550 no such user", "550 rejected"})
  void refused_content_ends_the_delivery_and_suppresses_nobody(String answer) {
    peer.script(once(".", answer));
    Refused refused = (Refused) handOff(1).get(0);
    assertThat(refused.endsAddress()).isFalse();
    assertThat(answer).startsWith(refused.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents"
            + " more",
        "550-5.2.1 The user is receiving mail too quickly"
      })
  void who_gets_much_mail_just_now_is_written_to_later(String answer) { // B11
    peer.script(once("RCPT", answer.replace("550-", "550 ")));
    List<Outcome> outcomes = handOff(2);
    assertThat(deferred(outcomes.get(0)).fault()).isEqualTo(Fault.DELIVERY);
    assertThat(outcomes.get(1)).matches(EmailTest::isAccepted);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.4.5 Daily user sending quota exceeded",
    "RCPT, 554 5.7.1 <u1@example.org>: Relay access denied",
    "RCPT, 550 relaying not permitted",
    "RCPT, 550 5.7.1 hourly limit of outgoing mails reached",
    "RCPT, 554 5.7.1 Service unavailable; client host blocked using a list",
    "., 552 5.3.4 Message size exceeds fixed limit",
    "., 552 5.3.4 too big",
    "., 550 5.7.1 Our system has detected that this message is likely unsolicited mail",
    "., 550 5.7.0 This message fails the DMARC policy of its sender"
  })
  void what_speaks_of_us_pauses_the_channel_and_refuses_nobody(String command, String answer) {
    // P9, B11
    peer.answer(command, answer);
    assertThat(handOff(3)).allMatch(o -> deferred(o).fault() == Fault.CHANNEL);
    assertThat(peer.commands().stream().filter(c -> c.startsWith("MAIL"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 5.7.1 likely unsolicited mail",
        "554 5.7.1 Message looks like spam",
        "552 5.3.4 Message too big",
        "554 5.7.1 contains a virus"
      })
  void a_mail_that_paused_email_by_what_it_holds_does_not_pause_it_again(String answer) {
    // P9, B11
    peer.script(once(".", answer));
    assertThat(deferred(handOff(1).get(0)).fault()).isEqualTo(Fault.CHANNEL);
    peer.script(once(".", answer));
    List<Outcome> again = handOff(3);
    assertThat(again.get(0)).isInstanceOf(Refused.class);
    assertThat(((Refused) again.get(0)).endsAddress()).isFalse();
    assertThat(again.subList(1, 3)).allMatch(EmailTest::isAccepted);
  }

  @Test
  void what_speaks_of_us_beyond_doubt_pauses_each_time() {
    peer.answer("RCPT", "550 5.4.5 Daily user sending quota exceeded");
    for (int i = 0; i < 3; i++) {
      assertThat(handOff(1)).allMatch(o -> deferred(o).fault() == Fault.CHANNEL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <u1@example.org>: User unknown | true",
        "552 5.2.2 mailbox full | true",
        "550 5.2.1 account disabled | true",
        "550 no such user | true",
        "554 5.7.1 <u1@example.org>: Recipient address rejected: Access denied | false",
        "550 not now | false"
      })
  void a_refusal_that_speaks_of_one_mailbox_is_told_from_others(String answer, boolean one) {
    peer.answer("RCPT", answer);
    assertThat(((Refused) handOff(1).get(0)).target().isOfOnePerson()).isEqualTo(one);
  }

  /** The rest of a claim is not tried in vain. */
  @Test
  void of_a_claim_that_a_server_wants_later_only_the_first_are_tried() {
    peer.answer("RCPT", "450 4.7.1 try later");
    List<SendResult> attempted = email.handOff(claim(25));
    assertThat(attempted.stream().filter(a -> a.outcome() instanceof Outcome.Withheld)).hasSize(15);
    assertThat(peer.commands().stream().filter(c -> c.startsWith("RCPT"))).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 5.7.1 sender not allowed",
    "MAIL, 530 5.7.0 log in first",
    "RCPT, 530 5.7.0 log in first",
    "., 550 5.7.515 not authenticated",
    "., 550 5.7.26 unauthenticated sender",
    "MAIL, 553 5.1.8 no such sender domain"
  })
  void a_configuration_fault_pauses_the_channel_and_the_rest_is_not_tried(
      String command, String answer) {
    // P9, G08
    peer.answer(command, answer);
    List<Outcome> outcomes = handOff(3);
    assertThat(outcomes).allMatch(o -> deferred(o).fault() == Fault.CHANNEL);
    assertThat(answer).startsWith(deferred(outcomes.get(2)).code());
    assertThat(peer.commands().stream().filter(c -> c.startsWith("MAIL"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {SmtpPeer.DROP, SmtpPeer.HANG, "what?"})
  void without_an_answer_to_the_content_a_mail_is_in_doubt(String answer) {
    // P5
    peer.script(once(".", answer));
    assertThat(handOff(1)).hasOnlyElementsOfType(Outcome.Unknown.class);
  }

  @Test
  void a_connection_that_broke_after_the_content_does_not_harm_the_next_mail() {
    peer.script(once(".", SmtpPeer.DROP));
    List<Outcome> outcomes = handOff(3);
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcomes.subList(1, 3)).allMatch(EmailTest::isAccepted);
    assertThat(peer.connections()).isEqualTo(2);
    assertThat(peer.mails()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RCPT", "DATA"})
  void a_connection_that_broke_before_the_content_leaves_no_doubt(String command) {
    peer.script(once(command, SmtpPeer.DROP));
    List<Outcome> outcomes = handOff(2);
    assertThat(deferred(outcomes.get(0)).code()).isEqualTo("closed");
    assertThat(outcomes.get(1)).matches(EmailTest::isAccepted);
  }

  @Test
  void a_refusal_counts_although_the_server_hangs_up_right_after_it() {
    peer.script(once(".", "554 5.6.0 bad header" + SmtpPeer.THEN_DROP));
    List<Outcome> outcomes = handOff(2);
    assertThat(outcomes.get(0))
        .isEqualTo(new Refused("554 5.6.0", "bad header", Outcome.Target.MESSAGE));
    assertThat(outcomes.get(1)).matches(EmailTest::isAccepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
  void a_silent_server_defers_the_whole_claim_after_one_wait(String command) {
    peer.answer(command, SmtpPeer.HANG);
    List<Outcome> outcomes = handOff(10);
    assertThat(outcomes).allMatch(o -> deferred(o).code().equals("timeout"));
    assertThat(peer.connections()).isOne();
  }

  @Test
  void an_absent_server_defers_the_whole_claim_at_once() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (Email email = email(settings(nobody))) {
      List<SendResult> attempted = email.handOff(claim(25));
      assertThat(attempted).hasSize(25);
      assertThat(attempted).allMatch(a -> deferred(a.outcome()).code().equals("connect"));
      assertThat(deferred(attempted.get(0).outcome()).reason()).contains("127.0.0.1:" + nobody);
    }
  }

  @Test
  void a_server_that_turns_us_away_at_the_door_says_whether_for_good() {
    peer.answer("CONNECT", "421 4.3.2 busy");
    assertThat(handOff(2)).allMatch(o -> deferred(o).fault() == Fault.DELIVERY);
    peer.answer("CONNECT", "554 5.7.1 go away");
    assertThat(handOff(2)).allMatch(o -> deferred(o).fault() == Fault.CHANNEL);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void a_server_without_starttls_gets_no_mail_when_it_is_asked_for() {
    EmailSettings s = settings(peer.port());
    EmailSettings starttls =
        new EmailSettings(server(peer.port(), Tls.STARTTLS), s.timeouts(), s.addresses(), s.dkim());
    try (Email email = email(starttls)) {
      Deferred deferred = deferred(email.handOff(claim(1)).get(0).outcome());
      assertThat(deferred.fault()).isEqualTo(Fault.CHANNEL);
      assertThat(deferred.reason()).contains("STARTTLS");
    }
    assertThat(peer.mails()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org\r\nBcc: b@example.org",
        "a b@example.org",
        "a@example.org,b@example.org",
        "a@example.org> RCPT TO:<b@example.org",
        "José@example.org",
        "Pat <a@example.org>",
        "a",
        ""
      })
  void what_is_no_address_never_reaches_the_wire(String address) {
    // H05
    Refused refused = (Refused) email.handOff(List.of(due(1, address))).get(0).outcome();
    assertThat(refused.endsAddress()).isFalse();
    assertThat(peer.connections()).isZero();
  }

  @Test
  void a_mail_that_cannot_be_composed_harms_no_other() {
    Function<Long, Rendering> renderings =
        id -> {
          if (id == 8) {
            throw new TocsinException("rendering 8 is gone");
          }
          return RENDERING;
        };
    ClaimedDelivery bad =
        new ClaimedDelivery(
            2,
            1,
            1,
            8,
            Channel.EMAIL,
            "b@example.org",
            new UUID(0, 2),
            "",
            1,
            false,
            Optional.empty(),
            0);
    try (Email email =
        new Email(settings(peer.port()), CNY, TOKENS, renderings::apply, SendGate.OPEN, clock)) {
      var outcomes = email.handOff(List.of(due(1), bad, due(3)));
      assertThat(deferred(outcomes.get(1).outcome()).fault()).isEqualTo(Fault.DELIVERY);
      assertThat(outcomes.get(2).outcome()).matches(EmailTest::isAccepted);
    }
  }

  @Test
  void a_reason_holds_no_address() {
    // P12
    peer.answer("RCPT", "550 5.1.1 <u1@example.org>: user u1@example.org unknown");
    Refused refused = (Refused) handOff(1).get(0);
    assertThat(refused.reason()).doesNotContain("example.org").contains("unknown");
  }

  @Test
  void several_threads_have_a_connection_each() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 10; i++) {
                  email.handOff(claim(5));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(peer.mails()).hasSize(200);
    assertThat(peer.connections()).isBetween(1, 4);
    assertThat(peer.mails()).allMatch(m -> m.text().contains("To: " + m.to() + "\r\n"));
  }

  @Test
  void a_sender_that_is_no_address_is_named_at_start() {
    assertThatThrownBy(() -> new MailAddresses("alerts", "", "", "", ""))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.email.from");
  }
}
