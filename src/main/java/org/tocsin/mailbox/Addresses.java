package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mail addresses in fields and in running text. */
final class Addresses {
  /** RFC 5321 4.5.3.1: 64 octets, the at sign, 255 octets. */
  static final String ADDRESS =
      "[^\\s<>()\\[\\]{},;:\"'`|@\\\\]{1,64}@[^\\s<>()\\[\\]{},;:\"'`|@\\\\/]{1,255}";

  private static final Pattern FIND = Pattern.compile(ADDRESS);
  private static final Pattern WHOLE = Pattern.compile(ADDRESS);

  private static final int MOST = 300;

  private Addresses() {}

  /** In their order, each once, and not more than {@value #MOST}. */
  static List<String> in(String text) {
    List<String> found = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Matcher matcher = FIND.matcher(text);
    while (matcher.find() && found.size() < MOST) {
      String address = matcher.group().replaceAll("^([.*-]|=(?!\\?))+(?=[^.*-])|[.!?*]+$", "");
      if (isAddress(address) && seen.add(key(address))) {
        found.add(address);
      }
    }
    return found;
  }

  /** From the value of a DSN field: "rfc822; someone@example.org" (RFC 3464 2.3.2). */
  static Optional<String> inField(String value) {
    String plain = value.replaceFirst("^\\s*[A-Za-z0-9-]{1,20}\\s*;", "").strip();
    // a comment may follow, and a source route may stand before (RFC 5321 F.2)
    plain = plain.replaceFirst("^<?\\s*(@[^:@\\s]+:)?", "").replaceFirst("[>\\s].*$", "");
    return isAddress(plain) ? Optional.of(plain) : Optional.empty();
  }

  private static boolean isAddress(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && at < text.length() - 1 && WHOLE.matcher(text).matches();
  }

  /** By which two spellings are the same address to us. */
  static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
