package org.tocsin;

import java.util.Locale;

/**
 * Something in a file or a request that a person should mend.
 *
 * @param level how bad it is; only an error refuses the input
 * @param file name of the file or request it stands in
 * @param line counted from 1, or 0 where a line means nothing
 * @param field the column, front matter key or variable, or "" where none is at fault
 * @param message what is wrong and what to do about it
 */
public record Problem(Level level, String file, int line, String field, String message) {
  public enum Level {
    ERROR,
    WARNING,
    HINT
  }

  public static Problem error(String file, int line, String field, String message) {
    return new Problem(Level.ERROR, file, line, field, message);
  }

  public static Problem warning(String file, int line, String field, String message) {
    return new Problem(Level.WARNING, file, line, field, message);
  }

  public static Problem hint(String file, int line, String field, String message) {
    return new Problem(Level.HINT, file, line, field, message);
  }

  /** The same, where it refuses nothing. */
  public Problem asWarning() {
    return isError() ? warning(file, line, field, message) : this;
  }

  public boolean isError() {
    return level == Level.ERROR;
  }

  /** With its level before it: {@code warning sheet.md:7: positions: …}. */
  public String inWords() {
    return level.name().toLowerCase(Locale.ROOT) + " " + this;
  }

  /** As compilers write it, so that editors can jump there: {@code file:line: field: message}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
