package org.tocsin.app;

import java.time.Clock;
import java.util.Optional;
import java.util.function.LongFunction;
import org.tocsin.Timeouts;
import org.tocsin.alert.SureHours;
import org.tocsin.email.DkimKey;
import org.tocsin.email.Email;
import org.tocsin.email.EmailSettings;
import org.tocsin.email.MailAddresses;
import org.tocsin.email.MailLogin;
import org.tocsin.email.MailServer;
import org.tocsin.email.MailServer.Tls;
import org.tocsin.message.Rendering;
import org.tocsin.message.Renderings;
import org.tocsin.outbox.SendGate;
import org.tocsin.sms.Sms;
import org.tocsin.sms.SmsChecks;
import org.tocsin.sms.SmsSender;
import org.tocsin.sms.SmsSettings;
import org.tocsin.sms.TwilioAccount;

/** Those that deliveries are handed to, as far as the settings name them. */
final class Transports implements AutoCloseable {
  final Optional<Email> email;
  final Optional<Sms> sms;

  Transports(Services parts, SendGate gate) {
    this(parts, gate, new Renderings(parts.jdbi)::get);
  }

  /**
   * @param renderings by id, for what does not stand in the database
   */
  Transports(Services parts, SendGate gate, LongFunction<Rendering> renderings) {
    this.email = email(parts, parts.settings, gate, renderings);
    this.sms = sms(parts, parts.settings, gate, renderings);
  }

  /** Empty where no mail server is set; emails wait then. */
  private static Optional<Email> email(
      Services parts, Settings settings, SendGate gate, LongFunction<Rendering> renderings) {
    if (!settings.isSet("tocsin.smtp.host")) {
      return Optional.empty();
    }
    EmailSettings email =
        new EmailSettings(
            mailServer(settings, "smtp", parts.clock),
            new Timeouts(
                settings.seconds("tocsin.smtp.connect-timeout-seconds"),
                settings.seconds("tocsin.smtp.answer-timeout-seconds")),
            new MailAddresses(
                settings.text("tocsin.email.from"),
                settings.text("tocsin.organization.name"),
                settings.text("tocsin.email.reply-to"),
                settings.text("tocsin.email.bounce-address"),
                settings.text("tocsin.email.unsubscribe-address")),
            dkim(settings));
    return Optional.of(
        new Email(email, parts.identity, parts.tokens, renderings, gate, parts.clock));
  }

  /**
   * @param kind "smtp" or "imap", as the settings begin
   */
  static MailServer mailServer(Settings settings, String kind, Clock clock) {
    String prefix = "tocsin." + kind + ".";
    return new MailServer(
        settings.text(prefix + "host"),
        settings.number(prefix + "port", 1, 65_535),
        tls(settings, prefix + "tls"),
        new MailLogin(
            settings.text(prefix + "username"),
            settings.text(prefix + "password"),
            SignIn.tokens(settings, kind, clock)));
  }

  /** How a connection to a mail server is kept private, as the setting says. */
  private static Tls tls(Settings settings, String name) {
    return switch (settings.text(name)) {
      case "none" -> Tls.NONE;
      case "starttls" -> Tls.STARTTLS;
      case "tls" -> Tls.TLS;
      default -> throw settings.wrong(name, "none, starttls or tls");
    };
  }

  /** Empty where mail is not signed. */
  static Optional<DkimKey> dkim(Settings settings) {
    return settings.isSet("tocsin.dkim.key-file")
        ? Optional.of(
            DkimKey.read(
                settings.text("tocsin.dkim.domain"),
                settings.text("tocsin.dkim.selector"),
                settings.path("tocsin.dkim.key-file")))
        : Optional.empty();
  }

  /** Empty where no account is set; texts wait then. */
  private static Optional<Sms> sms(
      Services parts, Settings settings, SendGate gate, LongFunction<Rendering> renderings) {
    if (!settings.isSet("tocsin.twilio.account-sid")) {
      return Optional.empty();
    }
    SmsSettings sms =
        new SmsSettings(
            new TwilioAccount(
                settings.text("tocsin.twilio.account-sid"),
                settings.text("tocsin.twilio.auth-token"),
                settings.text("tocsin.twilio.api-url")),
            new SmsSender(
                settings.text("tocsin.twilio.messaging-service-sid"),
                settings.text("tocsin.twilio.from")),
            parts.identity.publicUrl(),
            settings.number("tocsin.twilio.connections", 1, 1_000),
            new Timeouts(
                settings.seconds("tocsin.twilio.connect-timeout-seconds"),
                settings.seconds("tocsin.twilio.answer-timeout-seconds")),
            parts.twilioErrors);
    SmsChecks checks =
        new SmsChecks(
            gate,
            new SureHours(parts.jdbi, parts.clock, parts.textHours()),
            parts.destinations::include);
    return Optional.of(new Sms(sms, parts.tokens, renderings, checks, parts.clock));
  }

  @Override
  public void close() {
    email.ifPresent(Email::close);
  }
}
