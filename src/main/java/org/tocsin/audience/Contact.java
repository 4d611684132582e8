package org.tocsin.audience;

import java.util.Optional;
import java.util.UUID;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;

/**
 * An address that someone can be written to, on the list or not.
 *
 * @param address a lower-case email address or an E.164 number
 * @param key under which it is suppressed
 */
public record Contact(Channel channel, String address, UUID key) {
  /** From any writing of an email address or a US number; empty for what is neither. */
  public static Optional<Contact> read(String emailOrPhone, AddressKeys keys) {
    return Emails.normal(emailOrPhone)
        .map(email -> of(Channel.EMAIL, email, keys))
        .or(() -> Phones.e164(emailOrPhone).map(phone -> of(Channel.SMS, phone, keys)));
  }

  /** Why it is neither, in a sentence that follows on what was written. */
  public static String whyNot(String emailOrPhone) {
    return isBeyondAscii(emailOrPhone)
        ? Emails.NOT_YET
        : "It is neither an email address nor a US phone number. Write pat@example.org or"
            + " 315-555-0101.";
  }

  /** Whether it is an email address to which mail cannot be sent yet (RFC 6531). */
  public static boolean isBeyondAscii(String email) {
    return Emails.isBeyondAscii(email);
  }

  private static Contact of(Channel channel, String address, AddressKeys keys) {
    return new Contact(channel, address, keys.of(channel, address));
  }

  /** As people write it. */
  public String forPeople() {
    return switch (channel) {
      case EMAIL -> address;
      case SMS -> Phones.forPeople(address);
    };
  }
}
