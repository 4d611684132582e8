package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.Sheets;

/** Takes a sheet in: checks it, keeps it as a revision, and makes an alert of it. */
public final class Publishing {
  private static final int STALE_DAYS = 120;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Sheets sheets;
  private final SheetCheck check;
  private final Rosters rosters;
  private final Districts districts;
  private final List<Problem> standing;

  /**
   * @param standing what is wrong whatever the sheet, such as settings without which nothing may go
   *     out; an error among them refuses every sheet
   */
  public Publishing(
      Jdbi jdbi,
      Clock clock,
      Sheets sheets,
      SheetCheck check,
      Rosters rosters,
      Districts districts,
      List<Problem> standing) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sheets = sheets;
    this.check = check;
    this.rosters = rosters;
    this.districts = districts;
    this.standing = List.copyOf(standing);
  }

  /**
   * What publishing would do, with nothing changed yet.
   *
   * @param people who would get it, by channel
   * @param left who would not, by reason
   * @param warnings what an editor should look at first
   */
  public record Outlook(Map<Channel, Long> people, Map<String, Long> left, List<Problem> warnings) {
    /** In words, a line each: how many by channel, and how many are left out and why. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Channel channel : Channel.values()) {
        lines.add("By " + channel.code() + ": " + people.getOrDefault(channel, 0L));
      }
      left.forEach((reason, n) -> lines.add("Left out, " + reason.replace('_', ' ') + ": " + n));
      return lines;
    }

    /** Whether everyone who could get it has had this revision already. */
    public boolean isRepeat() {
      return people.values().stream().allMatch(n -> n == 0)
          && left.keySet().stream().anyMatch(reason -> reason.startsWith("had_it"));
    }
  }

  /**
   * Looks at sheet and audience.
   *
   * @throws BadInput when the sheet has errors
   * @throws TocsinException when there are no officials or districts to go by
   */
  public Outlook outlook(Sheet sheet, Order order) {
    List<Problem> problems = new ArrayList<>(standing);
    problems.addAll(check.check(sheet));
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    rosterWarning(order).ifPresent(problems::add);
    checkTimes(sheet, order);
    Map<Channel, Long> people = new TreeMap<>();
    Map<String, Long> left = new TreeMap<>();
    jdbi.useHandle(h -> count(h, sheet, order, people, left));
    return new Outlook(people, left, problems);
  }

  /** What is to be said on every publishing, whatever the sheet; refuses as below. */
  public List<Problem> warnings(Order order) {
    List<Problem> warnings = new ArrayList<>(standing);
    rosterWarning(order).ifPresent(warnings::add);
    return warnings;
  }

  /**
   * What is to be said of the officials' age on every publishing.
   *
   * @throws TocsinException when there are none to go by, or the House's terms have ended
   */
  public Optional<Problem> rosterWarning(Order order) {
    Roster roster = rosters.orRefused();
    districts.orRefused(roster.congress());
    LocalDate day = LocalDate.ofInstant(order.releaseAt().orElse(clock.instant()), ZoneOffset.UTC);
    if (!roster.houseEnds().isAfter(day)) {
      if (!order.staleRoster()) {
        throw new TocsinException(
            "The terms of the House members in the roster of "
                + roster.asOf()
                + " ended on "
                + roster.houseEnds()
                + ". Import today's officials, or say --stale-roster if you mean it.");
      }
    }
    String message =
        "The officials are as of "
            + roster.asOf()
            + ". Import today's if you can: tocsin officials"
            + " update";
    return roster.asOf().plusDays(STALE_DAYS).isBefore(day)
        ? Optional.of(Problem.warning("roster", 0, "as-of", message))
        : Optional.empty();
  }

  private void checkTimes(Sheet sheet, Order order) {
    Instant release = order.releaseAt().orElse(clock.instant());
    deadline(sheet, order)
        .filter(deadline -> !deadline.isAfter(release))
        .ifPresent(
            deadline -> {
              throw new TocsinException(
                  "The deadline "
                      + deadline
                      + " is not after the release "
                      + release
                      + ". Give a later --deadline.");
            });
  }

  private static Optional<Instant> deadline(Sheet sheet, Order order) {
    return order
        .deadline()
        .or(() -> sheet.editions().get(0).deadline().map(ZonedDateTime::toInstant));
  }

  private void count(
      Handle h, Sheet sheet, Order order, Map<Channel, Long> people, Map<String, Long> left) {
    Past past =
        Past.of(h, sheets.find(sheet).orElse(0L), 0, order.again(), clock.instant(), Duration.ZERO);
    String sql =
        Persons.WITH
            + """
            SELECT channel, fate, count(*) FROM (
              SELECT 'email' AS channel, email_fate AS fate FROM person
              UNION ALL SELECT 'sms', sms_fate FROM person) AS fates
            WHERE fate IS NOT NULL GROUP BY channel, fate
            """;
    Persons.bind(h.createQuery(sql), order, sheet, past, Basis.NONE, 0, Long.MAX_VALUE)
        .map(
            (row, c) ->
                row.getString("fate").equals("go")
                    ? people.put(Channel.of(row.getString("channel")), row.getLong("count"))
                    : left.put(row.getString("fate"), row.getLong("count")))
        .list();
  }

  /**
   * Makes the alert. Sending starts at its release, by whatever process serves this database.
   *
   * @return the alert's id
   */
  public long publish(Sheet sheet, Order order) {
    outlook(sheet, order);
    Revision revision = sheets.store(sheet);
    try {
      return insert(revision, order);
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

  private long insert(Revision revision, Order order) {
    Instant now = clock.instant();
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    INSERT INTO alert (revision_id, channels, audience, again, release_at, deadline,
                                       created_at)
                    VALUES (:revision, :channels, :audience, :again, :release, :deadline, :now)
                    RETURNING id
                    """)
                .bind("revision", revision.id())
                .bindArray(
                    "channels",
                    String.class,
                    order.channels().stream().map(Channel::code).sorted().toArray())
                .bindArray("audience", String.class, order.areas().toArray())
                .bind("again", order.again())
                .bind("release", utc(order.releaseAt().orElse(now)))
                .bind(
                    "deadline", deadline(revision.sheet(), order).map(Publishing::utc).orElse(null))
                .bind("now", utc(now))
                .mapTo(Long.class)
                .one());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
