package org.tocsin.sheet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/**
 * Sheets that the public sees no more: their page says so, and the start page leaves them out. What
 * was sent stays in the ledger. Publishing a sheet puts its page up again.
 */
public final class TakenDown {
  private static final int NAMED = 20;

  private final Jdbi jdbi;
  private final Clock clock;

  public TakenDown(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Takes a sheet's page down, in all its languages.
   *
   * @return false where it was down already
   * @throws TocsinException where there is no such sheet
   */
  public boolean take(String slug) {
    return jdbi.inTransaction(
        handle -> {
          checkKnown(handle, slug);
          return handle.execute(
                  "INSERT INTO taken_down (slug, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                  slug,
                  clock.instant())
              > 0;
        });
  }

  /**
   * Puts it up again.
   *
   * @return false where it was up
   * @throws TocsinException where there is no such sheet
   */
  public boolean restore(String slug) {
    return jdbi.inTransaction(
        handle -> {
          checkKnown(handle, slug);
          return restore(handle, slug);
        });
  }

  /** The same within a transaction of the caller's; for a sheet that is there. */
  public static boolean restore(Handle handle, String slug) {
    return handle.execute("DELETE FROM taken_down WHERE slug = ?", slug) > 0;
  }

  /** Since when a sheet's page is down; empty where it is up. */
  public Optional<Instant> since(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT at FROM taken_down WHERE slug = :slug")
                .bind("slug", slug)
                .mapTo(Instant.class)
                .findOne());
  }

  private static void checkKnown(Handle handle, String slug) {
    List<String> slugs =
        handle
            .createQuery("SELECT slug FROM revision GROUP BY slug ORDER BY max(created_at) DESC")
            .mapTo(String.class)
            .list();
    if (!slugs.contains(slug)) {
      throw new TocsinException(
          "There is no sheet '"
              + slug
              + "'."
              + (slugs.isEmpty()
                  ? " None was published yet."
                  : " There are: "
                      + String.join(", ", slugs.subList(0, Math.min(NAMED, slugs.size())))
                      + "."));
    }
  }
}
