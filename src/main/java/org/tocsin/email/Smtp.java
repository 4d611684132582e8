package org.tocsin.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.tocsin.email.EmailSettings.Tls;
import org.tocsin.outbox.Outcome;
import org.tocsin.outbox.Outcome.Accepted;
import org.tocsin.outbox.Outcome.Deferred;
import org.tocsin.outbox.Outcome.Fault;

/**
 * One connection to the mail server, for one thread at a time. Opens when first needed, stays open
 * for many mails, and opens again when the server has closed it.
 */
final class Smtp implements AutoCloseable {
  /** After a longer rest a connection may be dead without knowing it. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final EmailSettings settings;
  private final Session session;
  private final Clock clock;
  private final PreparedMessage message;
  private StagedTransport transport;
  private Instant lastUsed = Instant.MIN;

  /** Whether the last failure only says that the server had closed the connection before. */
  private boolean wasClosedBefore;

  Smtp(EmailSettings settings, Session session, Clock clock) {
    this.settings = settings;
    this.session = session;
    this.clock = clock;
    this.message = new PreparedMessage(session, settings.from());
  }

  static Session session(EmailSettings settings) {
    Properties p = new Properties();
    p.put("mail.smtp.connectiontimeout", Long.toString(settings.connectTimeout().toMillis()));
    p.put("mail.smtp.timeout", Long.toString(settings.answerTimeout().toMillis()));
    p.put("mail.smtp.writetimeout", Long.toString(settings.answerTimeout().toMillis()));
    p.put("mail.smtp.auth", Boolean.toString(!settings.username().isEmpty()));
    p.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls() == Tls.STARTTLS));
    p.put("mail.smtp.starttls.required", Boolean.toString(settings.tls() == Tls.STARTTLS));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    // for EHLO; without it the host's own name is looked up
    p.put("mail.smtp.localhost", settings.domain());
    p.put("mail.smtp.quitwait", "false");
    return Session.getInstance(p);
  }

  /**
   * What came of one attempt.
   *
   * @param outcome empty where the server may or may not have the mail
   * @param stop present where the mails after it need not be tried now: the server cannot be
   *     reached, is too slow to answer, or refuses everything
   */
  record Sent(Optional<Outcome> outcome, Optional<Deferred> stop) {
    static Sent of(Outcome outcome) {
      return new Sent(Optional.of(outcome), Optional.empty());
    }

    static Sent andStop(Deferred deferred) {
      return new Sent(Optional.of(deferred), Optional.of(deferred));
    }
  }

  /**
   * Hands one mail to the server.
   *
   * @param to a checked address
   * @param messageId becomes the provider's id when the server takes the mail
   */
  Sent send(String to, byte[] mail, String messageId) {
    if (transport != null && lastUsed.plus(LONGEST_REST).isBefore(clock.instant())) {
      close();
    }
    boolean reused = transport != null;
    Sent sent = connectAndSend(to, mail, messageId);
    return reused && wasClosedBefore ? connectAndSend(to, mail, messageId) : sent;
  }

  private Sent connectAndSend(String to, byte[] mail, String messageId) {
    wasClosedBefore = false;
    if (transport == null) {
      Optional<Deferred> failure = connect();
      if (failure.isPresent()) {
        return Sent.andStop(failure.get());
      }
    }
    try {
      transport.sendMessage(message.with(mail), new Address[] {address(to)});
      lastUsed = clock.instant();
      return Sent.of(new Accepted(messageId));
    } catch (MessagingException | RuntimeException e) {
      return failed(transport.stage(), transport.reply(), messageId, e);
    }
  }

  private static InternetAddress address(String to) {
    InternetAddress address = new InternetAddress();
    address.setAddress(to);
    return address;
  }

  private Optional<Deferred> connect() {
    StagedTransport fresh = new StagedTransport(session, settings.tls() == Tls.TLS);
    boolean login = !settings.username().isEmpty();
    try {
      fresh.connect(
          settings.host(),
          settings.port(),
          login ? settings.username() : null,
          login ? settings.password() : null);
      transport = fresh;
      return Optional.empty();
    } catch (MessagingException | RuntimeException e) {
      return Optional.of(new NoConnection(settings, fresh).why(e));
    }
  }

  private Sent failed(Stage stage, Optional<SmtpReply> reply, String messageId, Exception failure) {
    boolean timeout = Causes.contains(failure, SocketTimeoutException.class);
    int code = reply.map(SmtpReply::code).orElse(0);
    if (code == 0 || code == 421 || code == 503 || !transport.isOpen()) {
      wasClosedBefore = stage == Stage.MAIL && !timeout && (code == 0 || code == 421);
      close();
    }
    lastUsed = clock.instant();
    return reply.isPresent() ? answered(stage, reply.get(), messageId) : unanswered(stage, timeout);
  }

  private static Sent answered(Stage stage, SmtpReply reply, String messageId) {
    if (stage == Stage.END && reply.code() < 300) {
      return Sent.of(new Accepted(messageId));
    }
    Outcome outcome = Answers.toMail(stage, reply);
    return outcome instanceof Deferred deferred && deferred.fault() == Fault.CHANNEL
        ? Sent.andStop(deferred)
        : Sent.of(outcome);
  }

  /** RFC 5321 4.2.5: the server has the mail once it has said so; before the dot it has not. */
  private static Sent unanswered(Stage stage, boolean timeout) {
    Deferred deferred =
        timeout
            ? new Deferred("timeout", "The mail server did not answer in time.", Fault.DELIVERY)
            : new Deferred("closed", "The mail server closed the connection.", Fault.DELIVERY);
    return new Sent(
        stage == Stage.END ? Optional.empty() : Optional.of(deferred),
        timeout ? Optional.of(deferred) : Optional.empty());
  }

  /** Says goodbye and does not wait for an answer. */
  @Override
  public void close() {
    StagedTransport closing = transport;
    transport = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (MessagingException | RuntimeException alreadyGone) {
        // the server hung up first
      }
    }
  }
}
