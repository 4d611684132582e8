package org.tocsin.civic;

import java.time.LocalDate;

/** Congresses by number. One lasts from January 3 of an odd year for two years (20th Amendment). */
public final class Congress {
  private static final int FIRST_YEAR = 1789;

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
}
