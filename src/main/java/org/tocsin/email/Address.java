package org.tocsin.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Whether an address can stand in an envelope and a header as it is. */
public final class Address {
  /** RFC 5321 4.5.3.1: a path has 256 octets with its brackets. */
  private static final int LONGEST = 254;

  private Address() {}

  /** Why one that is not plain cannot be used, in a sentence. */
  public static String whyNot(String address) {
    return address.chars().allMatch(c -> c < 0x80)
        ? "Not an address that mail can be sent to."
        : "Mail cannot be sent yet to an address with letters such as é or ñ in it.";
  }

  /** Only printable ASCII without space, and nothing beside the address. */
  public static boolean isPlain(String address) {
    try {
      return address.length() <= LONGEST
          && address.indexOf('@') > 0
          && address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>')
          && new InternetAddress(address, true).getAddress().equals(address);
    } catch (AddressException e) {
      return false;
    }
  }
}
