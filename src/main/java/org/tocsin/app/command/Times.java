package org.tocsin.app.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.TypeConversionException;

/** Days as people write them on the command line. */
final class Times {
  private Times() {}

  /** "2026-06-15". */
  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no date. Write it as 2026-06-15.");
    }
  }
}
