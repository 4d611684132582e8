package org.tocsin.audience;

/**
 * The queries that tell each person's district, in one place: by what they or the Census said of
 * where they live, else by their ZIP, and their time zones (L03: where the ZIP tells no zone, it
 * may be any of their state and of the area code of their number).
 */
public final class Assigned {
  static final String IN_FORCE =
      """
      SELECT m.id, o.congress
      FROM officials_in_force o
      LEFT JOIN maps_in_force m ON m.congress = o.congress\
      """;

  private static final String LIES =
      """
      SELECT zip,
             array_agg(state || '-' || district
                       ORDER BY share DESC NULLS LAST, state, district) AS districts,
             CASE WHEN count(*) > 1 AND count(share) = count(*)
                  THEN array_agg(round((100 * share)::numeric)::smallint
                                 ORDER BY share DESC, state, district)
                  ELSE '{}' END AS shares,
             CASE WHEN min(state) = max(state) THEN min(state) END AS state
      FROM zip_district WHERE map_id = (SELECT id FROM map) GROUP BY zip\
      """;

  /**
   * What someone said holds for their ZIP, the Congress, and, where it was looked up, the street.
   */
  private static final String RESIDES =
      """
      residence r ON r.subscriber_id = w.id AND r.zip = w.zip
        AND r.congress = (SELECT congress FROM map)
        AND (r.way <> 'geocoder' OR r.street = w.street)
        AND (l.zip IS NULL OR r.district = ANY(l.districts))\
      """;

  private static final String COLUMNS =
      """
      CASE WHEN r.district IS NOT NULL THEN 'ADDRESS'
           WHEN cardinality(l.districts) = 1 THEN 'ZIP'
           WHEN cardinality(l.districts) > 1 THEN 'ZIP_SPLIT'
           WHEN w.state <> '' THEN 'STATE'
           ELSE 'UNKNOWN' END AS assignment,
      CASE WHEN r.district IS NOT NULL THEN ARRAY[r.district]
           ELSE coalesce(l.districts, '{}') END AS districts,
      CASE WHEN r.district IS NOT NULL THEN '{}'
           ELSE coalesce(l.shares, '{}') END AS shares\
      """;

  private static final String PLACED =
      """
      WITH map AS (<map>), lies AS MATERIALIZED (<lies>)
      SELECT w.*, <columns>
      FROM (<people>) w
      LEFT JOIN lies l ON l.zip = w.zip
      LEFT JOIN <resides>\
      """;

  private static final String WITH_ZONES =
      """
      WITH map AS (<map>), lies AS MATERIALIZED (<lies>), of_state AS MATERIALIZED (
        SELECT l.state, array_agg(DISTINCT z.zone) AS zones
        FROM lies l JOIN zip_zone z ON z.zip = l.zip WHERE l.state IS NOT NULL GROUP BY l.state
      )
      SELECT w.*, <columns>,
             CASE WHEN z.zone IS NOT NULL THEN ARRAY[z.zone]
                  ELSE ARRAY(SELECT DISTINCT unnest(o.zones || a.zones) ORDER BY 1) END AS zones
      FROM (<people>) w
      LEFT JOIN lies l ON l.zip = w.zip
      LEFT JOIN <resides>
      LEFT JOIN zip_zone z ON z.zip = w.zip
      LEFT JOIN of_state o ON o.state = coalesce(l.state, w.state)
      LEFT JOIN area_code a ON a.code = substr(w.phone, 3, 3)\
      """;

  private Assigned() {}

  /**
   * Adds assignment, districts, shares and zones by the map in force (the newest of the Congress of
   * the roster in force), after {@link AreaCodes#lay}.
   *
   * @param people a query with the columns id, zip, street, state and phone
   */
  static String inForce(String people) {
    return filled(WITH_ZONES, IN_FORCE, people);
  }

  /**
   * Adds assignment, districts and shares by a certain map.
   *
   * @param people a query with the columns id, zip, street and state
   */
  public static String onMap(long map, String people) {
    return filled(PLACED, "SELECT id, congress FROM district_map WHERE id = " + map, people);
  }

  private static String filled(String query, String map, String people) {
    return query
        .replace("<map>", map)
        .replace("<lies>", LIES)
        .replace("<columns>", COLUMNS)
        .replace("<resides>", RESIDES)
        .replace("<people>", people);
  }
}
