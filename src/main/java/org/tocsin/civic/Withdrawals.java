package org.tocsin.civic;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/**
 * Takes back what was imported: it is kept for the alerts that were made from it, and what was
 * there before is in force again.
 */
public final class Withdrawals {
  /** An import and what was corrected of it since. */
  private static final String WITH_CORRECTIONS =
      """
      WITH RECURSIVE import AS (
        SELECT id, corrects FROM roster WHERE id = :id
        UNION
        SELECT r.id, r.corrects FROM roster r JOIN import i ON r.id = i.corrects)
      UPDATE roster SET withdrawn_at = :now WHERE id IN (SELECT id FROM import)
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Rosters rosters;

  public Withdrawals(Jdbi jdbi, Clock clock, Rosters rosters) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.rosters = rosters;
  }

  /**
   * Takes back the officials that were imported last, whether they are in force or wait.
   *
   * @return those in force now
   * @throws TocsinException where there are none before them; nothing has changed
   */
  public Roster lastOfficials() {
    return jdbi.inTransaction(
        handle -> {
          long last = newest(handle).orElseThrow(Withdrawals::none);
          withdraw(handle, last);
          return inForceNow(handle);
        });
  }

  /**
   * Takes back all officials of a later day, and those of a later Congress.
   *
   * @param day the one whose officials, or else those of the last day before it, are to be in force
   */
  public Roster officialsAfter(LocalDate day) {
    return jdbi.inTransaction(
        handle -> {
          for (long id : after(handle, day)) {
            withdraw(handle, id);
          }
          return inForceNow(handle);
        });
  }

  private static List<Long> after(Handle handle, LocalDate day) {
    return handle
        .createQuery(
            """
            SELECT id FROM roster
            WHERE withdrawn_at IS NULL AND (as_of > :day OR congress > :sitting)
            """)
        .bind("day", day)
        .bind("sitting", Congress.at(day))
        .mapTo(Long.class)
        .list();
  }

  private static Optional<Long> newest(Handle handle) {
    return handle
        .createQuery("SELECT max(id) FROM roster WHERE withdrawn_at IS NULL")
        .mapTo(Long.class)
        .findOne();
  }

  private void withdraw(Handle handle, long id) {
    handle.createUpdate(WITH_CORRECTIONS).bind("id", id).bind("now", now()).execute();
  }

  /** What people here know better holds for those of before, too. */
  private Roster inForceNow(Handle handle) {
    Roster before = rosters.inForce().orElseThrow(Withdrawals::none);
    rosters.bringUpToDate(handle, before);
    return rosters.orRefused();
  }

  private static TocsinException none() {
    return new TocsinException(
        "There are no officials before these to go back to. Nothing has changed. Import the right"
            + " ones: tocsin officials import LEGISLATORS OFFICES --as-of DATE");
  }

  /**
   * Takes back the map of a Congress that was imported last.
   *
   * @return from when the one before it is used, or what there is to do where there is none
   * @throws TocsinException where the officials in force would be without districts
   */
  public String lastMap(int congress) {
    return jdbi.inTransaction(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      """
                      UPDATE district_map SET withdrawn_at = :now
                      WHERE id = (SELECT id FROM maps_in_force WHERE congress = :congress)
                      """)
                  .bind("now", now())
                  .bind("congress", congress)
                  .execute();
          boolean left = new Districts(jdbi, clock).mapFor(congress).isPresent();
          boolean needed = rosters.inForce().filter(r -> r.congress() == congress).isPresent();
          if (changed == 0 || (needed && !left)) {
            throw noMap(congress, changed == 0);
          }
          return left
              ? FromWhen.map(handle, congress, clock.instant())
              : "There is no map of the " + Congress.ordinal(congress) + " Congress any more.";
        });
  }

  private static TocsinException noMap(int congress, boolean none) {
    return new TocsinException(
        "There is no map of the "
            + Congress.ordinal(congress)
            + " Congress"
            + (none ? "" : " before this one, and its officials are in force")
            + ". Nothing has changed. Import the right one: tocsin districts import ZCCD --congress"
            + " "
            + congress);
  }

  private Instant now() {
    return clock.instant();
  }
}
