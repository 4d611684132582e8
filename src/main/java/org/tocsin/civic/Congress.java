package org.tocsin.civic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Congresses by number. One lasts from January 3 of an odd year for two years (20th Amendment). */
public final class Congress {
  private static final int FIRST_YEAR = 1789;
  private static final int HOURS_TO_NOON = 12;
  private static final ZoneId CAPITAL = ZoneId.of("America/New_York");

  private Congress() {}

  /** The Congress that sits on a day of 1935 or later: 2017-03-14 is in the 115th. */
  public static int at(LocalDate day) {
    int year = day.getYear();
    boolean lastDaysOfTheOldOne = year % 2 == 1 && day.isBefore(LocalDate.of(year, 1, 3));
    return ((lastDaysOfTheOldOne ? year - 1 : year) - FIRST_YEAR) / 2 + 1;
  }

  /** The day on which the terms of its House end and the next one begins. */
  public static LocalDate endOf(int congress) {
    return LocalDate.of(FIRST_YEAR + 2 * congress, 1, 3);
  }

  /** The Congress that sits at a time: the old one until noon in Washington on January 3. */
  public static int at(Instant time) {
    return at(dayOf(time));
  }

  /** The last day at whose noon in Washington terms have ended by a time. */
  public static LocalDate dayOf(Instant time) {
    return time.atZone(CAPITAL).minusHours(HOURS_TO_NOON).toLocalDate();
  }

  /** When its members' terms begin. */
  public static Instant begins(int congress) {
    return noon(endOf(congress - 1));
  }

  /** When a term ends or begins on a day: at noon in Washington (20th Amendment, section 1). */
  public static Instant noon(LocalDate day) {
    return day.atTime(HOURS_TO_NOON, 0).atZone(CAPITAL).toInstant();
  }

  /** "120th", "121st". */
  public static String ordinal(int congress) {
    boolean teen = congress % 100 / 10 == 1;
    String ending =
        switch (teen ? 0 : congress % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return congress + ending;
  }
}
