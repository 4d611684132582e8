package org.tocsin.civic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** Which office of each official lies nearest to a ZIP, by the coordinates of both. */
public final class NearestOffices {
  private static final int REPORTED = 20;

  /** On the ground a degree of longitude shrinks towards the poles; near is near enough. */
  private static final String NEAR =
      """
      WITH place AS (
        SELECT DISTINCT z.zip, z.state, z.district, p.latitude, p.longitude
        FROM zip_district z JOIN zip_point p USING (zip)
        WHERE z.map_id = :map AND (:zip = '' OR z.zip = :zip)),
      holder AS (
        SELECT DISTINCT p.zip, p.latitude, p.longitude, o.bioguide
        FROM place p JOIN official o ON o.roster_id = :roster AND o.state = p.state
          AND (o.chamber = 'senate' OR o.district = p.district)),
      nearest AS (
        SELECT DISTINCT ON (h.zip, h.bioguide) h.zip, h.bioguide, f.label
        FROM holder h JOIN office f ON f.roster_id = :roster AND f.bioguide = h.bioguide
        WHERE f.phone IS NOT NULL AND f.label <> 'DC'
          AND f.latitude IS NOT NULL AND f.longitude IS NOT NULL
        ORDER BY h.zip, h.bioguide,
          power(f.latitude - h.latitude, 2)
            + power(cos(radians(h.latitude)) * (f.longitude - h.longitude), 2), f.position)
      SELECT zip, string_agg(bioguide || '=' || label, ';' ORDER BY bioguide) AS near
      FROM nearest GROUP BY zip
      """;

  private final Jdbi jdbi;

  public NearestOffices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Replaces what is known of where ZIPs lie by a gazetteer of the Census (columns GEOID, INTPTLAT
   * and INTPTLONG) or any file with the columns zip, latitude and longitude.
   *
   * @return the number of ZIPs
   */
  public int importFile(Path gazetteer) {
    Map<String, double[]> points = read(gazetteer);
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM zip_near");
          handle.execute("DELETE FROM zip_point");
          try (CopyRows rows =
              CopyRows.into(handle.getConnection(), "zip_point (zip, latitude, longitude)")) {
            points.forEach((zip, point) -> rows.add(zip, point[0], point[1]));
            rows.finish();
          }
        });
    return points.size();
  }

  private static Map<String, double[]> read(Path file) {
    List<Problem> problems = new ArrayList<>();
    Map<String, double[]> points = new TreeMap<>();
    try (CsvFile csv = CsvFile.openSeparatedBy(file, ',', '\t', '|')) {
      boolean census = csv.has("geoid");
      String zip = census ? "geoid" : "zip";
      String latitude = census ? "intptlat" : "latitude";
      String longitude = census ? "intptlong" : "longitude";
      csv.require(zip, latitude, longitude);
      for (Optional<CsvRow> row = csv.next();
          row.isPresent() && problems.size() < REPORTED;
          row = csv.next()) {
        if (!ZipLine.ZIP.matcher(row.get().get(zip)).matches()) {
          problems.add(ZipLine.badZip(file.toString(), row.get(), zip));
        } else {
          points.put(
              row.get().get(zip),
              new double[] {
                degrees(file, row.get(), latitude, 90, problems),
                degrees(file, row.get(), longitude, 180, problems)
              });
        }
      }
    }
    if (problems.isEmpty() && points.isEmpty()) {
      problems.add(Problem.error(file.toString(), 0, "", "It has a header and no rows."));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return points;
  }

  private static double degrees(
      Path file, CsvRow row, String column, int most, List<Problem> problems) {
    try {
      double degrees = Double.parseDouble(row.get(column));
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    problems.add(
        Problem.error(
            file.toString(),
            row.line(),
            column,
            "'" + row.get(column) + "' is no number of degrees, such as 43.0481."));
    return 0;
  }

  /** Works it out for every ZIP, unless that is done or no ZIP has a place. */
  public static void prepare(Handle handle, long rosterId, long mapId) {
    handle
        .createUpdate(
            """
            INSERT INTO zip_near (roster_id, map_id, zip, near)
            SELECT :roster, :map, zip, near FROM (%s) AS worked_out
            WHERE NOT EXISTS (SELECT FROM zip_near WHERE roster_id = :roster AND map_id = :map)
            ON CONFLICT DO NOTHING
            """
                .formatted(NEAR))
        .bind("roster", rosterId)
        .bind("map", mapId)
        .bind("zip", "")
        .execute();
  }

  /** The same for one ZIP, "" where nothing is known. */
  public String of(long rosterId, long mapId, String zip) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT near FROM (" + NEAR + ") AS worked_out WHERE zip = :zip")
                .bind("roster", rosterId)
                .bind("map", mapId)
                .bind("zip", zip)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }
}
