package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.DeadlineCheck;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.Sheets;
import org.tocsin.sheet.TakenDown;

/** Takes a sheet in: checks it, keeps it as a revision, and makes an alert of it. */
public final class Publishing {
  private static final String ANYWAY =
      "Mend it and publish again. If all of it is right as it stands: tocsin publish --anyway, in"
          + " the API \"anyway\": true";

  /** "Now", typed out, is over when it arrives. */
  private static final Duration TYPING = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Sheets sheets;
  private final SheetCheck check;
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
  public Publishing(
      Jdbi jdbi,
      Clock clock,
      Sheets sheets,
      SheetCheck check,
      Rosters rosters,
      LocalTimes times,
      Optional<Review> review,
      List<Problem> standing) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sheets = sheets;
    this.check = check;
    this.rosters = rosters;
    this.officials = new OfficialsCheck(jdbi);
    this.times = times;
    this.review = review;
    this.standing = List.copyOf(standing);
  }

  /**
   * What publishing would do, with nothing changed yet.
   *
   * @param people who would get it, by channel
   * @param left who would not, by reason
   * @param warnings what an editor should look at first
   * @param had people of the audience who had an older revision
   * @param corrections of {@code people}, those who get it marked as a correction
   * @param waiting what becomes of what waits of older alerts, in words
   */
  public record Outlook(
      Map<Channel, Long> people,
      Map<String, Long> left,
      List<Problem> warnings,
      long had,
      Map<Channel, Long> corrections,
      List<String> waiting) {
    /** The same with the counts of a preview, which makes every text and so knows who gets one. */
    public Outlook counted(Preview preview) {
      Map<Channel, Long> counted = new EnumMap<>(Channel.class);
      preview.channels().forEach((code, n) -> counted.put(Channel.of(code), n));
      return new Outlook(counted, preview.leftOut(), warnings, had, corrections, waiting);
    }

    /** In words, a line each: how many by channel, and how many are left out and why. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Channel channel : Channel.values()) {
        long marked = corrections.getOrDefault(channel, 0L);
        lines.add(
            "By "
                + channel.code()
                + ": "
                + people.getOrDefault(channel, 0L)
                + (marked > 0 ? ", of these as a correction: " + marked : ""));
      }
      left.forEach((reason, n) -> lines.add("Left out, " + reason.replace('_', ' ') + ": " + n));
      lines.addAll(waiting);
      if (left.keySet().stream().anyMatch(reason -> reason.startsWith("had_older"))) {
        lines.add(
            "Add --correction to send it, marked as a correction, to those who had an older"
                + " revision too.");
      }
      return lines;
    }

    /** Whether everyone who could get it has had this revision already. */
    public boolean isRepeat() {
      return people.values().stream().allMatch(n -> n == 0)
          && left.keySet().stream().anyMatch(reason -> reason.startsWith("had_it"))
          && left.keySet().stream().noneMatch(reason -> reason.startsWith("had_older"));
    }
  }

  /**
   * Looks at sheet and audience.
   *
   * @throws BadInput when the sheet has errors
   * @throws TocsinException when there are no officials or districts to go by
   */
  public Outlook outlook(Sheet sheet, SendOptions order) {
    List<Problem> problems = new ArrayList<>(standing);
    problems.addAll(check.check(sheet));
    problems.addAll(PositionNames.problems(sheet, rosters.at(release(order))));
    if (order.deadline().isEmpty()) {
      DeadlineCheck.of(sheet, times, release(order)).ifPresent(problems::add);
    }
    refuseErrors(problems);
    problems.addAll(officials.warnings(release(order), order.staleRoster()));
    problems.addAll(reviewed(sheet, order));
    pageWarning(sheet).ifPresent(problems::add);
    checkTimes(order);
    Sheet known = known(sheet, release(order));
    return jdbi.withHandle(h -> outlook(h, known, order, problems));
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

  private Outlook outlook(Handle h, Sheet sheet, SendOptions order, List<Problem> warnings) {
    new Areas(order.areas())
        .unknownTags(h)
        .forEach(each -> warnings.add(Problem.warning("audience", 0, "tag", each)));
    long revision = sheets.find(sheet).orElse(0L);
    PriorAlerts past = past(h, sheet, revision, order);
    OlderAlerts older = OlderAlerts.find(h, sheet, revision, order);
    older.refuseLosses(h, sheet, order, past);
    Audience audience = Audience.count(h, sheet, order, past);
    return new Outlook(
        audience.people(),
        audience.left(),
        warnings,
        audience.had(),
        audience.corrections(),
        older.lines(order.leftover()));
  }

  private PriorAlerts past(Handle h, Sheet sheet, long revision, SendOptions order) {
    PriorAlerts.Of alert = new PriorAlerts.Of(sheet, revision, 0, order);
    return PriorAlerts.of(h, alert, clock.instant(), Duration.ZERO);
  }

  /**
   * The sheet where it is known who is meant by the names among its positions, by the roster in
   * force.
   *
   * @throws BadInput where that is not sure
   */
  public Sheet known(Sheet sheet) {
    return known(sheet, clock.instant());
  }

  private Sheet known(Sheet sheet, Instant release) {
    return PositionNames.known(sheet, () -> rosters.orRefused(release));
  }

  /**
   * What is to be said on every publishing, whatever the sheet.
   *
   * @throws TocsinException when there are no officials to go by, or the House's terms have ended
   */
  public List<Problem> warnings(SendOptions order) {
    List<Problem> warnings = new ArrayList<>(standing);
    warnings.addAll(officials.warnings(release(order), order.staleRoster()));
    return warnings;
  }

  /**
   * What of the officials is in the way of publishing for a time, and what is to be said of them.
   */
  public List<Problem> officialsAt(Instant release) {
    return officials.problems(release);
  }

  private Optional<Problem> pageWarning(Sheet sheet) {
    return jdbi.withHandle(h -> TakenDown.since(h, sheet.slug()))
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

  private Instant release(SendOptions order) {
    return order.releaseAt().orElse(clock.instant());
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

  /** After which nothing of it goes, if anything says so: the order, else the sheet. */
  public Optional<Instant> deadline(Sheet sheet, SendOptions order) {
    return order.deadline().or(() -> sheet.deadline().map(times::instant));
  }

  /**
   * Makes the alert. Sending starts at its release, by whatever process serves this database.
   *
   * @return the alert's id
   */
  public long publish(Sheet sheet, SendOptions order) {
    return take(sheet, order).id();
  }

  /** The same, and says what it did to older alerts of the sheet. */
  public Published take(Sheet sheet, SendOptions order) {
    Outlook outlook = outlook(sheet, order);
    Revision revision = sheets.store(known(sheet, release(order)));
    try {
      Optional<Instant> deadline = deadline(revision.sheet(), order);
      Placing placing = new Placing(revision, order, deadline, clock.instant());
      return jdbi.inTransaction(h -> placing.place(h, outlook));
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof PSQLException cause
          && PSQLState.UNIQUE_VIOLATION.getState().equals(cause.getSQLState())) {
        throw new TocsinException(
            "This revision of the sheet is already waiting or being gathered in another alert (see:"
                + " tocsin alert list). Cancel that one, or wait until it is gathered.",
            e);
      }
      throw e;
    }
  }
}
