package org.tocsin.audience;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.audience.PeopleFiles.Kept;

/**
 * Imports files of people that organizers have looked at, each once. Whoever imports one holds a
 * lock of the database as long as its connection lives, so that others know when it has died; each
 * part says in its own transaction how far the import is and who came by it.
 */
public final class PeopleImports {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleImports.class);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Subscribers subscribers;
  private final PeopleFiles files;
  private final ImportNotes notes;

  public PeopleImports(
      Jdbi jdbi, Clock clock, Subscribers subscribers, PeopleFiles files, ImportNotes notes) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.subscribers = subscribers;
    this.files = files;
    this.notes = notes;
  }

  /** What came of asking for an import. */
  public enum Asked {
    TAKEN,
    /** Somebody asked before; it is on its way, or done. */
    BEFORE,
    /** Somebody has said otherwise how it is read since it was looked at. */
    CHANGED
  }

  /**
   * Asks for the import of a file; also of one whose import broke off, which does the rest.
   *
   * @param looks how often it had been looked at when this was decided
   */
  public Asked ask(long id, int looks, String who) {
    boolean isTaken =
        jdbi.withHandle(
                handle ->
                    handle
                        .createUpdate(
                            """
                            UPDATE people_file SET state = 'asked', who = :who
                            WHERE id = :id AND looks = :looks AND state IN ('looked', 'broken')
                              AND NOT jsonb_exists(report, 'wrong')
                            """)
                        .bind("who", who)
                        .bind("id", id)
                        .bind("looks", looks)
                        .execute())
            == 1;
    if (isTaken) {
      return Asked.TAKEN;
    }
    return files.find(id).filter(kept -> kept.state() != PeopleFiles.State.LOOKED).isPresent()
        ? Asked.BEFORE
        : Asked.CHANGED;
  }

  /**
   * Imports the file that was asked for first, and notes which imports have broken off.
   *
   * @return 1 where there was one, else 0
   */
  public int next() {
    List<Long> atWork =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT id FROM people_file WHERE state IN ('asked', 'running') ORDER BY"
                            + " id")
                    .mapTo(Long.class)
                    .list());
    for (long id : atWork) {
      if (take(id, false)) {
        return 1;
      }
    }
    return 0;
  }

  /** Imports a file that was asked for, or waits until whoever does so is done with it. */
  public void run(long id) {
    take(id, true);
  }

  private boolean take(long id, boolean waits) {
    return jdbi.withHandle(
        handle -> {
          if (!lock(handle, id, waits)) {
            return false;
          }
          try {
            breakOff(handle, id);
            Optional<Kept> begun = begin(handle, id);
            begun.ifPresent(kept -> run(handle, kept));
            return begun.isPresent();
          } finally {
            handle
                .createQuery("SELECT pg_advisory_unlock(746, :id::int)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
          }
        });
  }

  private static boolean lock(Handle handle, long id, boolean waits) {
    String sql =
        waits
            ? "SELECT true FROM pg_advisory_lock(746, :id::int)"
            : "SELECT pg_try_advisory_lock(746, :id::int)";
    return handle.createQuery(sql).bind("id", id).mapTo(Boolean.class).one();
  }

  /** Nobody holds the lock of one that is said to run: whoever ran it has died. */
  private static void breakOff(Handle handle, long id) {
    handle.execute(
        "UPDATE people_file SET state = 'broken' WHERE id = ? AND state = 'running'", id);
  }

  private Optional<Kept> begin(Handle handle, long id) {
    int begun =
        handle.execute(
            "UPDATE people_file SET state = 'running', merged = 0 WHERE id = ? AND state = 'asked'",
            id);
    return begun == 1 ? files.find(id) : Optional.empty();
  }

  private void run(Handle handle, Kept kept) {
    try {
      Subscribers.Imported did =
          files.read(
              kept.id(),
              file ->
                  subscribers
                      .imports()
                      .run(
                          handle,
                          file,
                          kept.reading(),
                          rows -> {},
                          (part, rows) -> merged(part, kept.id(), rows)));
      handle.useTransaction(done -> done(done, kept, did));
    } catch (RuntimeException e) {
      LOG.error("The import of file {} broke off: {}", kept.id(), e.getClass().getName());
      breakOff(handle, kept.id());
    }
  }

  private static void merged(Handle handle, long id, long rows) {
    handle.execute(
        """
        INSERT INTO people_import (file_id, subscriber_id, said)
        SELECT ?, s.id, CASE WHEN n.is_new THEN what_is_said(s) END
        FROM settled n JOIN subscriber s ON s.id = n.id
        ON CONFLICT (file_id, subscriber_id) DO UPDATE
        SET said = CASE WHEN people_import.said IS NOT NULL
                        THEN (SELECT what_is_said(s) FROM subscriber s
                              WHERE s.id = people_import.subscriber_id) END
        """,
        id);
    handle.execute("UPDATE people_file SET merged = merged + ? WHERE id = ?", rows, id);
  }

  private void done(Handle handle, Kept kept, Subscribers.Imported did) {
    handle
        .createUpdate(
            """
            UPDATE people_file SET state = 'done', imported_at = :now, report = :report::jsonb
            WHERE id = :id
            """)
        .bind("now", clock.instant())
        .bind("report", notes.report(did))
        .bind("id", kept.id())
        .execute();
    PeopleLists.remember(handle, kept, clock);
    notes.imported(handle, kept, did);
  }
}
