package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Problem;
import org.tocsin.TocsinException;

/**
 * District maps: which districts a ZIP lies in, for each Congress. A map never changes; an import
 * makes a new one, of the file and of what the file before it knew beyond.
 */
public final class Districts {
  private final Jdbi jdbi;
  private final Clock clock;

  public Districts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * What an import brought.
   *
   * @param zips in the file
   * @param splitZips of them that lie in several districts
   * @param known ZIPs on the map
   * @param fromWhen when it comes into force, in a sentence
   */
  public record Imported(
      long mapId, int zips, int splitZips, long known, List<Problem> warnings, String fromWhen) {}

  /** A district that a ZIP lies in, and how much of its land, 0 to 1, or null where unknown. */
  public record Part(District district, Double share) {}

  /**
   * Adds the map of a file: zccd.csv (columns state_abbr, zcta and cd in any order, a row for each
   * ZIP and district, 0 for an at-large seat), zip-supplement.csv (zip in place of zcta: ZIPs of
   * post offices, which have no area), or the Census's relationship file, which tells shares.
   */
  public Imported importFile(Path path, int congress) {
    return importFile(path, congress, Set.of());
  }

  /**
   * The same of a file of some states: the others stay as they are on the map before.
   *
   * @param only USPS codes of the states that the file is of; none: it is of the whole country, and
   *     is refused where it leaves out a state that the map before has
   */
  public Imported importFile(Path path, int congress, Set<String> only) {
    return new MapImport(jdbi, clock, path, congress, only).run();
  }

  /**
   * Adds a map, which is in force for its Congress from then on.
   *
   * @param source where it is from, for people
   * @param districtsByZip five digits to the districts that the ZIP lies in
   */
  public long add(int congress, String source, Map<String, List<District>> districtsByZip) {
    Map<String, Map<District, ZipRow>> rows = new HashMap<>();
    districtsByZip.forEach(
        (zip, districts) ->
            districts.forEach(
                d ->
                    rows.computeIfAbsent(zip, z -> new HashMap<>())
                        .put(d, new ZipRow(zip, d, null))));
    return jdbi.inTransaction(
        handle -> {
          lock(handle);
          long id = addMap(handle, congress, source, true, clock.instant());
          copy(handle, id, ZipFile.Kind.AREAS, rows);
          return id;
        });
  }

  /** Of two imports at once the later one builds on the earlier one. */
  static void lock(Handle handle) {
    handle.execute("LOCK TABLE district_map IN SHARE ROW EXCLUSIVE MODE");
  }

  static void copy(
      Handle handle,
      long id,
      ZipFile.Kind kind,
      Map<String, Map<District, ZipRow>> districtsByZip) {
    String table = "zip_district (map_id, zip, state, district, kind, share)";
    String word = kind == ZipFile.Kind.BOXES ? "box" : "area";
    try (CopyRows rows = CopyRows.into(handle.getConnection(), table)) {
      districtsByZip.forEach(
          (zip, parts) ->
              parts.forEach(
                  (d, part) -> rows.add(id, zip, d.state(), d.number(), word, part.share())));
      rows.finish();
    }
  }

  /**
   * @param areas whether it tells where people live
   */
  static long addMap(Handle handle, int congress, String source, boolean areas, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO district_map (congress, source, areas, imported_at)
            VALUES (:congress, :source, :areas, :now) RETURNING id\
            """)
        .bind("congress", congress)
        .bind("source", source)
        .bind("areas", areas)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** The newest map of a Congress. */
  public Optional<Long> mapFor(int congress) {
    return jdbi.withHandle(handle -> mapFor(handle, congress));
  }

  /**
   * @throws TocsinException when there is none yet
   */
  public long orRefused(int congress) {
    return mapFor(congress).orElseThrow(() -> new TocsinException(unknown(congress)));
  }

  /** That the districts of the officials' Congress are not known, and what to do. */
  public static String unknown(int congress) {
    return "The officials are those of the "
        + Congress.ordinal(congress)
        + " Congress, whose districts are not known. Run: tocsin districts import ZCCD --congress "
        + congress;
  }

  /** Whether there is a map of any Congress. */
  public boolean isAny() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM maps_in_force)")
                .mapTo(Boolean.class)
                .one());
  }

  private static Optional<Long> mapFor(Handle handle, int congress) {
    return handle
        .createQuery("SELECT id FROM maps_in_force WHERE congress = :congress")
        .bind("congress", congress)
        .mapTo(Long.class)
        .findOne();
  }

  /** The state that each ZIP lies in by the newest map of any Congress, where it is one. */
  public Map<String, String> statesOf(Collection<String> zips) {
    Map<String, String> states = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT zip, min(state) AS state FROM zip_district
                    WHERE zip = ANY(:zips)
                      AND map_id = (SELECT id FROM maps_in_force ORDER BY congress DESC LIMIT 1)
                    GROUP BY zip HAVING min(state) = max(state)
                    """)
                .bindArray("zips", String.class, zips.toArray())
                .map((r, c) -> states.put(r.getString("zip"), r.getString("state")))
                .list());
    return states;
  }

  /** Every district of a map. */
  public Set<District> all(long mapId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT state, district FROM zip_district WHERE map_id = :map")
                .bind("map", mapId)
                .map((r, c) -> new District(r.getString("state"), r.getInt("district")))
                .set());
  }

  /** Each different set of districts in which a ZIP of a map lies. */
  public List<List<Part>> places(long mapId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT string_agg(state || '-' || district, ',' ORDER BY state, district)
                    FROM zip_district WHERE map_id = :map GROUP BY zip\
                    """)
                .bind("map", mapId)
                .mapTo(String.class)
                .map(
                    codes ->
                        Stream.of(codes.split(","))
                            .map(c -> new Part(District.of(c), null))
                            .toList())
                .list());
  }

  /** The districts that a ZIP lies in, likeliest first; none where the map lacks the ZIP. */
  public List<District> ofZip(long mapId, String zip) {
    return ofZips(mapId, List.of(zip)).getOrDefault(zip, List.of()).stream()
        .map(Part::district)
        .toList();
  }

  /** The same of several ZIPs, with shares; those that the map lacks are left out. */
  public Map<String, List<Part>> ofZips(long mapId, Collection<String> zips) {
    Map<String, List<Part>> parts = new HashMap<>();
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(
                  """
                  SELECT zip, state, district, share FROM zip_district
                  WHERE map_id = :map AND zip = ANY(:zips)
                  ORDER BY zip, share DESC NULLS LAST, state, district
                  """)
              .bind("map", mapId)
              .bindArray("zips", String.class, zips.toArray())
              .map(
                  (r, c) -> {
                    Double share = r.getObject("share", Double.class);
                    District district = new District(r.getString("state"), r.getInt("district"));
                    parts
                        .computeIfAbsent(r.getString("zip"), z -> new ArrayList<>())
                        .add(new Part(district, share));
                    return district;
                  })
              .list();
        });
    return parts;
  }
}
