package org.tocsin.sheet;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.Expressions;
import org.tocsin.ExpressionsFile;

/** Days that are over, and weekdays that do not fit. */
final class DateCheck {
  private static final Expressions WORDS = Expressions.of("sheets");

  /**
   * How dates are written in one language.
   *
   * @param months from January on
   * @param week from Monday on
   */
  private record Written(Pattern date, List<Pattern> months, List<Pattern> week) {
    static Stream<Written> in(ExpressionsFile language) {
      List<Pattern> months = patterns(language, "MONTH", Month.values().length);
      List<Pattern> week = patterns(language, "WEEKDAY", DayOfWeek.values().length);
      return language.all("DATE").stream()
          .map(date -> new Written(Pattern.compile("(?iu)" + date), months, week));
    }

    private static List<Pattern> patterns(ExpressionsFile language, String name, int count) {
      List<String> all = language.all("DATE").isEmpty() ? List.of() : language.all(name, count);
      return all.stream().map(each -> Pattern.compile("(?iu)" + each)).toList();
    }
  }

  private static final List<Written> WRITTEN = WORDS.each().stream().flatMap(Written::in).toList();

  private static final Pattern NUMBERS =
      Pattern.compile("(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})(?![\\d/])");

  /** Around a day that is still to come. */
  private static final Pattern TO_COME = Pattern.compile("(?iu)\\b" + WORDS.any("TOCOME") + "\\b");

  private static final int AROUND = 80;

  private final LocalDate today;

  DateCheck(LocalDate today) {
    this.today = today;
  }

  void check(SourceText text, Findings findings) {
    for (Written written : WRITTEN) {
      Matcher date = written.date().matcher(text.text());
      while (date.find()) {
        check(text, date, written, findings);
      }
    }
    NUMBERS.matcher(text.text()).results().forEach(m -> numbers(text, m, findings));
  }

  private void check(SourceText text, Matcher date, Written written, Findings findings) {
    int month = place(written.months(), date.group("month"));
    Optional<LocalDate> day = day(date.group("year"), month, date.group("day"));
    int weekday = date.group("weekday") == null ? 0 : place(written.week(), date.group("weekday"));
    day.ifPresent(
        there -> {
          weekday(date, weekday, there, findings);
          past(text, date, there, findings);
        });
  }

  private void numbers(SourceText text, MatchResult m, Findings findings) {
    String year = m.group(3).length() == 2 ? "20" + m.group(3) : m.group(3);
    day(year, Integer.parseInt(m.group(1)), m.group(2))
        .ifPresent(day -> past(text, m, day, findings));
  }

  /** From 1 on; 0 where it is none of them. */
  private static int place(List<Pattern> names, String word) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).matcher(word).matches()) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Without a year, the one in this year. */
  private Optional<LocalDate> day(String year, int month, String day) {
    try {
      int inYear = year == null ? today.getYear() : Integer.parseInt(year);
      return Optional.of(LocalDate.of(inYear, month, Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void weekday(MatchResult m, int said, LocalDate day, Findings findings) {
    if (said > 0 && day.getDayOfWeek().getValue() != said) {
      findings.warning(
          m.start(),
          "weekday",
          day
              + " is a "
              + day.getDayOfWeek().toString().toLowerCase(Locale.ROOT)
              + ", not what stands here. Check day and year.");
    }
  }

  private void past(SourceText text, MatchResult m, LocalDate day, Findings findings) {
    if (!day.isBefore(today)) {
      return;
    }
    int from = Math.max(text.unitStart(m.start()), m.start() - AROUND);
    int to = Math.min(text.unitEnd(m.start()), m.end() + AROUND);
    String message = "'" + m.group().strip() + "' is over (" + day + ").";
    if (TO_COME.matcher(text.text().substring(from, to)).find()) {
      findings.warning(
          m.start(), m.group().strip(), message + " Put in the next date, or take it out.");
    } else {
      findings.hint(m.start(), m.group().strip(), message + " Right, if it tells what happened.");
    }
  }
}
