package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
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
    ZipFile file = ZipFile.read(path, congress);
    if (file.kind() == ZipFile.Kind.AREAS) {
      new PartOfMap(path, file.states(), only).check(statesOfLast(congress));
    } else if (!only.isEmpty()) {
      throw new BadInput(
          Problem.error(
              path.toString(),
              0,
              "--only",
              "A file of this kind adds to the map by itself. Leave out --only."));
    }
    String source = path.getFileName().toString();
    long id = add(congress, source, file.kind(), file.rows(), only);
    Map<String, Set<String>> zips = new TreeMap<>();
    ofMap(id)
        .forEach(
            (zip, parts) ->
                parts.forEach(
                    p ->
                        zips.computeIfAbsent(p.district().state(), s -> new TreeSet<>()).add(zip)));
    return new Imported(
        id,
        file.rows().size(),
        ZipFile.split(file.rows().values()),
        zips.values().stream().flatMap(Set::stream).distinct().count(),
        statesLeftOut(path, zips.keySet()),
        jdbi.inTransaction(h -> FromWhen.map(h, congress, clock.instant())));
  }

  /**
   * Where people live on the map of this Congress, or else the states on the newest of any before
   * it: of territories, which vote for no member, not every file tells.
   */
  private Set<String> statesOfLast(int congress) {
    return jdbi.withHandle(
        h ->
            h
                .createQuery(
                    """
                    SELECT DISTINCT state, last.congress FROM zip_district JOIN (
                      SELECT id, congress FROM maps_in_force WHERE congress <= :congress
                      ORDER BY congress DESC LIMIT 1) last ON last.id = map_id
                    WHERE kind = 'area'
                    """)
                .bind("congress", congress)
                .map((r, c) -> Map.entry(r.getString("state"), r.getInt("congress")))
                .stream()
                .filter(each -> each.getValue() == congress || States.votes(each.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  private static List<Problem> statesLeftOut(Path file, Set<String> told) {
    Set<String> leftOut = new TreeSet<>(States.codes());
    leftOut.removeAll(told);
    String message =
        "No ZIP lies in: " + String.join(", ", leftOut) + ". People there are known by state only.";
    return leftOut.isEmpty()
        ? List.of()
        : List.of(Problem.warning(file.toString(), 0, "state_abbr", message));
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
    return add(congress, source, ZipFile.Kind.AREAS, rows, Set.of());
  }

  private long add(
      int congress,
      String source,
      ZipFile.Kind kind,
      Map<String, Map<District, ZipRow>> districtsByZip,
      Set<String> only) {
    return jdbi.inTransaction(
        h -> {
          // Of two imports at once the later one builds on the earlier one.
          h.execute("LOCK TABLE district_map IN SHARE ROW EXCLUSIVE MODE");
          Optional<Long> before = mapFor(h, congress);
          long id = addMap(h, congress, source);
          copy(h, id, kind, districtsByZip);
          before.ifPresent(old -> MapMerge.of(kind).carryOver(h, old, id, only));
          return id;
        });
  }

  private static void copy(
      Handle h, long id, ZipFile.Kind kind, Map<String, Map<District, ZipRow>> districtsByZip) {
    String table = "zip_district (map_id, zip, state, district, kind, share)";
    String word = kind == ZipFile.Kind.BOXES ? "box" : "area";
    try (CopyRows rows = CopyRows.into(h.getConnection(), table)) {
      districtsByZip.forEach(
          (zip, parts) ->
              parts.forEach(
                  (d, part) -> rows.add(id, zip, d.state(), d.number(), word, part.share())));
      rows.finish();
    }
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
    return jdbi.withHandle(h -> mapFor(h, congress));
  }

  /**
   * @throws TocsinException when there is none yet
   */
  public long orRefused(int congress) {
    return mapFor(congress)
        .orElseThrow(
            () ->
                new TocsinException(
                    "The officials are those of the "
                        + Congress.ordinal(congress)
                        + " Congress, whose districts are not known. Run: tocsin districts import"
                        + " ZCCD --congress "
                        + congress));
  }

  private static Optional<Long> mapFor(Handle h, int congress) {
    return h.createQuery("SELECT id FROM maps_in_force WHERE congress = :congress")
        .bind("congress", congress)
        .mapTo(Long.class)
        .findOne();
  }

  /** Every district of a map. */
  public Set<District> all(long mapId) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT DISTINCT state, district FROM zip_district WHERE map_id = :map")
                .bind("map", mapId)
                .map((r, c) -> new District(r.getString("state"), r.getInt("district")))
                .set());
  }

  /** Each different set of districts in which a ZIP of a map lies. */
  public List<List<Part>> places(long mapId) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
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
    return parts(mapId, "AND zip = ANY(:zips)", zips);
  }

  private Map<String, List<Part>> ofMap(long mapId) {
    return parts(mapId, "", List.of());
  }

  private Map<String, List<Part>> parts(long mapId, String which, Collection<String> zips) {
    String sql =
        """
        SELECT zip, state, district, share FROM zip_district WHERE map_id = :map <which>
        ORDER BY zip, share DESC NULLS LAST, state, district\
        """
            .replace("<which>", which);
    Map<String, List<Part>> parts = new HashMap<>();
    jdbi.useHandle(
        h -> {
          var query = h.createQuery(sql).bind("map", mapId);
          if (!which.isEmpty()) {
            query.bindArray("zips", String.class, zips.toArray());
          }
          query
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
