package org.tocsin.civic;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * Holds the lines of a file against those of the map before: within a Congress they do not change,
 * and no state loses its ZIPs.
 *
 * @param states that the file tells of
 * @param meant whether it was said that the file is of these states, so that it is taken with a
 *     word
 */
record NewLines(Path file, Set<String> states, boolean meant) {
  /** Of fewer, nothing can be said. */
  private static final int ENOUGH = 20;

  private static final int FEW = 5;
  private static final int PERCENT_ELSEWHERE = 2;
  private static final int PERCENT_LEFT = 80;

  /** Of a whole country. */
  private static final int MANY = 1_000;

  /**
   * How a state has changed.
   *
   * @param before how many of its ZIPs the map before has
   * @param still how many of these are in the file
   * @param elsewhere how many of these lie in none of the districts that they lay in
   */
  private record Change(String state, int before, int still, int elsewhere) {
    boolean isCut() {
      return before >= ENOUGH && 100 * still < PERCENT_LEFT * before;
    }

    boolean hasOtherLines() {
      return before >= ENOUGH && elsewhere >= FEW && 100 * elsewhere > PERCENT_ELSEWHERE * before;
    }
  }

  /**
   * @return what is to be said of them
   * @throws BadInput where it cannot be a map of that Congress
   */
  Optional<Problem> check(Handle handle, long old, long id, int before, int congress) {
    List<Change> changes = changes(handle, old, id);
    Optional<String> cut = cut(changes);
    if (cut.isPresent()) {
      return doubt(cut.get());
    }
    if (before != congress) {
      return isSame(handle, old, id)
          ? Optional.of(warning(same(before, congress)))
          : Optional.empty();
    }
    return other(changes, congress).flatMap(this::doubt);
  }

  private List<Change> changes(Handle handle, long old, long id) {
    return handle
        .createQuery(
            """
            SELECT state, count(*) AS before, count(now) AS still,
              count(*) FILTER (WHERE NOT was && now) AS elsewhere
            FROM (SELECT state, zip,
                    array_agg(district) FILTER (WHERE map_id = :old) AS was,
                    array_agg(district) FILTER (WHERE map_id = :new) AS now
                  FROM zip_district
                  WHERE map_id IN (:old, :new) AND kind = 'area'
                    AND state = ANY(string_to_array(:states, ','))
                  GROUP BY state, zip) lies
            WHERE was IS NOT NULL GROUP BY state ORDER BY state
            """)
        .bind("old", old)
        .bind("new", id)
        .bind("states", String.join(",", states))
        .map(
            (row, c) ->
                new Change(
                    row.getString("state"),
                    row.getInt("before"),
                    row.getInt("still"),
                    row.getInt("elsewhere")))
        .list();
  }

  private static Optional<String> cut(List<Change> changes) {
    String which =
        changes.stream()
            .filter(Change::isCut)
            .map(c -> c.still() + " of " + c.before() + " of " + c.state())
            .collect(Collectors.joining(", "));
    return which.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Of the ZIPs of the map before it has only "
                + which
                + ". Was it cut off? Take the file as it was published.");
  }

  private static Optional<String> other(List<Change> changes, int congress) {
    String which =
        changes.stream()
            .filter(Change::hasOtherLines)
            .map(c -> c.state() + " " + c.elsewhere() + " of " + c.still())
            .collect(Collectors.joining(", "));
    return which.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It has other lines than the map of the "
                + Congress.ordinal(congress)
                + " Congress that is here; so many ZIPs would lie in wholly other districts: "
                + which
                + ". Lines do not change within a Congress: is it the map of the "
                + Congress.ordinal(congress + 1)
                + "? Then say --congress "
                + (congress + 1)
                + ". If these lines are right all the same, name the states that changed: --only "
                + changes.stream().map(Change::state).collect(Collectors.joining(",")));
  }

  /** A part may be meant to change just this; the whole country is not taken. */
  private Optional<Problem> doubt(String message) {
    if (meant) {
      return Optional.of(warning(message));
    }
    throw new BadInput(Problem.error(file.toString(), 0, "cd", message));
  }

  private static boolean isSame(Handle handle, long old, long id) {
    return handle
        .createQuery(
            """
            WITH o AS (SELECT zip, state, district FROM zip_district
                       WHERE map_id = :old AND kind = 'area'),
              n AS (SELECT zip, state, district FROM zip_district
                    WHERE map_id = :new AND kind = 'area')
            SELECT (SELECT count(*) FROM n) >= :many
              AND NOT EXISTS (SELECT FROM (TABLE o EXCEPT TABLE n) lost)
              AND NOT EXISTS (SELECT FROM (TABLE n EXCEPT TABLE o) won)
            """)
        .bind("old", old)
        .bind("new", id)
        .bind("many", MANY)
        .mapTo(Boolean.class)
        .one();
  }

  private static String same(int before, int congress) {
    return "It is the map of the "
        + Congress.ordinal(before)
        + " Congress, ZIP for ZIP. Where states have drawn new lines since, it is not that of the "
        + Congress.ordinal(congress)
        + ". Be sure; to go back: tocsin districts back --congress "
        + congress;
  }

  private Problem warning(String message) {
    return Problem.warning(file.toString(), 0, "cd", message);
  }
}
