package org.tocsin.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Cells;

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
              + " *\\(?(Z|UTC|GMT|[A-Z]{1,2}[SD]T|(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2})?\\)?");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final int FIRST_YEAR = 1990;
  private static final int LONGEST = 60;

  private static final Pattern WEEKDAY =
      Pattern.compile("^(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*\\.?,? +(?=.*[0-9])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{5,13}(?:\\.[0-9]{1,12})?");
  private static final Instant DAY_ZERO = Instant.parse("1899-12-30T00:00:00Z");
  private static final double MILLIS_OF_DAY = 86_400_000;

  /** Zones as they are called in the United States, in hours from UTC. */
  private static final Map<String, Integer> AMERICAN =
      Map.of(
          "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7,
          "HST", -10, "AST", -4);

  private Dates() {}

  /** Empty for what is no time since 1990, or could be two. */
  static Optional<Instant> read(String written) {
    String text = WEEKDAY.matcher(Cells.plain(written).toUpperCase(Locale.ROOT)).replaceFirst("");
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return (NUMBER.matcher(text).matches() ? counted(text) : parts(text))
          .filter(at -> at.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same; empty for what is later than now, too. */
  static Optional<Instant> past(String written, Instant now) {
    return read(written).filter(at -> !at.isAfter(now));
  }

  /** 42767 as spreadsheets count days, 1485907200 as computers count seconds, 20170201. */
  private static Optional<Instant> counted(String number) {
    String whole = number.replaceFirst("\\..*", "");
    return switch (whole.length()) {
      case 5 ->
          Optional.of(DAY_ZERO.plusMillis(Math.round(Double.parseDouble(number) * MILLIS_OF_DAY)));
      case 8 -> parts(whole.replaceFirst("(....)(..)(..)", "$1-$2-$3"));
      case 10 -> Optional.of(Instant.ofEpochSecond(Long.parseLong(whole)));
      case 13 -> Optional.of(Instant.ofEpochMilli(Long.parseLong(whole)));
      default -> Optional.empty();
    };
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
    if (written == null || written.matches("Z|UTC|GMT")) {
      return ZoneOffset.UTC;
    }
    Integer hours = AMERICAN.get(written);
    if (hours != null) {
      return ZoneOffset.ofHours(hours);
    }
    if (!written.matches(".*[+-].*")) {
      throw new DateTimeException("zone");
    }
    String offset = written.replaceFirst("^(?:UTC|GMT)", "").replace(":", "");
    return ZoneOffset.of(offset.substring(0, 3) + ":" + offset.substring(3));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
