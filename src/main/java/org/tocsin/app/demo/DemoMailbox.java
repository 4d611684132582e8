package org.tocsin.app.demo;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tocsin.TocsinException;

/** A mail server on loopback that keeps what it gets, for the demo's people to read. */
public final class DemoMailbox implements AutoCloseable {
  private final Set<String> unknown;
  private final Clock clock;
  private final List<DemoMail> mails = new ArrayList<>();
  private final SmtpServer server;

  private DemoMailbox(Set<String> unknown, Clock clock) {
    this.unknown = unknown;
    this.clock = clock;
    ServerSetup anyPort = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    this.server = new SmtpServer(anyPort, new Desk());
  }

  /**
   * @param unknown addresses, in lower case, that it refuses as nobody's
   */
  public static DemoMailbox start(Set<String> unknown, Clock clock) {
    DemoMailbox mailbox = new DemoMailbox(unknown, clock);
    mailbox.server.startService();
    try {
      if (!mailbox.server.waitTillRunning(ServerSetup.SERVER_STARTUP_TIMEOUT)) {
        throw new TocsinException("The demo's mail server did not start. Try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted while the demo's mail server started.", e);
    }
    return mailbox;
  }

  /** Where it listens on 127.0.0.1, without TLS or a password. */
  public int port() {
    return server.getPort();
  }

  /** In the order of arrival. */
  public List<DemoMail> mails() {
    synchronized (mails) {
      return List.copyOf(mails);
    }
  }

  public Optional<DemoMail> mail(int number) {
    synchronized (mails) {
      return number > 0 && number <= mails.size()
          ? Optional.of(mails.get(number - 1))
          : Optional.empty();
    }
  }

  @Override
  public void close() {
    server.stopService();
  }

  /** The part of GreenMail that says yes or no to a recipient, and takes the message. */
  private final class Desk extends Managers {
    private final SmtpManager manager =
        new SmtpManager(getImapHostManager(), getUserManager()) {
          @Override
          public String checkRecipient(SmtpState state, MailAddress recipient) {
            return unknown.contains(recipient.getEmail().toLowerCase(Locale.ROOT))
                ? "550 5.1.1 No such mailbox here"
                : null;
          }

          @Override
          public void send(SmtpState state) {
            for (MailAddress recipient : state.getMessage().getToAddresses()) {
              keep(recipient.getEmail(), state.getMessage().getMessage());
            }
          }
        };

    @Override
    public SmtpManager getSmtpManager() {
      return manager;
    }
  }

  private void keep(String to, MimeMessage message) {
    try {
      synchronized (mails) {
        mails.add(new DemoMailReader(message).read(mails.size() + 1, to, clock.instant()));
      }
    } catch (IOException | MessagingException e) {
      throw new TocsinException("The demo's mail server could not read a message.", e);
    }
  }
}
