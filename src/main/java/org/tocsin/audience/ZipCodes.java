package org.tocsin.audience;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ZIPs as people and spreadsheets write them: 13202-1234, 13202 1234, 13202.0, 907 for 00907. */
final class ZipCodes {
  private static final Pattern ZIP = Pattern.compile("([0-9]{3,5})(?:[- ][0-9]{4}|\\.0+)?");

  private ZipCodes() {}

  /**
   * A ZIP that was read.
   *
   * @param isFilled whether zeros that a spreadsheet dropped were put back
   */
  record Zip(String five, boolean isFilled) {}

  /** Empty for what is no ZIP. */
  static Optional<Zip> read(String written) {
    String digits = Cells.plain(written);
    if (digits.matches("[0-9]{8,9}(\\.0+)?")) {
      String all = digits.replaceFirst("\\..*", "");
      return Optional.of(
          new Zip(("0" + all).substring(all.length() - 8, all.length() - 3), all.length() == 8));
    }
    Matcher matcher = ZIP.matcher(digits);
    if (!matcher.matches() || digits.matches("[0-9]{6,7}")) {
      return Optional.empty();
    }
    String five = "00" + matcher.group(1);
    return Optional.of(new Zip(five.substring(five.length() - 5), matcher.group(1).length() < 5));
  }
}
