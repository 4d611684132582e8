package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.DeadlineCheck;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.TakenDown;

/** What refuses a sheet when it is published, and what its editor should look at first. */
public final class PublishChecks {
  private static final String ANYWAY =
      "Mend it and publish again. If all of it is right as it stands: tocsin publish --anyway, in"
          + " the API \"anyway\": true";

  /** "Now", typed out, is over when it arrives. */
  private static final Duration TYPING = Duration.ofMinutes(5);

  private final SheetCheck check = new SheetCheck();
  private final Jdbi jdbi;
  private final Clock clock;
  private final Rosters rosters;
  private final OfficialsCheck officials;
  private final LocalTimes times;
  private final Optional<Review> review;
  private final List<Problem> standing;

  /**
   * @param times for deadlines that say no zone, and to tell times in
   * @param review holds what a sheet says against what is known; empty to take it as it is
   * @param standing what is wrong whatever the sheet, such as settings without which nothing may go
   *     out; an error among them refuses every sheet
   */
  public PublishChecks(
      Jdbi jdbi,
      Clock clock,
      Rosters rosters,
      LocalTimes times,
      Optional<Review> review,
      List<Problem> standing) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.rosters = rosters;
    this.officials = new OfficialsCheck(jdbi);
    this.times = times;
    this.review = review;
    this.standing = List.copyOf(standing);
  }

  /**
   * All that is to be said of it before it goes.
   *
   * @throws BadInput when the sheet has errors
   * @throws TocsinException when there are no officials to go by, the House's terms have ended, or
   *     a time is over
   */
  List<Problem> warnings(Sheet sheet, SendOptions order) {
    Instant release = release(order);
    List<Problem> problems = new ArrayList<>(standing);
    problems.addAll(check.check(sheet));
    problems.addAll(PositionNames.problems(sheet, rosters.at(release)));
    if (order.deadline().isEmpty()) {
      DeadlineCheck.of(sheet, times, release).ifPresent(problems::add);
    }
    refuseErrors(problems);
    problems.addAll(officials.warnings(release, order.staleRoster()));
    problems.addAll(reviewed(sheet, order));
    pageWarning(sheet).ifPresent(problems::add);
    checkTimes(order);
    return problems;
  }

  private static void refuseErrors(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
  }

  /** What is wrong by what is known refuses it, unless the order says that it goes anyway. */
  private List<Problem> reviewed(Sheet sheet, SendOptions order) {
    List<Problem> found =
        review.map(known -> known.of(sheet, release(order))).orElse(List.of()).stream()
            .map(problem -> order.anyway() ? problem.asWarning() : problem)
            .toList();
    List<Problem> errors = new ArrayList<>(found.stream().filter(Problem::isError).toList());
    if (!errors.isEmpty()) {
      errors.add(Problem.hint(sheet.first().file(), 0, "", ANYWAY));
      throw new BadInput(errors);
    }
    return found;
  }

  private Optional<Problem> pageWarning(Sheet sheet) {
    return new TakenDown(jdbi, clock)
        .since(sheet.slug())
        .map(
            since ->
                Problem.warning(
                    sheet.first().file(),
                    0,
                    "",
                    "The page of this sheet was taken down on "
                        + times.words(since)
                        + "; publishing puts it up again."));
  }

  /**
   * What may have come to be in its way while someone looked at the warnings.
   *
   * @throws TocsinException as {@link #warnings} does, but for the sheet itself
   */
  void stillInTime(SendOptions order) {
    officials.warnings(release(order), order.staleRoster());
    checkTimes(order);
  }

  private void checkTimes(SendOptions order) {
    Instant now = clock.instant();
    Instant release = release(order);
    if (release.isBefore(now.minus(TYPING))) {
      throw new TocsinException(
          times.words(release)
              + " is over; it is "
              + times.words(now)
              + ". Give a later time, or none to send at once.");
    }
    order
        .deadline()
        .filter(deadline -> !deadline.isAfter(release))
        .ifPresent(
            deadline -> {
              throw new TocsinException(
                  "The deadline "
                      + times.words(deadline)
                      + " is not after the release "
                      + times.words(release)
                      + ". Give a later --deadline.");
            });
  }

  /**
   * What of the officials is in the way of publishing for a time, and what is to be said of them.
   */
  List<Problem> officialsAt(Instant release) {
    return officials.problems(release);
  }

  /** When it goes out: now, where the order says nothing. */
  Instant release(SendOptions order) {
    return order.releaseAt().orElse(clock.instant());
  }
}
