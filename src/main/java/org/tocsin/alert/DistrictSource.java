package org.tocsin.alert;

import org.jdbi.v3.core.Handle;
import org.tocsin.audience.Assigned;

/**
 * By which lines the people of an alert get their district: by the map that the alert was released
 * with, whatever has come since, so that no message mixes two rosters. Usually that is what is kept
 * with each person.
 */
final class DistrictSource {
  private static final String KEPT = "subscriber";

  private static final String BY_MAP =
      """
      (SELECT k.id, k.email, k.email_key, k.phone, k.phone_key, k.first_name, k.language, k.state, k.zip,
              k.email_consent, k.sms_consent, k.zones, k.tags, f.assignment, f.districts, f.shares
       FROM subscriber k
       JOIN (<assigned>) f ON f.id = k.id)\
      """;

  private static final String CHUNK =
      "SELECT id, zip, street, state FROM subscriber WHERE id > :after AND id <= :lastId";

  private DistrictSource() {}

  /**
   * The relation to take people from, with the columns of subscriber that alerts need. Until the
   * end of the transaction no other lines come into force.
   *
   * @param map the alert's
   */
  static String people(Handle handle, long map) {
    // V021: whoever brings a roster or map holds it alone
    handle
        .createQuery("SELECT count(pg_advisory_xact_lock_shared(7465368102))")
        .mapTo(Long.class)
        .one();
    return isKept(handle, map) ? KEPT : BY_MAP.replace("<assigned>", Assigned.onMap(map, CHUNK));
  }

  private static boolean isKept(Handle handle, long map) {
    return handle
        .createQuery(
            """
            SELECT NOT EXISTS (SELECT FROM reassignment WHERE finished_at IS NULL)
              AND :map = (SELECT m.id FROM maps_in_force m
                          JOIN officials_in_force USING (congress))
            """)
        .bind("map", map)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }
}
