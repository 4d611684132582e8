package org.tocsin.email;

import org.tocsin.TocsinException;

/**
 * The addresses that a mail names beside its reader's, from the settings {@code tocsin.email.*}.
 *
 * @param from the address that mail is from
 * @param fromName the name beside it, usually the organization's
 * @param replyTo where answers go, or "" for the address it is from
 * @param bounces where bounces go, with a star for the delivery; "" for {@code from}
 * @param unsubscribe where people can write to leave, or "" for none
 */
public record MailAddresses(
    String from, String fromName, String replyTo, String bounces, String unsubscribe) {
  public MailAddresses {
    check("tocsin.email.from", from);
    if (!replyTo.isEmpty()) {
      check("tocsin.email.reply-to", replyTo);
    }
    if (!unsubscribe.isEmpty()) {
      check("tocsin.email.unsubscribe-address", unsubscribe);
    }
  }

  private static void check(String setting, String address) {
    if (!Address.isPlain(address)) {
      throw new TocsinException(
          setting
              + " is '"
              + address
              + "'. Give a mail address such as alerts@example.org"
              + (address.chars().allMatch(c -> c < 0x80) ? "." : ", without letters such as é."));
    }
  }

  /** What stands right of the @ in {@link #from}; Message-IDs and the List-Id live under it. */
  String domain() {
    return from.substring(from.lastIndexOf('@') + 1);
  }
}
