package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.Timeouts;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.SendResult;
import org.tocsin.outbox.SendGate;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.SmtpSink;

/**
 * Mails in groups (RFC 2920): which answer belongs to which command of which mail. The first mail
 * of a connection goes in the plain way, so most is asked of the third in a claim.
 */
final class HandoverTest {
  private final SmtpPeer peer = new SmtpPeer();
  private final SmtpSink sink = new SmtpSink();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(peer, sink));

  private Email email(int port, SendGate gate) {
    return email(port, gate, Clock.systemUTC());
  }

  private Email email(int port, SendGate gate, Clock clock) {
    Email email =
        new Email(
            settings(port, Tls.NONE, Duration.ofSeconds(5)),
            EmailTest.CNY,
            EmailTest.TOKENS,
            id -> EmailTest.RENDERING,
            gate,
            clock);
    opened.add(email);
    return email;
  }

  private static EmailSettings settings(int port, Tls tls, Duration patience) {
    return new EmailSettings(
        EmailTest.server(port, tls),
        new Timeouts(patience, patience),
        EmailTest.ADDRESSES,
        Optional.empty());
  }

  private static List<ClaimedDelivery> claim(int size) {
    return IntStream.rangeClosed(1, size).mapToObj(HandoverTest::due).toList();
  }

  private static ClaimedDelivery due(int n) {
    return new ClaimedDelivery(
        n,
        1,
        n,
        7,
        Channel.EMAIL,
        address(n),
        new UUID(0, n),
        "Pat",
        1,
        false,
        Optional.empty(),
        0);
  }

  private static String address(int n) {
    return "u" + n + "@example.org";
  }

  /** Five mails over the peer. */
  private List<Outcome> five() {
    return outcomes(email(peer.port(), SendGate.OPEN), 5);
  }

  private static List<Outcome> outcomes(Email email, int size) {
    return email.handOff(claim(size)).stream().map(SendResult::outcome).toList();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /**
   * A peer of which the mail to u3 is treated in its own way, once.
   *
   * @param step MAIL, RCPT, DATA or "."
   */
  private void thirdIs(String step, String answer) {
    peer.script(once(3, step, answer));
  }

  private static Function<String, String> once(int n, String step, String answer) {
    AtomicInteger mails = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    return command -> {
      if (command.startsWith("MAIL")) {
        mails.incrementAndGet();
      }
      boolean now = mails.get() == n && command.startsWith(step) && done.getAndIncrement() == 0;
      return now ? answer : null;
    };
  }

  private static void assertAccepted(List<Outcome> outcomes, Integer... numbers) {
    for (int n : numbers) {
      assertThat(outcomes.get(n - 1)).as("u" + n).isInstanceOf(Accepted.class);
    }
  }

  private void assertThatPeerHas(Integer... numbers) {
    assertThat(peer.mails())
        .extracting(SmtpPeer.Mail::to)
        .containsExactlyInAnyOrder(
            List.of(numbers).stream().map(HandoverTest::address).toArray(String[]::new));
    // each got the text that was made for them
    assertThat(peer.mails()).allMatch(m -> m.text().contains("To: " + m.to() + "\r\n"));
  }

  /** What was said between RCPT for u{n} and the next RCPT. */
  private List<String> after(int n) {
    List<String> all = List.copyOf(peer.commands());
    int from = all.indexOf("RCPT TO:<" + address(n) + ">");
    int to = from + 1;
    while (to < all.size() && !all.get(to).startsWith("RCPT")) {
      to++;
    }
    return all.subList(from + 1, to).stream().map(c -> c.split(" ")[0]).toList();
  }

  @Test
  void all_go_over_one_connection_and_no_command_is_lost_or_said_twice() {
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 3, 4, 5);
    assertThatPeerHas(1, 2, 3, 4, 5);
    assertThat(peer.connections()).isEqualTo(1);
    assertThat(peer.commands()).hasSize(2 + 4 * 5).doesNotContain("RSET", "NOOP");
  }

  @Test
  void a_refused_recipient_gets_nothing_although_the_server_asks_for_content() {
    // RFC 2920 3.1
    AtomicInteger refused = new AtomicInteger();
    peer.script(
        command -> {
          if (command.startsWith("RCPT")) {
            refused.set(command.contains(address(3)) ? 1 : 0);
          }
          boolean here = refused.get() == 1;
          return here && command.startsWith("RCPT")
              ? "550 5.1.1 nobody"
              : here && command.equals(".") ? "554 5.5.1 no valid recipients" : null;
        });
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2))
        .isEqualTo(new Refused("550 5.1.1", "nobody", Outcome.Target.ADDRESS));
    assertThatPeerHas(1, 2, 4, 5);
    assertThat(after(3)).containsExactly("DATA", ".", "MAIL");
    assertThat(peer.connections()).isEqualTo(1);
  }

  @Test
  void after_a_refused_recipient_and_no_content_the_next_group_begins_a_new_transaction() {
    AtomicInteger refused = new AtomicInteger();
    peer.script(
        command -> {
          if (command.startsWith("RCPT")) {
            refused.set(command.contains(address(3)) ? 1 : 0);
          }
          boolean here = refused.get() == 1;
          return here && command.startsWith("RCPT")
              ? "451 4.3.0 later"
              : here && command.equals("DATA") ? "503 5.5.1 no valid recipients" : null;
        });
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2))
        .isEqualTo(new Deferred("451 4.3.0", "later", Outcome.Fault.DELIVERY));
    assertThatPeerHas(1, 2, 4, 5);
    assertThat(after(3)).containsExactly("DATA", "RSET", "MAIL");
    assertThat(peer.connections()).isEqualTo(1);
  }

  @Test
  void a_refused_one_at_the_end_of_a_claim_does_not_reach_into_the_next() {
    Email email = email(peer.port(), SendGate.OPEN);
    peer.script(once(3, "DATA", "554 5.6.0 no"));
    assertThat(outcomes(email, 3).get(2))
        .isEqualTo(new Refused("554 5.6.0", "no", Outcome.Target.MESSAGE));
    assertAccepted(outcomes(email, 2), 1, 2);
    assertThatPeerHas(1, 2, 1, 2);
    assertThat(peer.connections()).isEqualTo(1);
    assertThat(peer.commands()).contains("RSET");
  }

  @Test
  void a_sender_refused_in_the_middle_stops_the_claim_and_what_went_before_stands() {
    // P9
    peer.script(
        command -> {
          boolean third = peer.commands().stream().filter(c -> c.startsWith("MAIL")).count() == 3;
          return third && command.startsWith("MAIL")
              ? "550 5.7.1 sender not allowed"
              : third && command.matches("RCPT.*|DATA") ? "503 5.5.1 order" : null;
        });
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2);
    Deferred fault = new Deferred("550 5.7.1", "sender not allowed", Outcome.Fault.CHANNEL);
    assertThat(outcomes.subList(2, 5)).containsOnly(fault);
    assertThatPeerHas(1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "452 4.3.1 disk full, 452 4.3.1, false",
    "421 4.3.2 going down, 421 4.3.2, false",
    "554 5.6.0 bad header, 554 5.6.0, true",
    "554 bad header, 554, true"
  })
  void an_answer_to_content_belongs_to_the_mail_before(
      String answer, String code, boolean refused) {
    thirdIs(".", answer);
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2)).isInstanceOf(refused ? Refused.class : Deferred.class);
    assertThat(outcomes.get(2).toString()).contains(code);
    assertThatPeerHas(1, 2, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
  void a_server_that_has_had_enough_at_some_step_gets_the_mail_over_the_next_connection(
      String step) {
    thirdIs(step, "421 4.7.0 enough" + SmtpPeer.THEN_DROP);
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    if (step.equals("DATA")) {
      assertThat(outcomes.get(2))
          .isEqualTo(new Deferred("421 4.7.0", "enough", Outcome.Fault.DELIVERY));
    } else {
      assertAccepted(outcomes, 3);
    }
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void a_server_that_goes_down_with_the_content_defers_that_mail_and_no_other() {
    thirdIs(".", "421 4.3.2 going down" + SmtpPeer.THEN_DROP);
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2))
        .isEqualTo(new Deferred("421 4.3.2", "going down", Outcome.Fault.DELIVERY));
    assertThatPeerHas(1, 2, 4, 5);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void a_connection_that_breaks_before_the_content_leaves_that_mail_in_doubt() {
    // P1: whether the content had gone is not known here
    thirdIs("DATA", "354 go" + SmtpPeer.THEN_DROP);
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Unknown.class);
    assertThatPeerHas(1, 2, 4, 5);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void a_connection_that_breaks_after_the_content_leaves_that_mail_in_doubt() {
    thirdIs(".", SmtpPeer.DROP);
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Unknown.class);
    assertThatPeerHas(1, 2, 3, 4, 5);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
  void a_connection_that_breaks_between_the_answers_leaves_no_doubt(String step) {
    thirdIs(step, SmtpPeer.DROP);
    assertAccepted(five(), 1, 2, 3, 4, 5);
    assertThatPeerHas(1, 2, 3, 4, 5);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void half_an_answer_to_the_content_is_none() {
    // RFC 5321 4.2: the last line of an answer has no hyphen
    thirdIs(".", "250-2.0.0 well" + SmtpPeer.THEN_DROP);
    List<Outcome> outcomes = five();
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Unknown.class);
    assertAccepted(outcomes, 1, 2, 4, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void who_leaves_when_the_server_waits_for_the_content_is_spared(int who) {
    // P3. The last of a claim has no mail after it.
    Map<Long, Integer> asked = new ConcurrentHashMap<>();
    SendGate gate = due -> asked.merge(due.id(), 1, Integer::sum) == 1 || due.id() != who;
    List<SendResult> attempted = email(peer.port(), gate).handOff(claim(5));
    assertThat(attempted.get(who - 1).outcome()).isInstanceOf(Outcome.Withheld.class);
    Integer[] others =
        IntStream.rangeClosed(1, 5).filter(n -> n != who).boxed().toArray(Integer[]::new);
    assertAccepted(attempted.stream().map(SendResult::outcome).toList(), others);
    assertThatPeerHas(others);
    assertThat(peer.commands()).contains("RCPT TO:<" + address(who) + ">");
    assertThat(peer.connections()).isEqualTo(who == 5 ? 1 : 2);
  }

  @Test
  void who_has_left_before_is_not_even_named_to_the_server() {
    List<SendResult> attempted = email(peer.port(), due -> due.id() != 3).handOff(claim(5));
    assertThat(attempted.get(2).outcome()).isInstanceOf(Outcome.Withheld.class);
    assertThatPeerHas(1, 2, 4, 5);
    assertThat(peer.commands()).noneMatch(c -> c.contains(address(3)));
    assertThat(peer.connections()).isEqualTo(1);
  }

  @Test
  void a_long_look_at_the_gate_does_not_mix_up_two_connections() {
    // A connection is left after 30 s of rest, but not where the server waits for content.
    AtomicInteger seconds = new AtomicInteger();
    InstantSource time = () -> Instant.parse("2017-03-14T16:00:00Z").plusSeconds(seconds.get());
    SendGate gate =
        due -> {
          seconds.addAndGet(due.id() == 4 ? 60 : 0);
          return true;
        };
    assertAccepted(
        outcomes(email(peer.port(), gate, time.withZone(ZoneOffset.UTC)), 5), 1, 2, 3, 4, 5);
    assertThatPeerHas(1, 2, 3, 4, 5);
    assertThat(peer.commands()).allMatch(c -> c.matches("(CONNECT|EHLO|MAIL|RCPT|DATA|\\.).*"));
  }

  @Test
  void a_gate_that_fails_leaves_no_connection_in_the_middle_of_a_mail() {
    AtomicInteger asked = new AtomicInteger();
    SendGate gate =
        due -> {
          if (asked.incrementAndGet() == 5) {
            throw new IllegalStateException("no answer");
          }
          return true;
        };
    Email email = email(peer.port(), gate);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> email.handOff(claim(5))))
        .isInstanceOf(IllegalStateException.class);
    assertAccepted(outcomes(email, 2), 1, 2);
    assertThat(peer.mails()).allMatch(m -> m.text().contains("To: " + m.to() + "\r\n"));
  }

  private List<Outcome> toSink(int size) {
    return outcomes(email(sink.port(), SendGate.OPEN), size);
  }

  private void assertThatSinkHas(int size) {
    assertThat(sink.taken())
        .extracting(SmtpSink.Taken::to)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, size).mapToObj(HandoverTest::address).toList());
  }

  @Test
  void a_mail_costs_one_round_trip_where_it_took_four() {
    // greeting and EHLO, four for the first mail, one for the second's commands, one for each after
    // it, and one for the last content
    sink.distant(10);
    assertAccepted(toSink(10), 1, 2, 10);
    assertThatSinkHas(10);
    assertThat(sink.turns()).isEqualTo(2 + 4 + 1 + 8 + 1);
  }

  @Test
  void a_claim_of_one_over_an_open_connection_costs_two_round_trips() {
    Email email = email(sink.distant(10).port(), SendGate.OPEN);
    outcomes(email, 1);
    assertThat(sink.turns()).isEqualTo(2 + 4);
    assertAccepted(outcomes(email, 1), 1);
    assertThat(sink.turns()).isEqualTo(2 + 4 + 2);
    assertThat(sink.taken()).hasSize(2);
  }

  @Test
  void a_server_that_does_not_offer_it_gets_one_command_at_a_time() {
    sink.withoutPipelining().distant(10);
    assertAccepted(toSink(5), 1, 2, 3, 4, 5);
    assertThatSinkHas(5);
    assertThat(sink.turns()).isEqualTo(2 + 4 * 5);
  }

  @Test
  void answers_may_come_byte_by_byte() {
    sink.inSingleBytes();
    assertAccepted(toSink(5), 1, 2, 3, 4, 5);
    assertThatSinkHas(5);
  }

  @Test
  void a_server_that_answers_out_of_order_loses_nothing_and_gets_no_content_in_front() {
    // Against RFC 2920 3.2, but there are such: a mail's last word comes after what was asked
    // later.
    sink.outOfOrder().distant(10);
    assertAccepted(toSink(10), IntStream.rangeClosed(1, 10).boxed().toArray(Integer[]::new));
    assertThatSinkHas(10);
    assertThat(sink.connections()).isEqualTo(1);
  }

  @Test
  void a_recipient_refused_out_of_order_is_the_one_that_is_refused_and_nobody_is_in_doubt() {
    sink.outOfOrder().refusing(address(3));
    List<Outcome> outcomes = toSink(5);
    assertAccepted(outcomes, 1, 2, 4, 5);
    assertThat(outcomes.get(2))
        .isEqualTo(new Refused("550 5.1.1", "no such user", Outcome.Target.ADDRESS));
    assertThat(sink.taken())
        .extracting(SmtpSink.Taken::to)
        .containsExactly(address(1), address(2), address(4), address(5));
    assertThat(sink.connections()).isEqualTo(1);
  }

  @Test
  void answers_that_fit_no_order_are_laid_to_nobody_s_charge() {
    // All that is known is that the second's content went and the third's did not.
    peer.script(
        command -> {
          long mails = peer.commands().stream().filter(c -> c.startsWith("MAIL")).count();
          return mails == 2 && command.equals(".")
              ? "550 5.1.1 an answer to RCPT"
              : mails == 3 && command.equals("DATA") ? "250 2.0.0 queued" : null;
        });
    List<Outcome> outcomes = five();
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Unknown.class);
    assertAccepted(outcomes, 1, 3, 4, 5);
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void no_empty_mail_goes_to_a_recipient_whom_the_server_took_without_a_sender() {
    thirdIs("MAIL", "451 4.7.1 slow down");
    List<Outcome> outcomes = five();
    assertAccepted(outcomes, 1, 2, 3, 4, 5);
    assertThatPeerHas(1, 2, 3, 4, 5);
    assertThat(peer.mails()).noneMatch(m -> m.raw().length == 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Tls.class,
      names = {"STARTTLS", "TLS"})
  void groups_go_encrypted_too(Tls tls) throws Exception {
    try (SmtpPeer secret = tls == Tls.TLS ? SmtpPeer.withTls() : SmtpPeer.withStartTls()) {
      secret.script(once(3, ".", "554 5.6.0 bad header"));
      EmailSettings settings = settings(secret.port(), tls, Duration.ofSeconds(5));
      Session session = Smtp.session(settings);
      session.getProperties().put("mail.smtp.ssl.trust", "*");
      session.getProperties().put("mail.smtp.ssl.checkserveridentity", "false");
      List<SendResult> attempted = new ArrayList<>();
      try (Smtp smtp = new Smtp(settings, session, Clock.systemUTC())) {
        attempted.addAll(
            new Handover(smtp, HandoverTest::mail, SendGate.OPEN, new Asked()).of(claim(5)));
        assertThat(smtp.pipelines()).isTrue();
      }
      assertThat(attempted.get(2).outcome())
          .isEqualTo(new Refused("554 5.6.0", "bad header", Outcome.Target.MESSAGE));
      assertThat(secret.mails())
          .extracting(SmtpPeer.Mail::to)
          .containsExactly(address(1), address(2), address(4), address(5));
      assertThat(secret.mails()).allMatch(m -> m.text().equals("To: " + m.to() + "\r\n"));
      assertThat(secret.connections()).isEqualTo(1);
    }
  }

  private static OutgoingMail.Prepared mail(ClaimedDelivery due) {
    String text = "To: " + due.address() + "\r\n";
    return OutgoingMail.Prepared.of(
        new OutgoingMail(
            due, "alerts@cny.example.org", due.address(), text.getBytes(), "<" + due.id() + "@x>"));
  }
}
