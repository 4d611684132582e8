package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;
import org.tocsin.support.SmtpPeer;

/** Encryption and login; what is said about mails is told in EmailTest. */
final class SmtpTest {
  private static final byte[] MAIL =
      "Subject: dots\r\n\r\n.\r\n..two\r\nend".getBytes(StandardCharsets.US_ASCII);

  private SmtpPeer peer = new SmtpPeer();

  private Smtp smtp(Tls tls, String username, boolean trusting) {
    EmailSettings s = EmailTest.settings(peer.port());
    EmailSettings settings =
        new EmailSettings(
            new MailServer(
                "127.0.0.1", peer.port(), tls, new MailLogin(username, "secret", Optional.empty())),
            s.timeouts(),
            s.addresses(),
            s.dkim());
    Session session = Smtp.session(settings);
    if (trusting) {
      var factory = SmtpPeer.context().getSocketFactory();
      session.getProperties().put("mail.smtp.ssl.socketFactory", factory);
      session.getProperties().put("mail.smtp.ssl.checkserveridentity", "false");
    }
    return new Smtp(settings, session, Clock.systemUTC());
  }

  private static Smtp.Sent send(Smtp smtp) {
    try (smtp) {
      return smtp.send(
          new OutgoingMail(
              EmailTest.due(1, "pat@example.org"),
              "alerts@cny.example.org",
              "pat@example.org",
              MAIL,
              "<1@x>"));
    }
  }

  private static Deferred deferred(Smtp.Sent sent) {
    assertThat(sent.stop()).contains((Deferred) sent.outcome());
    return (Deferred) sent.outcome();
  }

  @AfterEach
  void close() {
    peer.close();
  }

  @Test
  void after_STARTTLS_the_mail_goes_encrypted_and_the_login_with_it() {
    peer = SmtpPeer.withStartTls();
    assertThat(send(smtp(Tls.STARTTLS, "pat", true)).outcome()).isEqualTo(new Accepted("<1@x>"));
    String login = Base64.getEncoder().encodeToString("pat\0pat\0secret".getBytes());
    assertThat(peer.commands())
        .containsSubsequence("CONNECT", "STARTTLS", "AUTH PLAIN " + login, "DATA", ".");
  }

  @Test
  void from_the_first_byte_it_can_be_encrypted_as_well() {
    peer = SmtpPeer.withTls();
    assertThat(send(smtp(Tls.TLS, "pat", true)).outcome()).isEqualTo(new Accepted("<1@x>"));
    assertThat(peer.mails()).hasSize(1);
  }

  @Test
  void a_certificate_that_nobody_trusts_pauses_the_channel() {
    peer = SmtpPeer.withStartTls();
    Deferred deferred = deferred(send(smtp(Tls.STARTTLS, "pat", false)));
    assertThat(deferred.fault()).isEqualTo(Fault.CHANNEL);
    assertThat(deferred.reason()).contains("certificate", "not trusted by this machine");
    assertThat(peer.mails()).isEmpty();
    assertThat(peer.commands()).noneMatch(c -> c.startsWith("AUTH"));
  }

  @Test
  void a_server_that_speaks_in_the_clear_where_it_should_not_pauses_the_channel() {
    peer.answer("CONNECT", "220 peer");
    Deferred deferred = deferred(send(smtp(Tls.TLS, "", true)));
    assertThat(deferred.fault()).isEqualTo(Fault.CHANNEL);
    assertThat(deferred.reason()).contains("tocsin.smtp.tls and port", "587: starttls");
  }

  @ParameterizedTest
  @CsvSource({
    "535 5.7.8 wrong password, CHANNEL, 535 5.7.8",
    "534 5.7.9 too weak, CHANNEL, 534 5.7.9",
    "454 4.7.0 try later, DELIVERY, 454 4.7.0"
  })
  void a_refused_login_is_our_setup_unless_it_is_for_the_moment(
      String answer, Fault fault, String code) {
    // P9
    peer.answer("AUTH", answer);
    Deferred deferred = deferred(send(smtp(Tls.NONE, "pat", false)));
    assertThat(deferred.fault()).isEqualTo(fault);
    assertThat(deferred.code()).isEqualTo(code);
    assertThat(deferred.reason()).contains("tocsin.smtp.username");
    assertThat(peer.mails()).isEmpty();
  }

  @Test
  void a_server_with_no_login_we_know_pauses_the_channel() {
    peer.answer("EHLO", "250-peer\r\n250 AUTH SOMETHING");
    assertThat(deferred(send(smtp(Tls.NONE, "pat", false))).fault()).isEqualTo(Fault.CHANNEL);
  }

  @Test
  void without_a_user_name_nobody_logs_in() {
    assertThat(send(smtp(Tls.NONE, "", false)).outcome()).isEqualTo(new Accepted("<1@x>"));
    assertThat(peer.commands()).noneMatch(c -> c.startsWith("AUTH"));
  }

  @Test
  void dots_and_the_end_of_the_last_line_arrive_as_they_should() {
    // RFC 5321 4.5.2
    send(smtp(Tls.NONE, "", false));
    assertThat(peer.mails().get(0).text()).isEqualTo("Subject: dots\r\n\r\n.\r\n..two\r\nend\r\n");
  }

  @Test
  void an_answer_of_several_lines_is_read_whole() {
    peer.answer("RCPT", "550-5.7.1 first line\r\n550-5.7.1 second\r\n550 5.7.1 third <a@b.c>");
    assertThat(send(smtp(Tls.NONE, "", false)).outcome())
        .isEqualTo(new Refused("550 5.7.1", "first line second third (address)", Target.MESSAGE));
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 gone, 550, 5.1.1, gone",
    "550 5.1 gone, 550, '', 5.1 gone",
    "550 no such user, 550, '', no such user",
    "550, 550, '', ''",
    "250 2.0.0, 250, 2.0.0, ''",
    "hello, 0, '', no answer",
    "'', 0, '', no answer",
    "99 x, 0, '', no answer"
  })
  void codes_are_read_exactly(String line, int code, String status, String text) {
    assertThat(SmtpReply.of(line + "\n")).isEqualTo(new SmtpReply(code, status, text));
  }

  @ParameterizedTest
  @CsvSource({"CONNECT,220", "EHLO,250", "RCPT,250"})
  void an_answer_without_end_is_none_and_the_connection_is_left(String command, String code) {
    String line = code + "-" + "x".repeat(70) + "\r\n";
    peer.answer(command, line.repeat(10_000) + code + " at last");
    assertThat(send(smtp(Tls.NONE, "", false)).outcome()).isInstanceOf(Deferred.class);
    assertThat(peer.commands()).doesNotContain("DATA");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void an_answer_in_drops_is_broken_off_after_twice_the_time_for_one() {
    Smtp smtp = smtp(Tls.NONE, "", false);
    peer.answer("RCPT", SmtpPeer.DRIP);
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    watch.scheduleWithFixedDelay(smtp::closeIfStuck, 100, 100, TimeUnit.MILLISECONDS);
    assertThat(send(smtp).outcome()).isInstanceOf(Deferred.class);
    watch.shutdownNow();
    assertThat(peer.commands()).doesNotContain("DATA");
  }
}
