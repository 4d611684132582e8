package org.tocsin.audience;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.audience.PeopleFiles.Kept;
import org.tocsin.audience.PeopleFiles.State;
import org.tocsin.consent.ArrivingConsent;
import org.tocsin.ledger.Erase;

/**
 * Takes the people off the list again who are new by an import, for a day, while nothing has been
 * sent to them. Who was known before stays as they are now, and so do all opt-outs (P4).
 */
public final class ImportUndo {
  private final Jdbi jdbi;
  private final Clock clock;

  public ImportUndo(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** What an undoing came to. */
  public sealed interface Result {}

  /**
   * @param removed people who were new and are gone
   * @param stayed people who were new and have done or said something since, or stand in another
   *     file too
   * @param known people who were known before; they stay as they are now
   */
  public record Undone(long removed, long stayed, long known) implements Result {}

  /** It was undone before. */
  public record Before() implements Result {}

  /** It is not imported, or a day ago. */
  public record TooLate() implements Result {}

  /** Something goes to people who are new by it. */
  public record Sent(long alert, long people) implements Result {}

  /**
   * @param who does it
   * @return what was done; nothing where it is not {@link Undone}
   */
  public Result undo(long id, String who) {
    return jdbi.inTransaction(handle -> undo(handle, id, who));
  }

  private Result undo(Handle handle, long id, String who) {
    Optional<Kept> kept = PeopleFiles.hold(handle, id);
    State state = kept.map(Kept::state).orElse(State.LOOKED);
    if (state == State.UNDONE) {
      return new Before();
    }
    Instant now = clock.instant();
    boolean isInTime =
        state == State.DONE && kept.get().importedAt().plus(PeopleFiles.KEPT).isAfter(now);
    if (!isInTime && state != State.BROKEN) {
      return new TooLate();
    }
    Erasure.awaitGathering(handle);
    Turns.toChangeMany(handle);
    Turns.toAdd(handle);
    hold(handle, id);
    return sent(handle, id).orElseGet(() -> remove(handle, kept.get(), who, now));
  }

  /** A message that has gone, or may yet. */
  private static Optional<Result> sent(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT d.alert_id, count(DISTINCT d.subscriber_id) AS people
            FROM people_import p JOIN delivery d ON d.subscriber_id = p.subscriber_id
            WHERE p.file_id = :id AND p.said IS NOT NULL
              AND (d.attempts > 0 OR d.state NOT IN ('suppressed', 'expired', 'cancelled'))
            GROUP BY d.alert_id ORDER BY d.alert_id LIMIT 1
            """)
        .bind("id", id)
        .map((row, c) -> (Result) new Sent(row.getLong("alert_id"), row.getLong("people")))
        .findOne();
  }

  private static final String UNTOUCHED =
      """
      CREATE TEMP TABLE untouched ON COMMIT DROP AS
      SELECT s.id, s.email_key, s.phone_key, s.email_consent, s.sms_consent
      FROM people_import p JOIN subscriber s ON s.id = p.subscriber_id
      WHERE p.file_id = ? AND p.said = what_is_said(s)
        AND NOT EXISTS (SELECT FROM people_import o
                        WHERE o.subscriber_id = s.id AND o.file_id <> p.file_id)
        AND NOT EXISTS (SELECT FROM inbound_text i WHERE i.address_key = s.phone_key
                          AND i.at > s.created_at)
        AND NOT EXISTS (SELECT FROM reported_call c WHERE c.subscriber_id = s.id)
      """;

  /** Nobody changes them until they are gone. */
  private static void hold(Handle handle, long id) {
    handle
        .createQuery(
            """
            SELECT s.id FROM people_import p JOIN subscriber s ON s.id = p.subscriber_id
            WHERE p.file_id = :id AND p.said IS NOT NULL ORDER BY s.id FOR UPDATE OF s
            """)
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private Result remove(Handle handle, Kept kept, String who, Instant now) {
    handle.execute(UNTOUCHED, kept.id());
    handle.execute(
        """
        CREATE TEMP TABLE consent_change ON COMMIT DROP AS
        SELECT ?::timestamptz AS at, c.channel, c.address_key, 'withdrawn' AS change,
               'undone import ' || ? AS source, u.id AS subscriber_id
        FROM untouched u
        CROSS JOIN LATERAL (VALUES (<email>, u.email_key, u.email_consent),
                                   (<sms>, u.phone_key, u.sms_consent))
          AS c (channel, address_key, has)
        WHERE c.has AND NOT EXISTS (SELECT FROM subscriber s WHERE s.id <> u.id
          AND (s.email_key = c.address_key OR s.phone_key = c.address_key))
        """,
        now,
        kept.id());
    ArrivingConsent.changes(handle, now);
    Undone undone =
        handle
            .createQuery(
                """
                SELECT count(u.id) AS removed,
                       count(*) FILTER (WHERE p.said IS NOT NULL AND u.id IS NULL) AS stayed,
                       count(*) FILTER (WHERE p.said IS NULL) AS known
                FROM people_import p LEFT JOIN untouched u ON u.id = p.subscriber_id
                WHERE p.file_id = :id
                """)
            .bind("id", kept.id())
            .map((r, c) -> new Undone(r.getLong(1), r.getLong(2), r.getLong(3)))
            .one();
    Erase.people(handle, ids(handle));
    handle.execute("DELETE FROM subscriber WHERE id IN (SELECT id FROM untouched)");
    note(handle, kept, who, undone, now);
    return undone;
  }

  private static long[] ids(Handle handle) {
    return handle.createQuery("SELECT id FROM untouched").mapTo(Long.class).stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static void note(Handle handle, Kept kept, String who, Undone undone, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE people_file SET state = 'undone', undone_at = :now, undone_by = :who,
              imported_at = coalesce(imported_at, :now),
              undone = jsonb_build_object('removed', :removed::bigint, 'stayed', :stayed::bigint,
                'known', :known::bigint)
            WHERE id = :id
            """)
        .bind("now", now)
        .bind("who", who)
        .bindMethods(undone)
        .bind("id", kept.id())
        .execute();
  }
}
