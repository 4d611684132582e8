package org.tocsin.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.tocsin.civic.Congress;
import org.tocsin.civic.Districts;

/**
 * What an alert of a certain time is made from, and what stands in its way. Publishing and release
 * go by the same answer.
 *
 * @param roster the officials that are in force at that time, or empty where none are known
 * @param later the Congress of officials that wait for its districts, or empty
 */
record Readiness(Instant at, Optional<Officials> roster, Optional<Integer> later) {
  /**
   * @param houseEnds the day on which the terms of the House's members end
   * @param mapId the newest map of their Congress, if there is any
   */
  record Officials(
      long id, int congress, LocalDate asOf, LocalDate houseEnds, Optional<Long> mapId) {}

  static Readiness at(Handle handle, Instant time) {
    return new Readiness(time, officials(handle, time), later(handle, time));
  }

  /** Also those that wait now for the beginning of a Congress that has begun by then. */
  private static Optional<Officials> officials(Handle handle, Instant time) {
    return handle
        .createQuery(
            """
            SELECT r.id, r.congress, r.as_of,
              (SELECT max(o.term_end) FROM official o
               WHERE o.roster_id = r.id AND o.chamber = 'house') AS house_ends,
              (SELECT m.id FROM maps_in_force m WHERE m.congress = r.congress) AS map_id
            FROM officials_at(:sitting) r LIMIT 1
            """)
        .bind("sitting", Congress.at(time))
        .map(
            (row, c) ->
                new Officials(
                    row.getLong("id"),
                    row.getInt("congress"),
                    row.getObject("as_of", LocalDate.class),
                    houseEnds(row.getInt("congress"), row.getObject("house_ends", LocalDate.class)),
                    Optional.ofNullable(row.getObject("map_id", Long.class))))
        .findOne();
  }

  /**
   * @param last the last day on which a term ends, or null; one that is mistyped counts no longer
   *     than the Congress
   */
  private static LocalDate houseEnds(int congress, LocalDate last) {
    LocalDate end = Congress.endOf(congress);
    return last != null && last.isBefore(end) ? last : end;
  }

  private static Optional<Integer> later(Handle handle, Instant time) {
    return handle
        .createQuery(
            """
            SELECT max(congress) FROM roster
            WHERE waits AND withdrawn_at IS NULL AND congress <= :sitting
              AND NOT EXISTS (SELECT FROM maps_in_force m WHERE m.congress = roster.congress)
            """)
        .bind("sitting", Congress.at(time))
        .mapTo(Integer.class)
        .findOne();
  }

  /**
   * Why nothing may go then, and what to do, in whole sentences; empty where all is well.
   *
   * @param staleRoster although the terms of the House's members have ended
   */
  Optional<String> obstacle(boolean staleRoster) {
    if (roster.isEmpty()) {
      return Optional.of(
          "No officials are known yet. Run: tocsin officials import LEGISLATORS OFFICES --as-of"
              + " DATE");
    }
    Officials officials = roster.get();
    if (officials.mapId().isEmpty()) {
      return Optional.of(Districts.unknown(officials.congress()));
    }
    boolean ended = !at.isBefore(Congress.noon(officials.houseEnds()));
    return ended && !staleRoster
        ? Optional.of(ended(officials) + " " + later.map(Districts::unknown).orElse(newOnes()))
        : Optional.empty();
  }

  /** The senators in the roster whose terms have ended by then, by name with the state. */
  List<String> formerSenators(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT full_name || ' (' || state || ')' FROM official
            WHERE roster_id = :roster AND chamber = 'senate' AND term_end <= :day
            ORDER BY state, bioguide
            """)
        .bind("roster", roster.map(Officials::id).orElse(0L))
        .bind("day", Congress.dayOf(at))
        .mapTo(String.class)
        .list();
  }

  private static String ended(Officials officials) {
    return "The terms of the House members in the roster of "
        + officials.asOf()
        + " ended on "
        + officials.houseEnds()
        + ".";
  }

  private String newOnes() {
    String congress = Congress.ordinal(Congress.at(at));
    return "Import the officials of the "
        + congress
        + " Congress when they are published (tocsin officials update) and its districts (tocsin"
        + " districts import); until then this waits. Or publish with --stale-roster if you mean"
        + " it.";
  }
}
