package org.tocsin.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as programs and spreadsheets write them: 2017-02-01, 2/1/2017 12:00 PM, Feb 1,
 * 2017, 2017-02-01 12:00:00 UTC. A date is its first moment in UTC, and so is a time without a
 * zone; 2/1 is the first of February.
 */
final class Dates {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]+(.*))?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?:,? +(.*))?");
  private static final Pattern NAMED =
      Pattern.compile("([A-Z]{3})[A-Z]{0,6}\\.? +([0-9]{1,2}),? +([0-9]{4})(?:,? +(.*))?");
  private static final Pattern DAY_NAMED =
      Pattern.compile("([0-9]{1,2})[ -]+([A-Z]{3})[A-Z]{0,6}\\.?,?[ -]+([0-9]{4})(?:,? +(.*))?");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:AT +)?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(\\.[0-9]{1,9})?)? *([AP]M)?"
              + " *(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final int FIRST_YEAR = 1990;
  private static final int LONGEST = 60;

  private Dates() {}

  /** Empty for what is no time since 1990, or could be two. */
  static Optional<Instant> read(String written) {
    String text = written.strip().toUpperCase(Locale.ROOT);
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return parts(text).filter(at -> at.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> parts(String text) {
    Matcher m = YEAR_FIRST.matcher(text);
    if (m.matches()) {
      return moment(m.group(1), number(m.group(2)), m.group(3), m.group(4));
    }
    m = MONTH_FIRST.matcher(text);
    if (m.matches()) {
      String year = m.group(3).length() == 2 ? "20" + m.group(3) : m.group(3);
      return moment(year, number(m.group(1)), m.group(2), m.group(4));
    }
    m = NAMED.matcher(text);
    if (m.matches()) {
      return moment(m.group(3), MONTHS.indexOf(m.group(1)) + 1, m.group(2), m.group(4));
    }
    m = DAY_NAMED.matcher(text);
    return m.matches()
        ? moment(m.group(3), MONTHS.indexOf(m.group(2)) + 1, m.group(1), m.group(4))
        : Optional.empty();
  }

  private static Optional<Instant> moment(String year, int month, String day, String time) {
    LocalDate date = LocalDate.of(number(year), month, number(day));
    if (time == null || time.isBlank()) {
      return Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    Matcher m = TIME.matcher(time.strip());
    return m.matches()
        ? Optional.of(LocalDateTime.of(date, clockTime(m)).toInstant(zone(m.group(6))))
        : Optional.empty();
  }

  private static LocalTime clockTime(Matcher m) {
    int hour = number(m.group(1));
    if (m.group(5) != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("hour " + hour);
      }
      hour = hour % 12 + (m.group(5).equals("PM") ? 12 : 0);
    }
    int second = m.group(3) == null ? 0 : number(m.group(3));
    String fraction = m.group(4) == null ? "" : m.group(4).substring(1);
    int nanos = number((fraction + "000000000").substring(0, 9));
    return LocalTime.of(hour, number(m.group(2)), second, nanos);
  }

  private static ZoneOffset zone(String written) {
    return written == null || !written.matches("[+-].*")
        ? ZoneOffset.UTC
        : ZoneOffset.of(
            written.length() == 5 ? written.substring(0, 3) + ":" + written.substring(3) : written);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
