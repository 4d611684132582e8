package org.tocsin.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.tocsin.TocsinException;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them on the command line. */
final class Times {
  private Times() {}

  /** "2027-03-31T20:00 America/New_York", "2027-03-31T20:00" here, or "2027-03-31T20:00:00Z". */
  static Instant parse(String text) {
    String[] parts = text.strip().split("\\s+", 2);
    try {
      if (parts.length == 2) {
        return LocalDateTime.parse(parts[0]).atZone(ZoneId.of(parts[1])).toInstant();
      }
      return parts[0].matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(parts[0]).toInstant()
          : LocalDateTime.parse(parts[0]).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new TocsinException(
          "'" + text + "' is no time. Write it as '2027-03-31T20:00 America/New_York'.", e);
    }
  }

  /** "2026-06-15". */
  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no date. Write it as 2026-06-15.");
    }
  }
}
