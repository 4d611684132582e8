package org.tocsin.civic;

import java.util.regex.Pattern;

/** What spreadsheets and web pages leave around a value. */
public final class Cells {
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0\\u2007\\u202F]+");
  private static final Pattern FORMULA = Pattern.compile("=\"(.*)\"");

  /** What spreadsheets take for a formula when a cell begins with it. */
  private static final Pattern GUARDED =
      Pattern.compile("(?s)'(['=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*)");

  /** What would be run as a formula (CWE-1236), or would lose its apostrophe when it comes back. */
  private static final Pattern TO_GUARD =
      Pattern.compile("(?s)'?[-=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*|''.*");

  /** Most cells hold nothing that has to be looked for. */
  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean isDoubleSpace = c == ' ' && i > 0 && cell.charAt(i - 1) == ' ';
      if (c < ' ' || c > '~' || isDoubleSpace) {
        return false;
      }
    }
    return !cell.startsWith("=") && !cell.startsWith("'") && !cell.startsWith(" ");
  }

  /** What is typed into a spreadsheet before a number that is to stay as it is. */
  private static final Pattern TEXT_MARK = Pattern.compile("^'(?=[0-9(+])");

  private Cells() {}

  /** With an apostrophe before it where a spreadsheet would take it for a formula. */
  public static String guarded(String cell) {
    return TO_GUARD.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** Without the apostrophe that an export puts before what would be a formula. */
  public static String unguarded(String cell) {
    return cell.startsWith("'") ? GUARDED.matcher(cell).replaceFirst("$1") : cell;
  }

  /** Without what nobody sees, one plain space for each gap, and 02139 for ="02139". */
  public static String plain(String cell) {
    if (isPlain(cell)) {
      return cell.strip();
    }
    String visible = SPACE.matcher(INVISIBLE.matcher(cell).replaceAll("")).replaceAll(" ");
    String bare = FORMULA.matcher(visible.strip()).replaceFirst("$1").strip();
    return TEXT_MARK.matcher(bare).replaceFirst("");
  }
}
