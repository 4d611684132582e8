package org.tocsin.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days that are over, and weekdays that do not fit. */
final class DateCheck {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> SPANISH =
      new TreeMap<>(Map.of("ene", 1, "abr", 4, "ago", 8, "dic", 12, "set", 9));
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final List<String> DIAS = List.of("lun", "mar", "mie", "jue", "vie", "sab", "dom");

  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String MES =
      "(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre"
          + "|diciembre)";
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?iu)(?:\\b(mon|tues?|wednes|wed|thu(?:rs)?|fri|satur|sat|sun)(?:day)?,?\\s+)?\\b"
              + MONTH
              + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4})\\b)?");
  private static final Pattern SPANISH_DAY =
      Pattern.compile(
          "(?iu)(?:\\b(lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\\s+)?\\b"
              + "(\\d{1,2})(?:\\.?[ºo])?\\s+de\\s+"
              + MES
              + "(?:\\s+del?\\s+(\\d{4})\\b)?");
  private static final Pattern NUMBERS =
      Pattern.compile("(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})(?![\\d/])");

  /** Around a day that is still to come. */
  private static final Pattern TO_COME =
      Pattern.compile(
          "(?iu)\\b(by|before|until|deadline|join|rsvp|attend|will|register|vote on|meet|call|today"
              + "|rally|town hall|antes|hasta|plazo|acompáñenos|únase|asista|llame|reunión)\\b");

  private static final int AROUND = 80;

  private final LocalDate today;

  DateCheck(LocalDate today) {
    this.today = today;
  }

  void check(SourceText text, Findings findings) {
    ENGLISH.matcher(text.text()).results().forEach(m -> english(text, m, findings));
    SPANISH_DAY.matcher(text.text()).results().forEach(m -> spanish(text, m, findings));
    NUMBERS.matcher(text.text()).results().forEach(m -> numbers(text, m, findings));
  }

  private void english(SourceText text, MatchResult m, Findings findings) {
    int month = MONTHS.indexOf(start(m.group(2))) + 1;
    weekday(m, m.group(1), WEEKDAYS, day(m.group(4), month, m.group(3)), findings);
    day(m.group(4), month, m.group(3)).ifPresent(day -> past(text, m, day, findings));
  }

  private void spanish(SourceText text, MatchResult m, Findings findings) {
    int month = SPANISH.getOrDefault(start(m.group(3)), MONTHS.indexOf(start(m.group(3))) + 1);
    String weekday = m.group(1) == null ? null : m.group(1).replace('é', 'e').replace('á', 'a');
    weekday(m, weekday, DIAS, day(m.group(4), month, m.group(2)), findings);
    day(m.group(4), month, m.group(2)).ifPresent(day -> past(text, m, day, findings));
  }

  private void numbers(SourceText text, MatchResult m, Findings findings) {
    String year = m.group(3).length() == 2 ? "20" + m.group(3) : m.group(3);
    day(year, Integer.parseInt(m.group(1)), m.group(2))
        .ifPresent(day -> past(text, m, day, findings));
  }

  private static String start(String word) {
    return word.toLowerCase(java.util.Locale.ROOT).substring(0, 3);
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

  private void weekday(
      MatchResult m, String word, List<String> week, Optional<LocalDate> day, Findings findings) {
    if (word != null && day.isPresent()) {
      int said = week.indexOf(start(word)) + 1;
      if (said > 0 && day.get().getDayOfWeek().getValue() != said) {
        findings.warning(
            m.start(),
            "weekday",
            day.get()
                + " is a "
                + day.get().getDayOfWeek().toString().toLowerCase(java.util.Locale.ROOT)
                + ", not what stands here. Check day and year.");
      }
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
