package org.tocsin.sheet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who has which sheet open. */
public final class SheetEditors {
  /** Who has not been heard of for this long has left; browsers say it each 20 seconds or so. */
  private static final Duration GONE = Duration.ofMinutes(2);

  private static final int MOST = 10;

  private final Jdbi jdbi;
  private final Clock clock;

  public SheetEditors(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Somebody else.
   *
   * @param who an account's email
   * @param since when they opened it
   */
  public record Other(String who, Instant since) {}

  /**
   * Notes that somebody has a sheet open.
   *
   * @param who an account's email
   * @return the others, who came first before who came later; ten at most
   */
  public List<Other> seen(String slug, String who) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          note(handle, slug, who, now);
          return handle
              .createQuery(
                  """
                  SELECT who, since FROM sheet_editor
                  WHERE slug = :slug AND who <> :who AND seen_at > :gone
                  ORDER BY since, who LIMIT :most
                  """)
              .bind("slug", slug)
              .bind("who", who)
              .bind("gone", now.minus(GONE))
              .bind("most", MOST)
              .map(ConstructorMapper.of(Other.class))
              .list();
        });
  }

  private static void note(Handle handle, String slug, String who, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO sheet_editor (slug, who, since, seen_at) VALUES (:slug, :who, :now, :now)
            ON CONFLICT (slug, who) DO UPDATE SET seen_at = :now,
              since = CASE WHEN sheet_editor.seen_at > :gone THEN sheet_editor.since ELSE :now END
            """)
        .bind("slug", slug)
        .bind("who", who)
        .bind("now", now)
        .bind("gone", now.minus(GONE))
        .execute();
  }
}
