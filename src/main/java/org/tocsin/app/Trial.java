package org.tocsin.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.audience.Contact;
import org.tocsin.email.Email;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.message.Rendering;
import org.tocsin.outbox.SendGate;
import org.tocsin.outbox.TransactionalMessage;
import org.tocsin.sms.Sms;

/**
 * Sends one message to whoever tries a sheet out, marked as a test, by the mail server or Twilio as
 * they are set. It is no alert and stands in no ledger. Its links are the receiver's own where they
 * are on the list, else nobody's.
 */
public final class Trial {
  /** No delivery of the ledger has so high an id, so that a bounce of a test is nobody's. */
  private static final long BEYOND_LEDGER = 1L << 45;

  private static final Duration LIFE = Duration.ofHours(1);

  private final Services parts;

  public Trial(Services parts) {
    this.parts = parts;
  }

  /**
   * Who has an address or number.
   *
   * @throws TocsinException where it is neither, or its owner has left, or nothing may go out by
   *     these settings
   */
  public Contact checked(String emailOrPhone) {
    Contact contact =
        Contact.read(emailOrPhone, parts.addressKeys)
            .orElseThrow(
                () ->
                    new TocsinException("'" + emailOrPhone + "': " + Contact.whyNot(emailOrPhone)));
    if (parts.consent.isSuppressed(contact.channel(), contact.key())) {
      throw new TocsinException(
          "Whoever has "
              + contact.forPeople()
              + " has left, so nothing goes there, tests neither. See: tocsin subscribers show "
              + contact.forPeople());
    }
    Prerequisites.orRefused(parts.settings);
    String setting =
        switch (contact.channel()) {
          case EMAIL -> "tocsin.smtp.host";
          case SMS -> "tocsin.twilio.account-sid";
        };
    if (!parts.settings.isSet(setting)) {
      throw new TocsinException(setting + " is not set, so nothing can be sent. Set it first.");
    }
    return contact;
  }

  /**
   * Hands an email over.
   *
   * @param firstName that is put in where one stands
   * @throws TocsinException where the server does not take it
   */
  public void mail(Contact to, String firstName, Rendering email) {
    Rendering test =
        new Rendering(email.lang(), "[Test] " + email.subject(), email.body(), email.html());
    try (Transports senders = new Transports(parts, SendGate.OPEN, id -> test)) {
      Email sender = senders.email.orElseThrow();
      refuseUnlessSent(
          sender.handOff(List.of(due(to, firstName))).get(0).outcome(),
          "Check tocsin.smtp.* and tocsin.email.from.");
    }
  }

  /**
   * Hands a text over.
   *
   * @param text as it is to be read, without the mark of a test
   * @throws TocsinException where Twilio does not take it
   */
  public void text(Contact to, String text) {
    try (Transports senders = new Transports(parts, SendGate.OPEN, id -> null)) {
      Sms sender = senders.sms.orElseThrow();
      refuseUnlessSent(
          sender.send(
              new TransactionalMessage(
                  0,
                  Channel.SMS,
                  to.address(),
                  to.key(),
                  "",
                  "TEST: " + text,
                  parts.clock.instant().plus(LIFE))),
          "Check tocsin.twilio.account-sid, auth-token and the sender.");
    }
  }

  /** What the links in a test hold: whose they are. */
  public String token(Contact to) {
    return parts.tokens.issue(subscriber(to), 0);
  }

  /** 0, which nobody is, where they are not on the list. */
  private long subscriber(Contact to) {
    return parts.subscribers.find(to.address()).map(person -> person.id()).orElse(0L);
  }

  private ClaimedDelivery due(Contact to, String firstName) {
    return new ClaimedDelivery(
        BEYOND_LEDGER + ThreadLocalRandom.current().nextLong(BEYOND_LEDGER),
        0,
        subscriber(to),
        0,
        to.channel(),
        to.address(),
        to.key(),
        firstName,
        1,
        false,
        Optional.empty(),
        0);
  }

  /**
   * @param settings which to look at where they are at fault and nobody has said which
   */
  private static void refuseUnlessSent(Outcome outcome, String settings) {
    if (outcome instanceof Outcome.Unknown) {
      throw new TocsinException(
          "The connection broke; it may have been sent or not. Look whether it arrives.");
    }
    if (outcome instanceof Outcome.Deferred deferred) {
      boolean isUnsaid =
          deferred.fault() == Fault.CHANNEL
              && isOfServer(deferred.code())
              && !deferred.reason().contains("tocsin.");
      throw refused(deferred.code(), deferred.reason(), isUnsaid ? " " + settings : "");
    }
    if (!(outcome instanceof Outcome.Accepted)) {
      throw refused(outcome.code(), outcome.reason(), "");
    }
  }

  /** Codes of ours are words, and what they mean is said by the reason. */
  private static boolean isOfServer(String code) {
    return !code.isEmpty() && Character.isDigit(code.charAt(0));
  }

  private static TocsinException refused(String code, String reason, String advice) {
    String number = isOfServer(code) && !reason.contains(code) ? code + " " : "";
    String end = reason.endsWith(".") ? "" : ".";
    return new TocsinException("It was not taken: " + number + reason + end + advice);
  }
}
