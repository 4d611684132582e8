package org.tocsin.audience;

import org.jdbi.v3.core.Jdbi;

/**
 * Finds each subscriber's district by ZIP on the map in force (the newest of the Congress of the
 * roster in force), and their time zone. What is known by street address stays.
 */
public final class Assignments {
  /** Adds assignment, districts and zones to rows of zip, state, known_kind, known_districts. */
  private static final String ASSIGNED =
      """
      WITH map AS (
        SELECT id FROM district_map
        WHERE congress = (SELECT congress FROM roster ORDER BY as_of DESC, id DESC LIMIT 1)
        ORDER BY id DESC LIMIT 1
      ), lies AS MATERIALIZED (
        SELECT zip, array_agg(state || '-' || district ORDER BY state, district) AS districts
        FROM zip_district WHERE map_id = (SELECT id FROM map) GROUP BY zip
      )
      SELECT w.*,
             CASE WHEN w.known_kind = 'ADDRESS' THEN 'ADDRESS'
                  WHEN cardinality(l.districts) = 1 THEN 'ZIP'
                  WHEN cardinality(l.districts) > 1 THEN 'ZIP_SPLIT'
                  WHEN w.state <> '' THEN 'STATE'
                  ELSE 'UNKNOWN' END AS assignment,
             CASE WHEN w.known_kind = 'ADDRESS' THEN w.known_districts
                  ELSE coalesce(l.districts, '{}') END AS districts,
             CASE WHEN z.zone IS NULL THEN '{}' ELSE ARRAY[z.zone] END AS zones
      FROM (<whom>) w
      LEFT JOIN lies l ON l.zip = w.zip
      LEFT JOIN zip_zone z ON z.zip = w.zip\
      """;

  private final Jdbi jdbi;

  public Assignments(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The query that assigns the rows of another.
   *
   * @param whom a query with the columns zip, state, known_kind and known_districts
   */
  static String assigned(String whom) {
    return ASSIGNED.replace("<whom>", whom);
  }

  /** Assigns everyone anew, as a new roster or map asks for; returns how many changed. */
  public long reassignAll() {
    String everyone =
        assigned(
            "SELECT id, zip, state, assignment AS known_kind, districts AS known_districts"
                + " FROM subscriber");
    return jdbi.inTransaction(
        h ->
            h.execute(
                """
                UPDATE subscriber s
                SET assignment = f.assignment, districts = f.districts, zones = f.zones
                FROM (<everyone>) f
                WHERE f.id = s.id
                  AND (s.assignment, s.districts, s.zones)
                      IS DISTINCT FROM (f.assignment, f.districts, f.zones)\
                """
                    .replace("<everyone>", everyone)));
  }
}
