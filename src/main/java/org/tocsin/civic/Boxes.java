package org.tocsin.civic;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The ZIPs of post offices on a map. A new map without them takes them over from the one before
 * where all ZIPs around lie in the same districts on both; else nobody can tell from the old lines.
 *
 * @param old the map before
 */
record Boxes(Handle handle, long old, long id) {
  private static final String UNLISTED =
      """
      NOT EXISTS (SELECT FROM zip_district n WHERE n.map_id = :new AND n.zip = b.zip)\
      """;

  /** Around: the areas with the same first three digits, or, without any, all of the district. */
  private static final String CARRY_OVER =
      """
      WITH lies AS (
        SELECT zip, state, map_id, array_agg(district ORDER BY district) AS districts
        FROM zip_district WHERE map_id IN (:old, :new) AND kind = 'area'
        GROUP BY zip, state, map_id),
      moved AS (
        SELECT zip, state FROM lies GROUP BY zip, state
        HAVING count(*) < 2 OR min(districts) <> max(districts)),
      around AS (
        SELECT left(a.zip, 3) AS prefix, a.state, a.district, bool_or(m.zip IS NOT NULL) AS moved
        FROM zip_district a LEFT JOIN moved m ON (m.zip, m.state) = (a.zip, a.state)
        WHERE a.map_id = :old AND a.kind = 'area' GROUP BY 1, 2, 3),
      anywhere AS (
        SELECT state, district, bool_or(moved) AS moved FROM around GROUP BY state, district),
      numbered AS (
        SELECT DISTINCT state FROM zip_district WHERE map_id = :new AND district > 0),
      sure AS (
        SELECT b.zip FROM zip_district b
        LEFT JOIN around a ON (a.prefix, a.state, a.district) = (left(b.zip, 3), b.state, b.district)
        LEFT JOIN anywhere w ON (w.state, w.district) = (b.state, b.district)
        LEFT JOIN numbered s ON s.state = b.state
        WHERE b.map_id = :old AND b.kind = 'box'
        GROUP BY b.zip
        HAVING NOT EXISTS (SELECT FROM around)
          OR bool_and(CASE WHEN b.district = 0 THEN s.state IS NULL
                             ELSE NOT coalesce(a.moved, w.moved, true) END))
      INSERT INTO zip_district (map_id, zip, state, district, kind)
      SELECT :new, b.zip, b.state, b.district, 'box'
      FROM zip_district b JOIN sure ON sure.zip = b.zip
      WHERE b.map_id = :old AND b.kind = 'box' AND <unlisted>
      """
          .replace("<unlisted>", UNLISTED);

  static Boxes of(Handle handle, long old, long id) {
    return new Boxes(handle, old, id);
  }

  /**
   * @return what is to be said of it, or empty where nothing was there to be taken over
   */
  Optional<String> carryOver(int before, int congress) {
    int all = left();
    handle.createUpdate(CARRY_OVER).bind("old", old).bind("new", id).execute();
    int missing = left();
    String supplement = "tocsin districts import zip-supplement.csv --congress " + congress;
    if (all == 0 || (missing == 0 && before == congress)) {
      return Optional.empty();
    }
    String carried =
        (all - missing)
            + " ZIPs of post offices are taken over from the map before ("
            + before
            + ")";
    return Optional.of(
        missing == 0
            ? carried + ": around them no line has changed."
            : carried
                + "; "
                + missing
                + " are left out, since lines around them have changed. Their people are known by"
                + " state only until you run: "
                + supplement);
  }

  /** How many are not on the new map. */
  private int left() {
    return handle
        .createQuery(
            "SELECT count(DISTINCT zip) FROM zip_district b WHERE map_id = :old AND kind = 'box'"
                + " AND "
                + UNLISTED)
        .bind("old", old)
        .bind("new", id)
        .mapTo(Integer.class)
        .one();
  }
}
