package org.tocsin.app.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.TocsinException;
import org.tocsin.email.AccessTokens;
import org.tocsin.email.MailLogin;
import org.tocsin.email.MailServer;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.email.RefreshTokenFile;
import org.tocsin.support.ImapLines;
import org.tocsin.support.ImapPeer;
import org.tocsin.support.TokenPeer;

/** Logging in to the mailbox: by password or by XOAUTH2. */
final class ImapLoginTest {
  private final TokenPeer service = new TokenPeer();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void sign_in() throws IOException {
    file = Files.writeString(folder.resolve("token"), "refresh-0");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Imap imap(int port, boolean byToken) {
    AccessTokens.Account account =
        new AccessTokens.Account(service.uri(), "id", "", "", Duration.ofSeconds(5));
    AccessTokens tokens = new AccessTokens(account, new RefreshTokenFile(file), Clock.systemUTC());
    return new Imap(
        new MailServer(
            "127.0.0.1",
            port,
            Tls.NONE,
            byToken
                ? new MailLogin("alerts", "", Optional.of(tokens))
                : new MailLogin("alerts", "wrong", Optional.empty())),
        "INBOX",
        Duration.ofSeconds(5));
  }

  @Test
  void a_real_server_is_logged_in_to_by_token() throws Exception {
    try (ImapPeer peer = new ImapPeer("access-1");
        IMAPStore store = imap(peer.port(), true).connect()) {
      assertThat(store.getFolder("INBOX").exists()).isTrue();
    }
    assertThat(imap(1, true).login().getPasswordAuthentication().getPassword())
        .isEqualTo("access-1");
  }

  @Test
  void a_token_that_the_server_refuses_is_forgotten() throws Exception {
    try (ImapPeer peer = new ImapPeer("access-2")) {
      Imap imap = imap(peer.port(), true);
      assertThatThrownBy(imap::connect)
          .isInstanceOf(TocsinException.class)
          .hasMessageStartingWith("The mailbox refuses the access token.")
          .hasMessageContaining("tocsin.imap.username")
          .hasMessageNotContaining("access-1");
      service.answer(form -> TokenPeer.token("access-2", 3600));
      try (IMAPStore store = imap.connect()) {
        assertThat(store.isConnected()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2|false|takes no passwords, only XOAUTH2: set"
            + " tocsin.imap.auth = xoauth2",
        "IMAP4rev1 LOGINDISABLED AUTH=OAUTHBEARER AUTH=XOAUTH2 SASL-IR|false|only XOAUTH2",
        "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR|false|refused the login. Check"
            + " tocsin.imap.username and password. If it takes no passwords any more: set",
        "IMAP4rev1 AUTH=XOAUTH2|false|If it takes no passwords any more",
        "IMAP4rev1|false|refused the login. Check tocsin.imap.username and password.",
        "IMAP4rev1 AUTH=PLAIN|true|offers no XOAUTH2. Set tocsin.imap.auth = password.",
        "IMAP4rev1 AUTH=XOAUTH2 SASL-IR|true|refuses the access token."
      })
  void a_login_that_is_refused_says_what_the_server_takes(
      String capabilities, boolean byToken, String words) throws IOException {
    try (ImapLines peer = new ImapLines(capabilities, command -> "NO [AUTHENTICATIONFAILED]")) {
      assertThatThrownBy(() -> imap(peer.port(), byToken).connect())
          .isInstanceOf(TocsinException.class)
          .hasMessageStartingWith("The mailbox ")
          .hasMessageContaining(words);
    }
  }

  @Test
  void without_a_token_nothing_is_asked_of_the_mailbox() throws IOException {
    service.answer(form -> TokenPeer.error(400, "invalid_grant"));
    try (ImapLines peer = new ImapLines("IMAP4rev1 AUTH=XOAUTH2", command -> "OK")) {
      Imap imap = imap(peer.port(), true);
      assertThatThrownBy(imap::connect).hasMessageContaining("Sign in once more");
      assertThatThrownBy(() -> imap.login().getPasswordAuthentication())
          .hasMessageContaining("Sign in once more");
      assertThat(peer.commands()).isEmpty();
    }
  }
}
