package org.tocsin.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.tocsin.Timeouts;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Accepted;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Unknown;

/**
 * One connection to the mail server, for one thread at a time. Opens when first needed, stays open
 * for many mails, and opens again when the server has closed it.
 */
final class Smtp implements AutoCloseable {
  /** The server may or may not have the mail. */
  static final Unknown NO_ANSWER = new Unknown("the connection broke");

  /** After a longer rest a connection may be dead without knowing it. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final MailServer server;
  private final Timeouts timeouts;
  private final Session session;
  private final Clock clock;
  private final PreparedMessage message;
  private final CorkedSocket.Factory sockets = new CorkedSocket.Factory();
  private StagedTransport transport;
  private Instant lastUsed = Instant.MIN;

  /** Whether the server answers to content after what came behind it. */
  private boolean late;

  private boolean isLoginRefused;

  /** Whether the last failure only says that the server had closed the connection before. */
  private boolean wasClosedBefore;

  Smtp(EmailSettings settings, Session session, Clock clock) {
    this.server = settings.server();
    this.timeouts = settings.timeouts();
    this.session = session;
    this.clock = clock;
    this.message = new PreparedMessage(session);
    session.getProperties().put("mail.smtp.socketFactory", sockets);
    session.getProperties().putIfAbsent("mail.smtp.ssl.socketFactory", sockets);
  }

  static Session session(EmailSettings settings) {
    Properties p = new Properties();
    p.put("mail.smtp.connectiontimeout", Long.toString(settings.timeouts().connect().toMillis()));
    p.put("mail.smtp.timeout", Long.toString(settings.timeouts().answer().toMillis()));
    p.put("mail.smtp.auth", Boolean.toString(settings.server().login().isWanted()));
    if (settings.server().login().tokens().isPresent()) {
      p.put("mail.smtp.auth.mechanisms", "XOAUTH2");
    }
    p.put("mail.smtp.starttls.enable", Boolean.toString(settings.server().tls() == Tls.STARTTLS));
    p.put("mail.smtp.starttls.required", Boolean.toString(settings.server().tls() == Tls.STARTTLS));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    // for EHLO; without it the host's own name is looked up
    p.put("mail.smtp.localhost", settings.addresses().domain());
    p.put("mail.smtp.quitwait", "false");
    // without it a refused connection is tried twice
    p.put("mail.smtp.socketFactory.fallback", "false");
    return Session.getInstance(p);
  }

  /**
   * What came of one attempt.
   *
   * @param stop present where the mails after it need not be tried now: the server cannot be
   *     reached, is too slow to answer, or refuses everything
   */
  record Sent(Outcome outcome, Optional<Deferred> stop) {
    static Sent of(Outcome outcome) {
      return new Sent(outcome, Optional.empty());
    }

    static Sent andStop(Deferred deferred) {
      return new Sent(deferred, Optional.of(deferred));
    }
  }

  /**
   * Hands one mail to the server. Its Message-ID becomes the provider's id when the server takes
   * it.
   */
  Sent send(OutgoingMail mail) {
    leaveWhenRested();
    boolean reused = transport != null;
    Sent sent = connectAndSend(mail);
    return reused && wasClosedBefore ? connectAndSend(mail) : sent;
  }

  private void leaveWhenRested() {
    if (transport != null && lastUsed.plus(LONGEST_REST).isBefore(clock.instant())) {
      close();
    }
  }

  /**
   * Connects where there is no connection.
   *
   * @return why there is none; empty when there is one
   */
  Optional<Deferred> open() {
    leaveWhenRested();
    return transport == null ? connect() : Optional.empty();
  }

  /** Whether mails can go in groups over the open connection. */
  boolean pipelines() {
    return transport.pipelines();
  }

  /** Whether content has to go alone, since the server would mix up the answers. */
  boolean answersLate() {
    return late;
  }

  void answerLate() {
    late = true;
  }

  /** The open connection. */
  StagedTransport wire() {
    return transport;
  }

  /**
   * Breaks off a write that takes too long; called from another thread than the one that writes.
   */
  void closeIfStuck() {
    CorkedSocket socket = sockets.last();
    try {
      if (socket != null) {
        socket.closeIfStuck(timeouts.answer());
      }
    } catch (IOException alreadyGone) {
      // the writer sees it too
    }
  }

  void used() {
    lastUsed = clock.instant();
  }

  private Sent connectAndSend(OutgoingMail mail) {
    wasClosedBefore = false;
    if (transport == null) {
      Optional<Deferred> failure = connect();
      if (failure.isPresent()) {
        return Sent.andStop(failure.get());
      }
    }
    try {
      transport.sendMessage(message.with(mail), new Address[] {address(mail.to())});
      lastUsed = clock.instant();
      return Sent.of(new Accepted(mail.messageId()));
    } catch (MessagingException | RuntimeException e) {
      return failed(transport.stage(), transport.reply(), mail.messageId(), e);
    }
  }

  private static InternetAddress address(String to) {
    InternetAddress address = new InternetAddress();
    address.setAddress(to);
    return address;
  }

  private Optional<Deferred> connect() {
    MailLogin login = server.login();
    return login.tokens().isEmpty()
        ? connect(login.password())
        : connect(login.tokens().get(), true);
  }

  /**
   * @param onceMore whether another token is to be tried where the server takes this one no longer
   */
  private Optional<Deferred> connect(AccessTokens tokens, boolean onceMore) {
    AccessTokens.Answer answer = tokens.current();
    if (answer instanceof AccessTokens.Answer.None none) {
      Fault fault = none.lasts() ? Fault.CHANNEL : Fault.DELIVERY;
      return Optional.of(new Deferred("oauth", none.why(), fault));
    }
    String token = ((AccessTokens.Answer.Token) answer).value();
    isLoginRefused = false;
    Optional<Deferred> failure = connect(token);
    if (!isLoginRefused) {
      return failure;
    }
    tokens.forget(token);
    return onceMore ? connect(tokens, false) : failure;
  }

  /**
   * @param secret a password or an access token
   */
  private Optional<Deferred> connect(String secret) {
    StagedTransport fresh = new StagedTransport(session, server.tls() == Tls.TLS);
    boolean login = server.login().isWanted();
    try {
      fresh.connect(
          server.host(),
          server.port(),
          login ? server.login().username() : null,
          login ? secret : null);
      fresh.over(sockets.last());
      transport = fresh;
      used();
      return Optional.empty();
    } catch (MessagingException | RuntimeException e) {
      isLoginRefused = e instanceof AuthenticationFailedException;
      return Optional.of(new NoConnection(server, fresh).why(e));
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
    Outcome outcome = SmtpReplyClassifier.toMail(stage, reply);
    return outcome instanceof Deferred deferred && deferred.fault() == Fault.CHANNEL
        ? Sent.andStop(deferred)
        : Sent.of(outcome);
  }

  /** RFC 5321 4.2.5: the server has the mail once it has said so; before the dot it has not. */
  private static Sent unanswered(Stage stage, boolean timeout) {
    Deferred deferred = broken(timeout);
    return new Sent(
        stage == Stage.END ? NO_ANSWER : deferred,
        timeout ? Optional.of(deferred) : Optional.empty());
  }

  static Deferred broken(boolean timeout) {
    return timeout
        ? new Deferred("timeout", "The mail server did not answer in time.", Fault.DELIVERY)
        : new Deferred("closed", "The mail server closed the connection.", Fault.DELIVERY);
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
