package org.tocsin.email;

import jakarta.mail.AuthenticationFailedException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.tocsin.email.EmailSettings.Tls;
import org.tocsin.outbox.Outcome.Deferred;
import org.tocsin.outbox.Outcome.Fault;

/** Why no connection came about: the server's trouble, which passes, or our settings. */
final class NoConnection {
  private final EmailSettings settings;
  private final StagedTransport transport;

  NoConnection(EmailSettings settings, StagedTransport transport) {
    this.settings = settings;
    this.transport = transport;
  }

  Deferred why(Exception failure) {
    Optional<SmtpReply> refusal = transport.reply().filter(SmtpReply::isRefusal);
    if (failure instanceof AuthenticationFailedException) {
      return login(refusal);
    }
    if (refusal.isPresent()) {
      return Answers.toConnecting(refusal.get());
    }
    if (isTls(failure)) {
      return settings(
          "tls",
          "No encrypted connection to " + place() + ". Check tocsin.smtp.tls and its certificate.");
    }
    if (settings.tls() == Tls.STARTTLS
        && hasGreeted()
        && !transport.supportsExtension("STARTTLS")) {
      return settings("tls", place() + " offers no STARTTLS. Check tocsin.smtp.tls.");
    }
    return new Deferred(
        Causes.contains(failure, SocketTimeoutException.class) ? "timeout" : "connect",
        "The mail server at "
            + place()
            + " cannot be reached. Check tocsin.smtp.host, port and tls.",
        Fault.DELIVERY);
  }

  private Deferred login(Optional<SmtpReply> refusal) {
    String hint =
        new LoginHint(
                "The mail server",
                "tocsin.smtp",
                settings.tokens().isPresent(),
                transport.takesTokens(),
                transport.takesPasswords())
            .words();
    return refusal
        .map(reply -> new Deferred(reply.label(), hint, Answers.toConnecting(reply).fault()))
        .orElseGet(() -> settings("login", hint));
  }

  private static Deferred settings(String code, String hint) {
    return new Deferred(code, hint, Fault.CHANNEL);
  }

  private boolean hasGreeted() {
    return transport.reply().isPresent();
  }

  /** A handshake that the network broke is not the settings' fault. */
  private static boolean isTls(Exception failure) {
    return Causes.contains(failure, SSLException.class)
        && !Causes.contains(failure, SocketException.class)
        && !Causes.contains(failure, SocketTimeoutException.class)
        && !Causes.contains(failure, EOFException.class);
  }

  private String place() {
    return settings.host() + ":" + settings.port();
  }
}
