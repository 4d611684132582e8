package org.tocsin.civic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ZIPs as people and spreadsheets write them: 13202-1234, 13202 1234, 13202.0, 907 for 00907. */
public final class Zips {
  private static final Pattern ZIP =
      Pattern.compile("([0-9]{3,5})(?: ?[-\\p{Pd} ] ?[0-9]{4}|-|\\.0+)?");
  private static final Pattern NINE = Pattern.compile("([0-9]{8,9})(?:\\.0+)?");

  private Zips() {}

  /**
   * A ZIP that was read.
   *
   * @param isFilled whether zeros that a spreadsheet dropped were put back
   */
  public record Zip(String five, boolean isFilled) {}

  /** Empty for what is no ZIP. */
  public static Optional<Zip> read(String written) {
    String digits = Cells.plain(written);
    Matcher nine = NINE.matcher(digits);
    if (nine.matches()) {
      String all = nine.group(1);
      return Optional.of(
          new Zip(("0" + all).substring(all.length() - 8, all.length() - 3), all.length() == 8));
    }
    Matcher matcher = ZIP.matcher(digits);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String five = "00" + matcher.group(1);
    return Optional.of(new Zip(five.substring(five.length() - 5), matcher.group(1).length() < 5));
  }

  /**
   * The same as someone types it who can be asked again: one that is too short may lack a digit
   * anywhere.
   */
  public static Optional<String> five(String typed) {
    return read(typed).filter(zip -> !zip.isFilled()).map(Zip::five);
  }
}
