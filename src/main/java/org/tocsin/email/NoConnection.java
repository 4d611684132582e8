package org.tocsin.email;

import jakarta.mail.AuthenticationFailedException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;

/** Why no connection came about: the server's trouble, which passes, or our settings. */
final class NoConnection {
  private final MailServer server;
  private final StagedTransport transport;

  NoConnection(MailServer server, StagedTransport transport) {
    this.server = server;
    this.transport = transport;
  }

  Deferred why(Exception failure) {
    Optional<SmtpReply> refusal = transport.reply().filter(SmtpReply::isRefusal);
    if (failure instanceof AuthenticationFailedException) {
      return login(refusal);
    }
    if (refusal.isPresent()) {
      return SmtpReplyClassifier.toConnecting(refusal.get());
    }
    if (isTls(failure)) {
      return settings("tls", handshake(failure));
    }
    if (server.tls() == Tls.STARTTLS && hasGreeted() && !transport.supportsExtension("STARTTLS")) {
      return settings("tls", place() + " offers no STARTTLS. Check tocsin.smtp.tls.");
    }
    if (Causes.contains(failure, UnknownHostException.class)) {
      String unknown = "The name " + server.host() + " is not known. Check tocsin.smtp.host.";
      return new Deferred("connect", unknown, Fault.DELIVERY);
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
                server.login().tokens().isPresent(),
                transport.takesTokens(),
                transport.takesPasswords())
            .words();
    return refusal
        .map(
            reply ->
                new Deferred(reply.label(), hint, SmtpReplyClassifier.toConnecting(reply).fault()))
        .orElseGet(() -> settings("login", hint));
  }

  /** Of a certificate what is wrong with it, since who has to mend it differs. */
  private String handshake(Exception failure) {
    String certificate = "The certificate of the mail server at " + place();
    if (Causes.contains(failure, CertificateExpiredException.class)) {
      return certificate + " has expired. Whoever runs that server has to renew it.";
    }
    if (Causes.contains(failure, CertPathBuilderException.class)
        || Causes.contains(failure, CertPathValidatorException.class)) {
      return certificate
          + " is not trusted by this machine. Check tocsin.smtp.host, or make its issuer trusted"
          + " (update-ca-certificates) and start again.";
    }
    if (Causes.contains(failure, CertificateException.class)) {
      return certificate + " is for another name. Set tocsin.smtp.host to the name it is for.";
    }
    return "No encrypted connection to "
        + place()
        + ". Check tocsin.smtp.tls and port (587: starttls, 465: tls).";
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
    return server.host() + ":" + server.port();
  }
}
