package org.tocsin.civic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.civic.Official.Chamber;

/** The tables roster, official and office. */
final class RosterTables {
  private final Jdbi jdbi;

  RosterTables(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Within a transaction of the caller's. */
  long add(
      Handle handle,
      LocalDate asOf,
      int congress,
      String source,
      Instant now,
      List<Official> officials) {
    long id = addRoster(handle, asOf, congress, source, now);
    addOfficials(handle, id, officials);
    addOffices(handle, id, officials);
    return id;
  }

  private static long addRoster(
      Handle handle, LocalDate asOf, int congress, String source, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO roster (as_of, congress, source, imported_at)
            VALUES (:asOf, :congress, :source, :now) RETURNING id\
            """)
        .bind("asOf", asOf)
        .bind("congress", congress)
        .bind("source", source)
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  private static void addOfficials(Handle handle, long id, List<Official> officials) {
    String table =
        "official (roster_id, bioguide, first_name, last_name, full_name, party, chamber, state,"
            + " district, term_start, term_end)";
    try (CopyRows rows = CopyRows.into(handle.getConnection(), table)) {
      for (Official o : officials) {
        rows.add(
            id,
            o.bioguide(),
            o.firstName(),
            o.lastName(),
            o.fullName(),
            o.party(),
            o.chamber().name().toLowerCase(Locale.ROOT),
            o.state(),
            o.district() == null ? null : o.district().number(),
            o.termStart(),
            o.termEnd());
      }
      rows.finish();
    }
  }

  private static void addOffices(Handle handle, long id, List<Official> officials) {
    String table = "office (roster_id, bioguide, position, label, phone, latitude, longitude)";
    try (CopyRows rows = CopyRows.into(handle.getConnection(), table)) {
      for (Official official : officials) {
        int position = 0;
        for (Office o : official.offices()) {
          rows.add(
              id,
              official.bioguide(),
              position++,
              o.label(),
              o.phone(),
              o.latitude(),
              o.longitude());
        }
      }
      rows.finish();
    }
  }

  /** Of each day the roster that was imported last; the one to go by first. */
  List<Long> ids(int sitting) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT max(id) FROM officials_at(:sitting)
                    GROUP BY congress, as_of ORDER BY congress DESC, as_of DESC LIMIT 20
                    """)
                .bind("sitting", sitting)
                .mapTo(Long.class)
                .list());
  }

  Optional<Long> idInForce() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT id FROM officials_in_force").mapTo(Long.class).findOne());
  }

  /** The one to go by when a Congress sits. */
  Optional<Long> idAt(int sitting) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM officials_at(:sitting) LIMIT 1")
                .bind("sitting", sitting)
                .mapTo(Long.class)
                .findOne());
  }

  /** When it was imported or corrected. */
  Instant madeAt(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT imported_at FROM roster WHERE id = :id")
                .bind("id", id)
                .mapTo(Instant.class)
                .one());
  }

  /**
   * The last two imports of those in force, the newest first: as imported, without what was
   * corrected since; of the one before as it was last.
   */
  List<Long> lastImports() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    WITH RECURSIVE made_of AS (
                      SELECT r.id, r.corrects, r.as_of FROM roster r JOIN officials_in_force USING (id)
                      UNION ALL
                      SELECT r.id, r.corrects, r.as_of FROM roster r JOIN made_of m ON r.id = m.corrects),
                    import AS (SELECT id, as_of FROM made_of WHERE corrects IS NULL)
                    SELECT id FROM import
                    UNION ALL
                    (SELECT r.id FROM roster r, import i
                     WHERE r.id < i.id AND r.as_of <= i.as_of AND NOT r.waits
                       AND r.withdrawn_at IS NULL
                     ORDER BY r.congress DESC, r.as_of DESC, r.id DESC LIMIT 1)
                    """)
                .mapTo(Long.class)
                .list());
  }

  /** Of each Congress whose officials wait, the roster that is to come into force. */
  List<Long> waiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT ON (congress) id FROM roster
                    WHERE waits AND withdrawn_at IS NULL
                    ORDER BY congress, as_of DESC, id DESC
                    """)
                .mapTo(Long.class)
                .list());
  }

  /** Keeps it out of force until {@link #begin}. */
  static void letWait(Handle handle, long id) {
    handle.execute("UPDATE roster SET waits = true WHERE id = ?", id);
  }

  /** Writes down why it was taken although it lists fewer than the one before. */
  static void fewerBecause(Handle handle, long id, String why) {
    handle.execute("UPDATE roster SET fewer_because = ? WHERE id = ?", why, id);
  }

  /** Notes that a roster is one of before, but for corrections, and waits where that one does. */
  static void corrects(Handle handle, long id, long before) {
    handle.execute(
        """
        UPDATE roster SET corrects = ?, waits = (SELECT b.waits FROM roster b WHERE b.id = ?)
        WHERE id = ?
        """,
        before,
        before,
        id);
  }

  /** Those that waited come into force, as far as their Congress has begun and has its map. */
  static int begin(Handle handle, int sitting) {
    return handle
        .createUpdate(
            """
            UPDATE roster SET waits = false
            WHERE waits AND withdrawn_at IS NULL AND congress <= :sitting
              AND EXISTS (SELECT FROM maps_in_force m WHERE m.congress = roster.congress)
            """)
        .bind("sitting", sitting)
        .execute();
  }

  /** The last Congress that has begun and of which a roster waits for the districts. */
  Optional<Integer> waitsForMap(int sitting) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT congress FROM roster
                    WHERE waits AND withdrawn_at IS NULL AND congress <= :sitting
                      AND NOT EXISTS (
                        SELECT FROM maps_in_force m WHERE m.congress = roster.congress)
                    ORDER BY congress DESC LIMIT 1
                    """)
                .bind("sitting", sitting)
                .mapTo(Integer.class)
                .findOne());
  }

  /** Whether there is one of a day, also one that waits. */
  boolean isOf(LocalDate day) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM roster WHERE as_of = :day)")
                .bind("day", day)
                .mapTo(Boolean.class)
                .one());
  }

  Roster read(long id) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery("SELECT as_of, congress FROM roster WHERE id = :id")
                .bind("id", id)
                .map(
                    (r, c) ->
                        new Roster(
                            id,
                            r.getObject("as_of", LocalDate.class),
                            r.getInt("congress"),
                            officials(handle, id)))
                .findOne()
                .orElseThrow(() -> new TocsinException("There is no roster " + id + ".")));
  }

  private static List<Official> officials(Handle handle, long id) {
    Map<String, List<Office>> offices = offices(handle, id);
    return handle
        .createQuery("SELECT * FROM official WHERE roster_id = :id ORDER BY bioguide")
        .bind("id", id)
        .map((r, c) -> official(r, offices.getOrDefault(r.getString("bioguide"), List.of())))
        .list();
  }

  private static Map<String, List<Office>> offices(Handle handle, long id) {
    Map<String, List<Office>> offices = new HashMap<>();
    handle
        .createQuery("SELECT * FROM office WHERE roster_id = :id ORDER BY bioguide, position")
        .bind("id", id)
        .map((r, c) -> Map.entry(r.getString("bioguide"), office(r)))
        .forEach(
            e -> offices.computeIfAbsent(e.getKey(), b -> new ArrayList<>()).add(e.getValue()));
    return offices;
  }

  private static Office office(ResultSet r) throws SQLException {
    return new Office(
        r.getString("label"),
        r.getString("phone"),
        r.getObject("latitude", Double.class),
        r.getObject("longitude", Double.class));
  }

  private static Official official(ResultSet r, List<Office> offices) throws SQLException {
    Integer district = r.getObject("district", Integer.class);
    return new Official(
        r.getString("bioguide"),
        r.getString("first_name"),
        r.getString("last_name"),
        r.getString("full_name"),
        r.getString("party"),
        Chamber.valueOf(r.getString("chamber").toUpperCase(Locale.ROOT)),
        r.getString("state"),
        district == null ? null : new District(r.getString("state"), district),
        r.getObject("term_start", LocalDate.class),
        r.getObject("term_end", LocalDate.class),
        offices);
  }
}
