package org.tocsin.audience;

import java.util.regex.Pattern;

/** What spreadsheets and web pages leave around a value. */
final class Cells {
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u2007\\u202F]+");
  private static final Pattern FORMULA = Pattern.compile("=\"(.*)\"");

  private Cells() {}

  /** Without what nobody sees, one plain space for each gap, and 02139 for ="02139". */
  static String plain(String cell) {
    String visible = SPACE.matcher(INVISIBLE.matcher(cell).replaceAll("")).replaceAll(" ");
    return FORMULA.matcher(visible.strip()).replaceFirst("$1").strip();
  }
}
