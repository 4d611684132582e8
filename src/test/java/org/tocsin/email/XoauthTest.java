package org.tocsin.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.Timeouts;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TokenPeer;

/** Logging in to send by XOAUTH2, and what is said where a server takes nothing else. */
final class XoauthTest {
  private static final String OFFER = "250-peer\r\n250-AUTH %s\r\n250 8BITMIME";

  private final SmtpPeer peer = new SmtpPeer();
  private final TokenPeer service = new TokenPeer();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void sign_in() throws IOException {
    file = Files.writeString(folder.resolve("token"), "refresh-0");
  }

  @AfterEach
  void stop() {
    peer.close();
    service.close();
  }

  private Smtp.Sent send(int port, boolean byToken) {
    EmailSettings s = EmailTest.settings(port);
    AccessTokens.Account account =
        new AccessTokens.Account(service.uri(), "id", "", "", Duration.ofSeconds(5));
    AccessTokens tokens = new AccessTokens(account, new RefreshTokenFile(file), Clock.systemUTC());
    EmailSettings settings =
        new EmailSettings(
            new MailServer(
                "127.0.0.1",
                port,
                Tls.NONE,
                byToken
                    ? new MailLogin("alerts", "", Optional.of(tokens))
                    : new MailLogin("alerts", "secret", Optional.empty())),
            new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30)),
            s.addresses(),
            s.dkim());
    try (Smtp smtp = new Smtp(settings, Smtp.session(settings), Clock.systemUTC())) {
      return smtp.send(
          new OutgoingMail(
              EmailTest.due(1, "pat@example.org"),
              "alerts@cny.example.org",
              "pat@example.org",
              "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII),
              "<1@x>"));
    }
  }

  private static Deferred deferred(Smtp.Sent sent) {
    assertThat(sent.stop()).contains((Deferred) sent.outcome());
    return (Deferred) sent.outcome();
  }

  private void offer(String mechanisms, String answerToAuth) {
    peer.script(
        command ->
            command.startsWith("EHLO")
                ? OFFER.formatted(mechanisms)
                : command.startsWith("AUTH") ? answerToAuth : null);
  }

  @Test
  void the_token_goes_to_the_server_as_xoauth2_has_it() {
    offer("LOGIN XOAUTH2", "235 2.7.0 Accepted");
    assertThat(send(peer.port(), true).outcome()).isInstanceOf(Accepted.class);
    String said = "user=alerts\u0001auth=Bearer access-1\u0001\u0001";
    String coded = Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.US_ASCII));
    assertThat(peer.commands()).contains("AUTH XOAUTH2 " + coded);
  }

  @Test
  void a_real_server_takes_it() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try {
      server.setUser("alerts@example.org", "alerts", "access-1");
      assertThat(send(server.getSmtp().getPort(), true).outcome()).isInstanceOf(Accepted.class);
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void a_token_that_has_ended_early_is_replaced_and_the_mail_goes() {
    service.answer(
        form -> TokenPeer.token(service.asked().size() == 1 ? "access-1" : "access-2", 3600));
    String old = "user=alerts\u0001auth=Bearer access-1\u0001\u0001";
    String coded = Base64.getEncoder().encodeToString(old.getBytes(StandardCharsets.US_ASCII));
    peer.script(
        command ->
            command.startsWith("EHLO")
                ? OFFER.formatted("XOAUTH2")
                : command.endsWith(coded) ? "535 5.7.3 Authentication unsuccessful" : null);
    assertThat(send(peer.port(), true).outcome()).isInstanceOf(Accepted.class);
    assertThat(service.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XOAUTH2|235 never asked|false|takes no passwords, only XOAUTH2: set tocsin.smtp.auth",
        "XOAUTH2 OAUTHBEARER|235 never asked|false|takes no passwords, only XOAUTH2",
        "LOGIN XOAUTH2|535 5.7.139 Authentication unsuccessful, basic authentication is disabled."
            + "|false|If it takes no passwords any more: set tocsin.smtp.auth = xoauth2",
        "LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH|534-5.7.9 Application-specific"
            + " password required.|false|If it takes no passwords any more",
        "LOGIN PLAIN|535 5.7.8 no|false|refused the login. Check tocsin.smtp.username and"
            + " password.",
        "PLAIN|235 never asked|true|offers no XOAUTH2. Set tocsin.smtp.auth = password.",
        "XOAUTH2|535 5.7.8 Username and Password not accepted|true|refuses the access token",
        "LOGIN XOAUTH2|334 eyJzdGF0dXMiOiI0MDAifQ==|true|refuses the access token"
      })
  void a_login_that_is_refused_pauses_and_says_what_the_server_takes(
      String mechanisms, String answer, boolean byToken, String words) {
    offer(mechanisms, answer);
    Deferred refused = deferred(send(peer.port(), byToken));
    assertThat(refused.fault()).isEqualTo(Fault.CHANNEL);
    assertThat(refused.reason()).startsWith("The mail server ").contains(words);
    assertThat(peer.mails()).isEmpty();
  }

  @Test
  void a_refused_sign_in_pauses_and_a_service_that_is_away_only_puts_off() {
    service.answer(form -> TokenPeer.error(400, "invalid_grant"));
    Deferred refused = deferred(send(peer.port(), true));
    assertThat(refused.fault()).isEqualTo(Fault.CHANNEL);
    assertThat(refused.reason()).contains("Sign in once more").doesNotContain("refresh-0");
    service.answer(form -> TokenPeer.error(503, "temporarily_unavailable"));
    assertThat(deferred(send(peer.port(), true)).fault()).isEqualTo(Fault.DELIVERY);
    assertThat(peer.connections()).isZero();
  }
}
