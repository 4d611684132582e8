package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** District maps: which districts a ZIP lies in, for each Congress. A map never changes. */
public final class Districts {
  private static final int REPORTED = 20;

  private final Jdbi jdbi;
  private final Clock clock;

  public Districts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * What an import brought.
   *
   * @param splitZips ZIPs that lie in several districts
   */
  public record Imported(long mapId, int zips, int splitZips, List<Problem> warnings) {}

  /**
   * Adds the map of a file in the manner of OpenSourceActivismTech's zccd.csv: columns state_abbr,
   * zcta and cd in any order, a row for each ZIP and district, 0 for an at-large seat.
   */
  public Imported importFile(Path zccd, int congress) {
    Map<String, List<District>> map = read(zccd);
    long id = add(congress, zccd.getFileName().toString(), map);
    int split = (int) map.values().stream().filter(d -> d.size() > 1).count();
    return new Imported(id, map.size(), split, statesLeftOut(zccd, map));
  }

  private static List<Problem> statesLeftOut(Path zccd, Map<String, List<District>> map) {
    Set<String> leftOut = new TreeSet<>(States.codes());
    map.values().forEach(districts -> districts.forEach(d -> leftOut.remove(d.state())));
    String message =
        "No ZIP lies in: " + String.join(", ", leftOut) + ". People there are known by state only.";
    return leftOut.isEmpty()
        ? List.of()
        : List.of(Problem.warning(zccd.toString(), 0, "state_abbr", message));
  }

  private static Map<String, List<District>> read(Path zccd) {
    List<Problem> problems = new ArrayList<>();
    Map<String, TreeSet<District>> map = new TreeMap<>();
    try (CsvFile csv = CsvFile.open(zccd)) {
      csv.require("state_abbr", "zcta", "cd");
      Optional<CsvRow> row = csv.next();
      while (row.isPresent() && problems.size() < REPORTED) {
        ZipRow.read(zccd.toString(), row.get(), problems)
            .ifPresent(r -> map.computeIfAbsent(r.zip(), z -> new TreeSet<>()).add(r.district()));
        row = csv.next();
      }
    }
    if (problems.isEmpty() && map.isEmpty()) {
      problems.add(Problem.error(zccd.toString(), 0, "", "It has a header and no rows."));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    Map<String, List<District>> sorted = new TreeMap<>();
    map.forEach((zip, districts) -> sorted.put(zip, List.copyOf(districts)));
    return sorted;
  }

  /**
   * Adds a map, which is in force for its Congress from then on.
   *
   * @param source where it is from, for people
   * @param districtsByZip five digits to the districts that the ZIP lies in
   */
  public long add(int congress, String source, Map<String, List<District>> districtsByZip) {
    return jdbi.inTransaction(
        h -> {
          long id = addMap(h, congress, source);
          try (CopyRows rows =
              CopyRows.into(h.getConnection(), "zip_district (map_id, zip, state, district)")) {
            districtsByZip.forEach(
                (zip, districts) ->
                    districts.forEach(d -> rows.add(id, zip, d.state(), d.number())));
            rows.finish();
          }
          return id;
        });
  }

  private long addMap(Handle h, int congress, String source) {
    return h.createQuery(
            """
            INSERT INTO district_map (congress, source, imported_at)
            VALUES (:congress, :source, :now) RETURNING id\
            """)
        .bind("congress", congress)
        .bind("source", source)
        .bind("now", clock.instant())
        .mapTo(Long.class)
        .one();
  }

  /** The newest map of a Congress. */
  public Optional<Long> mapFor(int congress) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT id FROM district_map WHERE congress = :congress ORDER BY id DESC LIMIT"
                        + " 1")
                .bind("congress", congress)
                .mapTo(Long.class)
                .findOne());
  }

  /** The districts that a ZIP lies in, in order; none where the map lacks the ZIP. */
  public List<District> ofZip(long mapId, String zip) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    """
                    SELECT state, district FROM zip_district
                    WHERE map_id = :map AND zip = :zip ORDER BY state, district\
                    """)
                .bind("map", mapId)
                .bind("zip", zip)
                .map((r, c) -> new District(r.getString("state"), r.getInt("district")))
                .list());
  }
}
