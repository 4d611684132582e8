package org.tocsin.audience;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;

/** What is kept of where people live, and single people who are assigned by it. */
public final class Assignments {
  private static final String REASSIGN =
      """
      UPDATE subscriber s
      SET assignment = f.assignment, districts = f.districts, shares = f.shares, zones = f.zones
      FROM (<assigned>) f WHERE f.id = s.id\
      """
          .replace(
              "<assigned>",
              Assigned.inForce(
                  "SELECT id, zip, street, state, phone FROM subscriber WHERE id = :id"));

  /** How it is known in which district someone lives. */
  public enum Way {
    /** They said so on the page behind the link. */
    PAGE,
    /** They answered a text with a number. */
    TEXT,
    /** The Census found their street address. */
    GEOCODER;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Clock clock;
  private final Reassigning reassigning;

  public Assignments(Jdbi jdbi, Clock clock) {
    this.clock = clock;
    this.reassigning = new Reassigning(jdbi, clock);
  }

  /** Assigns everyone again, as new time zones ask for; returns how many changed. */
  public long reassignAll() {
    reassigning.ask();
    return reassigning.finish(id -> {}).changed();
  }

  /**
   * Notes that someone lives at another ZIP, within a transaction of the caller's, and assigns them
   * by it. What was known of the old address goes; so do city and state, unless the first three
   * digits, which hardly ever reach into two states, are the same.
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
    handle.execute("DELETE FROM residence WHERE subscriber_id = ?", subscriberId);
    assign(handle, subscriberId);
  }

  /**
   * Where someone may be who is not on the list yet.
   *
   * @param zip five digits, or ""; state: USPS code, or ""
   * @param phone E.164
   */
  public Whereabouts of(Handle handle, String zip, String state, String phone) {
    String number = "SELECT '" + phone.replaceAll("[^+0-9]", "") + "'::text AS phone";
    AreaCodes.lay(handle, number);
    return handle
        .createQuery(
            Assigned.inForce(
                """
                SELECT 0 AS id, :zip AS zip, '' AS street, :state AS state, phone
                FROM (<number>) n\
                """
                    .replace("<number>", number)))
        .bind("zip", zip)
        .bind("state", state)
        .map((row, c) -> Whereabouts.of(row, state))
        .one();
  }

  /** What a ZIP alone tells, by the map in force. */
  public Assignment byZip(Handle handle, String zip) {
    List<Districts.Part> parts =
        handle
            .createQuery(
                """
                SELECT state, district, share FROM zip_district
                WHERE zip = :zip AND map_id = (SELECT id FROM (<map>) map)
                ORDER BY share DESC NULLS LAST, state, district
                """
                    .replace("<map>", Assigned.IN_FORCE))
            .bind("zip", zip)
            .map(
                (r, c) ->
                    new Districts.Part(
                        new District(r.getString("state"), r.getInt("district")),
                        r.getObject("share", Double.class)))
            .list();
    return Assignment.byZip(parts);
  }

  /**
   * Notes in which district someone lives, within a transaction of the caller's: used from then on
   * for as long as their ZIP and the Congress stay the same.
   */
  public void settle(Handle handle, long subscriberId, District district, Way way) {
    int noted =
        handle
            .createUpdate(
                """
                INSERT INTO residence (subscriber_id, zip, street, congress, district, way, known_at)
                SELECT s.id, s.zip, s.street, r.congress, :district, :way, :now
                FROM subscriber s,
                  officials_in_force r
                WHERE s.id = :id
                ON CONFLICT (subscriber_id) DO UPDATE
                SET zip = excluded.zip, street = excluded.street, congress = excluded.congress,
                    district = excluded.district, way = excluded.way, known_at = excluded.known_at
                """)
            .bind("district", district.code())
            .bind("way", way.code())
            .bind("now", clock.instant())
            .bind("id", subscriberId)
            .execute();
    if (noted > 0) {
      assign(handle, subscriberId);
    }
  }

  /** Assigns one person again, within a transaction of the caller's. */
  static void assign(Handle handle, long id) {
    AreaCodes.lay(handle, "SELECT phone FROM subscriber WHERE id = " + id);
    handle.createUpdate(REASSIGN).bind("id", id).execute();
  }
}
