package org.tocsin.audience;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Cells;

/** Email addresses of subscribers, in the one form in which they are stored and compared. */
final class Emails {
  // RFC 5321 4.5.3.1: local part 64, path 256 with its brackets.
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  // RFC 5322 3.2.3 dot-atom; quoted local parts are legal and in practice a mistake.
  private static final Pattern LOCAL =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private static final Pattern NAMED = Pattern.compile("[^<>@]{0,200}<([^<>]{1,260})>");

  private static final Pattern MORE =
      Pattern.compile("\\s*(?::::|[;,|/]|\\s(?:or|and|&)\\s)\\s*|\\s+");

  /** What ASCII does not have and an address may have by RFC 6531 3.3. */
  private static final Pattern BEYOND_ASCII =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{S}\\p{P}&&[^\\x00-\\x7f]]+");

  /** What is said of an address that {@link #isBeyondAscii}. */
  static final String NOT_YET =
      "Email cannot be sent yet to an address with letters such as é or ñ before the @.";

  private static final Pattern AMONG_WORDS =
      Pattern.compile(
          "(?<![^\\s<>()\\[\\]:;,\"\u201C\u201D])"
              + "[^\\s<>()\\[\\]:;,\"\u201C\u201D]{1,64}@[^\\s<>()\\[\\]:;,\"\u201C\u201D@]{3,190}");

  private Emails() {}

  /** Lower case, the domain in ASCII; empty for what is no address that can be written to. */
  static Optional<String> normal(String written) {
    String address = bare(written);
    int at = address.indexOf('@');
    if (at < 1 || at > LONGEST_LOCAL || !LOCAL.matcher(address.substring(0, at)).matches()) {
      return Optional.empty();
    }
    return ascii(address.substring(at + 1))
        .filter(domain -> DOMAIN.matcher(domain).matches())
        .map(domain -> address.substring(0, at + 1) + domain)
        .filter(whole -> whole.length() <= LONGEST);
  }

  /** The first address of a cell that has several, or a word beside it. */
  static Optional<String> first(String cell) {
    String plain = Cells.plain(cell);
    String[] parts = MORE.split(plain, 2);
    Optional<String> before = parts.length < 2 ? Optional.empty() : normal(parts[0]);
    return before.or(() -> amongWords(plain));
  }

  private static Optional<String> amongWords(String plain) {
    Matcher address = AMONG_WORDS.matcher(plain);
    return address.find() ? normal(address.group()) : Optional.empty();
  }

  /** Whether it is an address but for letters beyond ASCII before the @ (RFC 6531). */
  static boolean isBeyondAscii(String written) {
    String address = bare(written);
    int at = Math.max(address.lastIndexOf('@'), 0);
    String local = address.substring(0, at);
    String plain = BEYOND_ASCII.matcher(local).replaceAll("x");
    return !plain.equals(local) && normal(plain + address.substring(at)).isPresent();
  }

  /** Pat &lt;pat@example.org&gt;, mailto:pat@example.org and pat@example.org. are the same. */
  private static String bare(String written) {
    String text = Cells.plain(written).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    Matcher named = NAMED.matcher(text);
    return (named.matches() ? named.group(1) : text)
        .strip()
        .replaceFirst("^mailto:", "")
        .replaceFirst("\\.$", "");
  }

  private static Optional<String> ascii(String domain) {
    try {
      return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
