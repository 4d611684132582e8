package org.tocsin.audience;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds each subscriber's district by ZIP on the map in force (the newest of the Congress of the
 * roster in force), and their time zone. What is known by street address stays.
 *
 * <p>Where the ZIP tells no zone, it may be any of their state and of the area code of their number
 * (L03).
 */
public final class Assignments {
  /** Adds assignment, districts and zones to rows of zip, state, phone and what is known. */
  private static final String ASSIGNED =
      """
      WITH map AS (
        SELECT id FROM district_map
        WHERE congress = (SELECT congress FROM roster ORDER BY as_of DESC, id DESC LIMIT 1)
        ORDER BY id DESC LIMIT 1
      ), lies AS MATERIALIZED (
        SELECT zip,
               array_agg(state || '-' || district
                         ORDER BY share DESC NULLS LAST, state, district) AS districts,
               CASE WHEN count(*) > 1 AND count(share) = count(*)
                    THEN array_agg(round((100 * share)::numeric)::smallint
                                   ORDER BY share DESC, state, district)
                    ELSE '{}' END AS shares,
               CASE WHEN min(state) = max(state) THEN min(state) END AS state
        FROM zip_district WHERE map_id = (SELECT id FROM map) GROUP BY zip
      ), of_state AS MATERIALIZED (
        SELECT l.state, array_agg(DISTINCT z.zone) AS zones
        FROM lies l JOIN zip_zone z ON z.zip = l.zip WHERE l.state IS NOT NULL GROUP BY l.state
      )
      SELECT w.*,
             CASE WHEN w.known_kind = 'ADDRESS' THEN 'ADDRESS'
                  WHEN cardinality(l.districts) = 1 THEN 'ZIP'
                  WHEN cardinality(l.districts) > 1 THEN 'ZIP_SPLIT'
                  WHEN w.state <> '' THEN 'STATE'
                  ELSE 'UNKNOWN' END AS assignment,
             CASE WHEN w.known_kind = 'ADDRESS' THEN w.known_districts
                  ELSE coalesce(l.districts, '{}') END AS districts,
             CASE WHEN w.known_kind = 'ADDRESS' THEN '{}'
                  ELSE coalesce(l.shares, '{}') END AS shares,
             CASE WHEN z.zone IS NOT NULL THEN ARRAY[z.zone]
                  ELSE ARRAY(SELECT DISTINCT unnest(o.zones || a.zones) ORDER BY 1) END AS zones
      FROM (<whom>) w
      LEFT JOIN lies l ON l.zip = w.zip
      LEFT JOIN zip_zone z ON z.zip = w.zip
      LEFT JOIN of_state o ON o.state = coalesce(l.state, w.state)
      LEFT JOIN area_code a ON a.code = substr(w.phone, 3, 3)\
      """;

  private static final String REASSIGN =
      """
      UPDATE subscriber s
      SET assignment = f.assignment, districts = f.districts, shares = f.shares, zones = f.zones
      FROM (<assigned>) f
      WHERE f.id = s.id
        AND (s.assignment, s.districts, s.shares, s.zones)
            IS DISTINCT FROM (f.assignment, f.districts, f.shares, f.zones)\
      """;

  private final Jdbi jdbi;

  public Assignments(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The query that assigns the rows of another, after {@link AreaCodes#lay}.
   *
   * @param whom a query with the columns zip, state, phone, known_kind and known_districts
   */
  static String assigned(String whom) {
    return ASSIGNED.replace("<whom>", whom);
  }

  /** Assigns everyone anew, as a new roster or map asks for; returns how many changed. */
  public long reassignAll() {
    return jdbi.inTransaction(
        h -> {
          AreaCodes.lay(h, "SELECT phone FROM subscriber");
          return h.execute(
              reassigned("assignment AS known_kind, districts AS known_districts", ""));
        });
  }

  /**
   * Notes that someone lives at another ZIP, within a transaction of the caller's, and assigns them
   * by it. What was known by street address was known of the old one and goes; so do city and
   * state, unless the first three digits, which hardly ever reach into two states, are the same.
   *
   * @param zip five digits, or "" where they do not want to say
   */
  public void move(Handle handle, long subscriberId, String zip) {
    handle
        .createUpdate(
            """
            UPDATE subscriber
            SET zip = :zip, street = '',
                city = CASE WHEN <near> THEN city ELSE '' END,
                state = CASE WHEN <near> THEN state ELSE '' END
            WHERE id = :id
            """
                .replace("<near>", "'' IN (zip, :zip) OR left(zip, 3) = left(:zip, 3)"))
        .bind("zip", zip)
        .bind("id", subscriberId)
        .execute();
    AreaCodes.lay(handle, "SELECT phone FROM subscriber WHERE id = " + subscriberId);
    handle
        .createUpdate(
            reassigned("NULL AS known_kind, '{}'::text[] AS known_districts", "WHERE id = :id"))
        .bind("id", subscriberId)
        .execute();
  }

  private static String reassigned(String known, String whom) {
    return REASSIGN.replace(
        "<assigned>",
        assigned("SELECT id, zip, state, phone, %s FROM subscriber %s".formatted(known, whom)));
  }
}
