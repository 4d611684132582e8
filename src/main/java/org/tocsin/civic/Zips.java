package org.tocsin.civic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ZIP codes as people type them. */
public final class Zips {
  private static final Pattern ZIP =
      Pattern.compile("[\\s\\u00A0]*+([0-9]{5})(?:[\\s-]?[0-9]{4})?[\\s\\u00A0]*+");

  private Zips() {}

  /** "13202" for "13202", " 13202-1234 " and "132021234"; empty for anything else. */
  public static Optional<String> five(String typed) {
    Matcher matcher = ZIP.matcher(typed);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
