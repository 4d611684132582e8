package org.tocsin.sheet;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;

/** Whether a sheet's deadline is a time, and one that leaves time to send. */
public final class DeadlineCheck {
  private DeadlineCheck() {}

  /**
   * What is wrong with it, if anything is.
   *
   * @param times for a deadline that says no zone
   * @param release when sending starts
   */
  public static Optional<Problem> of(Sheet sheet, LocalTimes times, Instant release) {
    try {
      return sheet
          .deadline()
          .map(times::instant)
          .filter(deadline -> !deadline.isAfter(release))
          .map(deadline -> problem(sheet, tooEarly(times, deadline, release)));
    } catch (TocsinException e) {
      return Optional.of(problem(sheet, e.getMessage()));
    }
  }

  private static String tooEarly(LocalTimes times, Instant deadline, Instant release) {
    return "The deadline "
        + times.words(deadline)
        + " is not after the release "
        + times.words(release)
        + ", so nobody would get it. Give a later one.";
  }

  private static Problem problem(Sheet sheet, String message) {
    Edition first = sheet.first();
    return Problem.error(first.file(), first.lineOf("deadline"), "deadline", message);
  }
}
