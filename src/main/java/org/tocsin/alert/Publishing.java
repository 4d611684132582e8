package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;

/** Takes a sheet in: checks it, keeps it as a revision, and makes an alert of it. */
public final class Publishing {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Sheets sheets;
  private final Rosters rosters;
  private final PublishChecks checks;
  private final LocalTimes times;

  /**
   * @param times for deadlines that say no zone
   */
  public Publishing(
      Jdbi jdbi,
      Clock clock,
      Sheets sheets,
      Rosters rosters,
      PublishChecks checks,
      LocalTimes times) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sheets = sheets;
    this.rosters = rosters;
    this.checks = checks;
    this.times = times;
  }

  /**
   * Looks at sheet and audience; nothing is changed.
   *
   * @throws BadInput when the sheet has errors
   * @throws TocsinException when there are no officials or districts to go by
   */
  public PublishPreview preview(Sheet sheet, SendOptions order) {
    List<Problem> warnings = checks.warnings(sheet, order);
    Sheet known = known(sheet, checks.release(order));
    return jdbi.withHandle(handle -> counted(handle, known, order, warnings));
  }

  private PublishPreview counted(
      Handle handle, Sheet sheet, SendOptions order, List<Problem> warnings) {
    Areas areas = new Areas(order.areas());
    areas.refuseUngathered(handle);
    areas
        .unknownTags(handle)
        .forEach(each -> warnings.add(Problem.warning("audience", 0, "tag", each)));
    long revision = sheets.find(sheet).orElse(0L);
    PriorAlerts past = past(handle, sheet, revision, order);
    OlderAlerts older = OlderAlerts.find(handle, sheet, revision, order);
    older.refuseLosses(handle, sheet, order, past);
    Audience audience = Audience.count(handle, sheet, order, past);
    return new PublishPreview(
        sheet,
        order,
        audience.people(),
        audience.left(),
        warnings,
        audience.had(),
        audience.corrections(),
        older.waits(order.leftover()));
  }

  /**
   * People of its audience who would get nothing, for one reason; nothing is changed.
   *
   * @param reason one of {@link LeftOut#REASONS}
   * @param after an id; only people after it
   * @param limit how many at most
   * @throws TocsinException where it is not known who the audience is
   */
  public LeftOut leftOut(Sheet sheet, SendOptions order, String reason, long after, int limit) {
    return jdbi.withHandle(
        handle -> {
          new Areas(order.areas()).refuseUngathered(handle);
          PriorAlerts past = past(handle, sheet, sheets.find(sheet).orElse(0L), order);
          return LeftOut.find(handle, sheet, order, past, new LeftOut.Search(reason, after, limit));
        });
  }

  private PriorAlerts past(Handle handle, Sheet sheet, long revision, SendOptions order) {
    PriorAlerts.Of alert = new PriorAlerts.Of(sheet, revision, 0, order);
    return PriorAlerts.of(handle, alert, clock.instant(), Duration.ZERO);
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
   * What of the officials is in the way of publishing for a time, and what is to be said of them.
   */
  public List<Problem> officialsAt(Instant release) {
    return checks.officialsAt(release);
  }

  /** After which nothing of it goes, if anything says so: the order, else the sheet. */
  public Optional<Instant> deadline(Sheet sheet, SendOptions order) {
    return order.deadline().or(() -> sheet.deadline().map(times::instant));
  }

  /** Looks at it, and makes the alert where nothing is in the way. */
  public Published publish(Sheet sheet, SendOptions order) {
    return publish(preview(sheet, order));
  }

  /**
   * Makes the alert of what has been looked at. Sending starts at its release, by whatever process
   * serves this database.
   *
   * @throws TocsinException where a time is over or the officials are stale by now
   */
  public Published publish(PublishPreview preview) {
    return publish(preview, OptionalLong.empty(), (handle, alert) -> {});
  }

  /**
   * The same where nobody else has sent the sheet since.
   *
   * @param newest the id of its newest alert when it was looked at, or 0
   * @param condition what else must hold
   * @throws SentMeanwhile where there is a newer one; nothing has changed
   */
  public Published publishAfter(PublishPreview preview, long newest, SendCondition condition) {
    return publish(preview, OptionalLong.of(newest), condition);
  }

  private Published publish(PublishPreview preview, OptionalLong newest, SendCondition condition) {
    SendOptions order = preview.order();
    checks.stillInTime(order);
    Revision revision = sheets.store(preview.sheet());
    Placing placing =
        new Placing(revision, order, deadline(revision.sheet(), order), clock.instant(), newest);
    try {
      return jdbi.inTransaction(
          handle -> {
            Published published = placing.place(handle, preview);
            condition.check(handle, published.id());
            return published;
          });
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
