package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows of a file in tables that only this connection sees, so that they can be merged in short
 * transactions: a file that is broken at its end has changed nothing, and nobody waits long.
 */
final class Staged {
  static final String INTO = "staged " + Merge.ROWS;

  /** So many rows hold the people they are about for some tenths of a second. */
  private static final int MOST = 5_000;

  private final Handle handle;

  Staged(Handle handle) {
    this.handle = handle;
  }

  /**
   * Rows that are merged together.
   *
   * @param after the line before the first
   * @param lastLine the last line
   * @param rows how many they are
   */
  record Part(int after, int lastLine, int rows) {}

  void begin() {
    drop();
    handle.execute("CREATE TEMP TABLE staged " + Merge.TYPES);
    handle.execute("CREATE TEMP TABLE placed (line int, subscriber_id bigint)");
    handle.execute("CREATE INDEX placed_subscriber ON placed (subscriber_id)");
    handle.execute(
        "CREATE TEMP TABLE touched (id bigint PRIMARY KEY, is_new boolean, is_changed boolean)");
  }

  /** After the last row. */
  void end() {
    handle.execute("CREATE INDEX staged_line ON staged (line)");
    handle.execute("ANALYZE staged");
  }

  void drop() {
    handle.execute("DROP TABLE IF EXISTS staged, placed, touched");
  }

  /**
   * What a part leaves behind where its transaction is one of the caller's, and has not ended yet.
   */
  void dropRemains() {
    handle
        .createQuery(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'
              AND relname NOT IN ('staged', 'placed', 'touched')
            """)
        .mapTo(String.class)
        .list()
        .forEach(table -> handle.execute("DROP TABLE " + table));
  }

  boolean hasOptOuts() {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM staged WHERE email_out IS NOT NULL OR sms_out IS NOT NULL)
            """)
        .mapTo(Boolean.class)
        .one();
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Optional<Part> part = next(-1);
    while (part.isPresent()) {
      parts.add(part.get());
      part = next(part.get().lastLine());
    }
    return parts;
  }

  private Optional<Part> next(int after) {
    return handle
        .createQuery(
            """
            SELECT max(line) AS line, count(*) AS rows FROM (
              SELECT line FROM staged WHERE line > :after ORDER BY line LIMIT :most) AS part
            """)
        .bind("after", after)
        .bind("most", MOST)
        .map((r, c) -> new Part(after, r.getInt("line"), r.getInt("rows")))
        .findOne()
        .filter(part -> part.rows() > 0);
  }

  /**
   * What became of the people so far.
   *
   * @param added who are new; updated, unchanged: who were known
   */
  record Count(long added, long updated, long unchanged) {}

  Count count() {
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE is_new) AS added,
                   count(*) FILTER (WHERE NOT is_new AND is_changed) AS updated,
                   count(*) FILTER (WHERE NOT is_new AND NOT is_changed) AS unchanged
            FROM touched
            """)
        .map((r, c) -> new Count(r.getLong(1), r.getLong(2), r.getLong(3)))
        .one();
  }
}
