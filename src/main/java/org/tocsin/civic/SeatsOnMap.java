package org.tocsin.civic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tocsin.Problem;

/** Holds the seats of a roster against the districts of the map of the same Congress. */
final class SeatsOnMap {
  private static final int SHOWN = 10;

  private static final String SEATS =
      """
      WITH roster_of AS (
        SELECT id FROM roster WHERE congress = :congress AND withdrawn_at IS NULL
        ORDER BY as_of DESC, id DESC LIMIT 1),
      map_of AS (SELECT id FROM maps_in_force WHERE congress = :congress),
      seat AS (
        SELECT state, district, full_name FROM official
        WHERE roster_id = (SELECT id FROM roster_of) AND chamber = 'house'),
      lies AS (
        SELECT DISTINCT state, district FROM zip_district
        WHERE map_id = (SELECT id FROM map_of))
      """;

  /** Of states that the map leaves out altogether something else is said. */
  private static final String WITHOUT_DISTRICT =
      SEATS
          + """
          SELECT s.full_name || ' (' || s.state || '-' || s.district || ')' FROM seat s
          WHERE s.state IN (SELECT state FROM lies)
            AND NOT EXISTS (
              SELECT FROM lies l WHERE (l.state, l.district) = (s.state, s.district))
          ORDER BY s.state, s.district
          """;

  private static final String WITHOUT_HOLDER =
      SEATS
          + """
          SELECT l.state || '-' || l.district FROM lies l
          WHERE EXISTS (SELECT FROM seat)
            AND NOT EXISTS (
              SELECT FROM seat s WHERE (l.state, l.district) = (s.state, s.district))
          ORDER BY l.state, l.district
          """;

  private SeatsOnMap() {}

  /** What does not fit; nothing where one of the two is not here yet. */
  static List<Problem> compare(Handle handle, Path file, int congress) {
    List<Problem> problems = new ArrayList<>();
    words(handle, WITHOUT_DISTRICT, congress)
        .map(
            who ->
                "No district of the map is the seat of "
                    + who
                    + ". Nobody is shown them as theirs: check the number of the seat.")
        .ifPresent(message -> problems.add(warning(file, message)));
    words(handle, WITHOUT_HOLDER, congress)
        .map(
            seats ->
                "Nobody in the roster holds "
                    + seats
                    + ". People there read that the seat is vacant.")
        .ifPresent(message -> problems.add(warning(file, message)));
    return problems;
  }

  /** Districts of the map whose seat nobody holds, such as "NY-24". */
  static List<String> withoutHolder(Handle handle, int congress) {
    return found(handle, WITHOUT_HOLDER, congress);
  }

  private static List<String> found(Handle handle, String sql, int congress) {
    return handle.createQuery(sql).bind("congress", congress).mapTo(String.class).list();
  }

  private static Optional<String> words(Handle handle, String sql, int congress) {
    List<String> found = found(handle, sql, congress);
    String shown = found.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            found.size() > SHOWN ? shown + " and " + (found.size() - SHOWN) + " more" : shown);
  }

  private static Problem warning(Path file, String message) {
    return Problem.warning(file.toString(), 0, "district", message);
  }
}
