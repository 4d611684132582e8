package org.tocsin.app.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.apache.camel.component.mail.MailAuthenticator;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.tocsin.Timeouts;
import org.tocsin.TocsinException;
import org.tocsin.email.AccessTokens;
import org.tocsin.email.MailLogin;
import org.tocsin.email.MailServer;
import org.tocsin.email.MailServer.Tls;

/**
 * The mailbox that mail comes back to, from the settings {@code tocsin.imap.*}.
 *
 * @param folder where mail arrives
 * @param rest how long nothing may be looked at where the server does not say that mail came
 */
public record Imap(MailServer server, String folder, Duration rest) {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60));

  /** For reading mail. */
  public Session session() {
    return session(TIMEOUTS.answer());
  }

  public MailAuthenticator login() {
    return new DefaultAuthenticator(server.login().username(), server.login().password()) {
      @Override
      public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(server.login().username(), secret());
      }
    };
  }

  /**
   * @throws TocsinException where there is no token, with what to do
   */
  private String secret() {
    MailLogin login = server.login();
    if (login.tokens().isEmpty()) {
      return login.password();
    }
    AccessTokens.Answer answer = login.tokens().get().current();
    if (answer instanceof AccessTokens.Answer.None none) {
      throw new TocsinException(none.why());
    }
    return ((AccessTokens.Answer.Token) answer).value();
  }

  /**
   * A connection of its own that waits for news; gives up when there are none.
   *
   * @throws TocsinException where the login cannot be or is refused, with what to do
   */
  IMAPStore connect() throws MessagingException {
    String secret = secret();
    Optional<AccessTokens> tokens = server.login().tokens();
    OpenStore store = new OpenStore(session(rest), tokens.isPresent());
    try {
      store.connect(server.host(), server.port(), server.login().username(), secret);
      return store;
    } catch (MessagingException e) {
      if (e instanceof AuthenticationFailedException || store.offersNoLogin()) {
        tokens.ifPresent(known -> known.forget(secret));
        throw new TocsinException(store.hint(), e);
      }
      throw e;
    }
  }

  /**
   * The folder where mail arrives, for looking at it.
   *
   * @throws TocsinException where the mailbox has none of this name
   */
  IMAPFolder open(IMAPStore store) throws MessagingException {
    IMAPFolder incoming = (IMAPFolder) store.getFolder(folder);
    try {
      incoming.open(Folder.READ_ONLY);
      return incoming;
    } catch (MessagingException e) {
      if (!store.isConnected()) {
        throw e;
      }
      throw new TocsinException(
          "The mailbox has no folder '"
              + folder
              + "' that can be opened. Set tocsin.imap.folder to the one that mail comes into.",
          e);
    }
  }

  private Session session(Duration answer) {
    Properties p = new Properties();
    p.put("mail.store.protocol", "imap");
    p.put("mail.imap.connectiontimeout", Long.toString(TIMEOUTS.connect().toMillis()));
    p.put("mail.imap.timeout", Long.toString(answer.toMillis()));
    p.put("mail.imap.writetimeout", Long.toString(TIMEOUTS.answer().toMillis()));
    p.put("mail.imap.ssl.enable", Boolean.toString(server.tls() == Tls.TLS));
    p.put("mail.imap.starttls.enable", Boolean.toString(server.tls() == Tls.STARTTLS));
    p.put("mail.imap.starttls.required", Boolean.toString(server.tls() == Tls.STARTTLS));
    p.put("mail.imap.ssl.checkserveridentity", "true");
    if (server.login().tokens().isPresent()) {
      p.put("mail.imap.auth.mechanisms", "XOAUTH2");
    }
    p.put("mail.imap.fetchsize", Integer.toString(64 << 10));
    p.put("mail.imap.connectionpoolsize", "1");
    return Session.getInstance(p);
  }
}
