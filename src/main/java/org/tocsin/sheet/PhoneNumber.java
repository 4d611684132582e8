package org.tocsin.sheet;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A US number in a text. A bracket belongs to it only where it closes behind the area code.
 *
 * @param number "315-423-5657"
 */
public record PhoneNumber(int start, int end, String number) {
  private static final Pattern US =
      Pattern.compile(
          "(?<![\\d/.$-])(?:\\+?1[-."
              + " \\u00A0]?)?(?:\\((?=\\d{3}\\)))?([2-9]\\d{2})\\)?[-.\\u2010-\\u2014/"
              + " \\u00A0]{0,3}([2-9]\\d{2})[-.\\u2010-\\u2014"
              + " \\u00A0]{0,3}(\\d{4})(?![\\d-]|\\.\\d)");

  public static List<PhoneNumber> in(String text) {
    return US.matcher(text).results().map(PhoneNumber::of).toList();
  }

  private static PhoneNumber of(MatchResult m) {
    String number = m.group(1) + "-" + m.group(2) + "-" + m.group(3);
    return new PhoneNumber(m.start(), m.end(), number);
  }

  /** The number of someone's own writing, "(315) 472-5478"; "" where it is none. */
  static String of(String written) {
    return in(written).stream().map(PhoneNumber::number).findFirst().orElse("");
  }
}
