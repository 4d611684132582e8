package org.tocsin.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who did what in the console. The database takes new rows only. */
public final class AuditLog {
  /** Of a detail, in characters. */
  private static final int LONGEST = 500;

  private final Jdbi jdbi;
  private final Clock clock;

  public AuditLog(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * @param who an account's email, or "command line"
   * @param action in a word or two
   * @param detail what it was done to
   */
  public record Entry(long id, Instant at, String who, String action, String detail) {}

  public void add(String who, String action, String detail) {
    jdbi.useHandle(handle -> add(handle, who, action, detail));
  }

  /** Within a transaction of the caller's: it is written if and only if that is done. */
  public void add(Handle handle, String who, String action, String detail) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_entry (at, who, action, detail)
            VALUES (:now, :who, :action, left(:detail, :longest))
            """)
        .bind("now", clock.instant())
        .bind("who", who)
        .bind("action", action)
        .bind("detail", detail)
        .bind("longest", LONGEST)
        .execute();
  }

  /**
   * The newest first.
   *
   * @param before an entry's id: only older ones
   */
  public List<Entry> list(long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM audit_entry WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }
}
