package org.tocsin.alert;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/** The legal public holidays of the United States (5 U.S.C. 6103). */
final class Holidays {
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.JUNE, 19),
          MonthDay.of(Month.JULY, 4),
          MonthDay.of(Month.NOVEMBER, 11),
          MonthDay.of(Month.DECEMBER, 25));

  private Holidays() {}

  /** Whether it is a holiday, or the weekday on which one that falls on a weekend is observed. */
  static boolean has(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case FRIDAY -> isHoliday(day) || isFixed(day.plusDays(1));
      case MONDAY -> isHoliday(day) || isFixed(day.minusDays(1));
      default -> isHoliday(day);
    };
  }

  private static boolean isFixed(LocalDate day) {
    return FIXED.contains(MonthDay.from(day));
  }

  private static boolean isHoliday(LocalDate day) {
    return isFixed(day)
        || switch (day.getMonth()) {
          case JANUARY, FEBRUARY -> day.equals(day.with(dayOfWeekInMonth(3, MONDAY)));
          case MAY -> day.equals(day.with(lastInMonth(MONDAY)));
          case SEPTEMBER -> day.equals(day.with(dayOfWeekInMonth(1, MONDAY)));
          case OCTOBER -> day.equals(day.with(dayOfWeekInMonth(2, MONDAY)));
          case NOVEMBER -> day.equals(day.with(dayOfWeekInMonth(4, THURSDAY)));
          default -> false;
        };
  }
}
