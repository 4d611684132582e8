package org.tocsin.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.audience.Subscriber;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Consent.Reason;

/**
 * A channel by which someone can be reached, and what they can do about it here.
 *
 * @param masked their address or number as far as a forwarded link may show it
 * @param isOut whether it is suppressed
 */
record Choice(Channel channel, UUID addressKey, String masked, boolean isOut, Standing standing) {
  private static final int SHOWN_DIGITS = 4;

  enum Standing {
    /** Written to; may be switched off. */
    ON,
    /** Not written to; the person may switch it on. */
    OFF,
    /** Mail came back. From here on only an organizer can help. */
    BOUNCED,
    /** Mail was reported as spam. */
    COMPLAINED,
    /** Ended otherwise. A number comes back by START (K09). */
    STOPPED,
    /** A number without consent to texts, which takes more than a box (L11, L12). */
    NEVER
  }

  boolean isOn() {
    return standing == Standing.ON;
  }

  /** Whether there is a box to tick. */
  boolean isOpen() {
    return standing == Standing.ON || standing == Standing.OFF;
  }

  /** One for each address that they have. */
  static List<Choice> of(Handle handle, Subscriber person, Consent consent, AddressKeys keys) {
    List<Choice> choices = new ArrayList<>();
    if (person.email() != null) {
      UUID key = keys.of(Channel.EMAIL, person.email());
      Optional<Reason> out = consent.reason(handle, Channel.EMAIL, key);
      Standing standing = byEmail(person.emailConsent(), out);
      choices.add(
          new Choice(Channel.EMAIL, key, maskedEmail(person.email()), out.isPresent(), standing));
    }
    if (person.phone() != null) {
      UUID key = keys.of(Channel.SMS, person.phone());
      Optional<Reason> out = consent.reason(handle, Channel.SMS, key);
      Standing standing = byText(person.smsConsent(), out.isPresent());
      choices.add(
          new Choice(Channel.SMS, key, maskedPhone(person.phone()), out.isPresent(), standing));
    }
    return choices;
  }

  private static Standing byEmail(boolean agreed, Optional<Reason> out) {
    if (out.isEmpty()) {
      return agreed ? Standing.ON : Standing.OFF;
    }
    return switch (out.get()) {
      case UNSUBSCRIBE -> Standing.OFF;
      case HARD_BOUNCE -> Standing.BOUNCED;
      case COMPLAINT -> Standing.COMPLAINED;
      case STOP, BY_HAND, PROVIDER, WRONG_NUMBER -> Standing.STOPPED;
    };
  }

  private static Standing byText(boolean agreed, boolean isOut) {
    if (!agreed) {
      return Standing.NEVER;
    }
    return isOut ? Standing.STOPPED : Standing.ON;
  }

  /** "p…@example.org". */
  private static String maskedEmail(String email) {
    return email.charAt(0) + "…" + email.substring(email.lastIndexOf('@'));
  }

  /** "•••0101". */
  private static String maskedPhone(String phone) {
    return "•••" + phone.substring(Math.max(0, phone.length() - SHOWN_DIGITS));
  }
}
