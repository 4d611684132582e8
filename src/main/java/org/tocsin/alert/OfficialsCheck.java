package org.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Congress;

/** Whether the officials and districts that are here will do for a release at a certain time. */
final class OfficialsCheck {
  private static final int STALE_DAYS = 120;
  private static final int SHOWN = 5;
  private static final Duration SOON = Duration.ofDays(2);

  private final Jdbi jdbi;

  OfficialsCheck(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is to be said of them.
   *
   * @throws TocsinException when nothing may go then
   */
  List<Problem> warnings(Instant release, boolean staleRoster) {
    Readiness readiness = jdbi.inTransaction(handle -> Readiness.at(handle, release));
    readiness
        .obstacle(staleRoster)
        .ifPresent(
            why -> {
              throw new TocsinException(why);
            });
    return said(readiness);
  }

  /** The same, with what stands in the way as a warning among them. */
  List<Problem> problems(Instant release) {
    Readiness readiness = jdbi.inTransaction(handle -> Readiness.at(handle, release));
    List<Problem> problems = new ArrayList<>();
    readiness.obstacle(false).ifPresent(why -> problems.add(warning("release", why)));
    problems.addAll(said(readiness));
    return problems;
  }

  private List<Problem> said(Readiness readiness) {
    List<Problem> said = new ArrayList<>();
    age(readiness).ifPresent(said::add);
    soonOver(readiness).ifPresent(said::add);
    senate(readiness).ifPresent(said::add);
    return said;
  }

  private static Optional<Problem> age(Readiness readiness) {
    LocalDate day = LocalDate.ofInstant(readiness.at(), ZoneOffset.UTC);
    return readiness
        .roster()
        .map(Readiness.Officials::asOf)
        .filter(asOf -> asOf.plusDays(STALE_DAYS).isBefore(day))
        .map(
            asOf ->
                warning(
                    "as-of",
                    "The officials are as of "
                        + asOf
                        + ". Import today's if you can: tocsin officials update"));
  }

  /** What waits for its hours or a paused channel may go after the change. */
  private static Optional<Problem> soonOver(Readiness readiness) {
    return readiness
        .roster()
        .map(officials -> Congress.noon(officials.houseEnds()))
        .filter(readiness.at()::isBefore)
        .filter(end -> !readiness.at().plus(SOON).isBefore(end))
        .map(
            end ->
                warning(
                    "house_ends",
                    "The terms of the House end soon after it is released, on "
                        + Congress.dayOf(end)
                        + " at noon Eastern. What still waits then, for the hours of texts or a"
                        + " paused channel, names those who sat before. Give a --deadline before"
                        + " that, or release it afterwards."));
  }

  /** The terms of a third of the Senate end with those of the House. */
  private Optional<Problem> senate(Readiness readiness) {
    List<String> former = jdbi.withHandle(readiness::formerSenators);
    String message =
        "The terms of these senators have ended when it goes: "
            + former.stream().limit(SHOWN).collect(Collectors.joining(", "))
            + (former.size() > SHOWN ? " and " + (former.size() - SHOWN) + " more" : "")
            + ". Import the new officials when they are published: tocsin officials update";
    return former.isEmpty() ? Optional.empty() : Optional.of(warning("term_end", message));
  }

  private static Problem warning(String field, String message) {
    return Problem.warning("roster", 0, field, message);
  }
}
