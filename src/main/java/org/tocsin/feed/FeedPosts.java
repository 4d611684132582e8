package org.tocsin.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDrafts;

/** Posts that became drafts, and what has changed in them since. */
public final class FeedPosts {
  /** For so long a draft that nobody has touched is shown as waiting. */
  private static final Duration FRESH = Duration.ofDays(14);

  private static final int SHOWN = 5;

  private final Jdbi jdbi;
  private final Clock clock;
  private final SheetDrafts drafts;

  public FeedPosts(Jdbi jdbi, Clock clock, SheetDrafts drafts) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.drafts = drafts;
  }

  /**
   * A post as it was taken.
   *
   * @param slug of its sheet, or null where it became none
   * @param source the draft as it was made
   * @param offered what stands for the words of the post as they are now, or null where they are
   *     those of the draft, or somebody has decided
   */
  public record Taken(
      String id,
      String link,
      String title,
      String slug,
      Instant seenAt,
      byte[] digest,
      String source,
      byte[] offered,
      String offeredTitle,
      String offeredSource,
      Instant offeredAt) {
    public boolean isChanged() {
      return offered != null;
    }
  }

  /** What waits for somebody: a sheet, by the title of the post that it was made of. */
  public record Waiting(String slug, String title, boolean isChanged) {}

  Optional<Taken> find(String id) {
    return one("SELECT * FROM feed_post WHERE id = :key", id);
  }

  /** The post that a sheet was made of. */
  public Optional<Taken> of(String slug) {
    return one("SELECT * FROM feed_post WHERE slug = :key", slug);
  }

  private Optional<Taken> one(String query, String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(query)
                .bind("key", key)
                .map(ConstructorMapper.of(Taken.class))
                .findOne());
  }

  /** A few of those that changed, and of those that nobody has touched yet; the newest first. */
  public List<Waiting> waiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    (SELECT slug, offered_title AS title, true AS is_changed, offered_at AS at
                     FROM feed_post WHERE offered IS NOT NULL
                     ORDER BY offered_at DESC LIMIT :shown)
                    UNION ALL
                    (SELECT p.slug, p.title, false, p.seen_at FROM feed_post p
                     JOIN sheet_draft d ON d.slug = p.slug AND d.lang = '' AND d.version = 1
                     WHERE p.seen_at > :fresh AND p.offered IS NULL AND d.source = p.source
                       AND NOT EXISTS (SELECT FROM revision r WHERE r.slug = p.slug)
                     ORDER BY p.seen_at DESC LIMIT :shown)
                    ORDER BY at DESC
                    """)
                .bind("fresh", clock.instant().minus(FRESH))
                .bind("shown", SHOWN)
                .map(ConstructorMapper.of(Waiting.class))
                .list());
  }

  /** How many became drafts since then. */
  int draftedSince(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM feed_post WHERE slug IS NOT NULL AND seen_at > :since")
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * Notes a post, within a transaction of the caller's; it has no draft yet.
   *
   * @return false where it was known already; nothing has changed then
   */
  boolean note(Handle handle, Post post, byte[] digest) {
    return handle
            .createUpdate(
                """
                INSERT INTO feed_post (id, seen_at, link, title, digest, source)
                VALUES (:id, :now, :link, :title, :digest, '')
                ON CONFLICT (id) DO NOTHING
                """)
            .bind("id", post.id())
            .bind("now", clock.instant())
            .bind("link", post.link())
            .bind("title", post.name())
            .bind("digest", digest)
            .execute()
        > 0;
  }

  /** Says which draft was made of it, within the same transaction. */
  void drafted(Handle handle, Post post, String slug, String source) {
    handle
        .createUpdate("UPDATE feed_post SET slug = :slug, source = :source WHERE id = :id")
        .bind("slug", slug)
        .bind("source", source)
        .bind("id", post.id())
        .execute();
  }

  /** What the post says now waits for somebody to decide. */
  void offer(Post post, byte[] digest, String source) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE feed_post SET offered = :digest, offered_title = :title,
                      offered_source = :source, offered_at = :now
                    WHERE id = :id AND digest <> :digest
                    """)
                .bind("digest", digest)
                .bind("title", post.name())
                .bind("source", source)
                .bind("now", clock.instant())
                .bind("id", post.id())
                .execute());
  }

  /** The post says again what the draft was made of. */
  void withdraw(String id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE feed_post SET offered = NULL, offered_title = NULL,
                      offered_source = NULL, offered_at = NULL
                    WHERE id = :id
                    """)
                .bind("id", id)
                .execute());
  }

  /**
   * The sheet with what the post says now. Title and text are the post's; of everything else stays
   * what an organizer wrote, and the rest is as a draft of today would be.
   *
   * @param current the sheet's first edition as it stands
   */
  public static EditionForm merged(Taken post, EditionForm current) {
    EditionForm base = EditionForm.of(post.source());
    EditionForm now = EditionForm.of(post.offeredSource());
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : EditionForm.KEYS) {
      String mine = current.values().get(key);
      boolean isPosts =
          key.equals("title") && !now.values().get(key).equals(base.values().get(key));
      boolean isUntouched = mine.equals(base.values().get(key));
      values.put(key, isPosts || isUntouched ? now.values().get(key) : mine);
    }
    return new EditionForm(
        values,
        current.positions().equals(base.positions()) ? now.positions() : current.positions(),
        current.rest().equals(base.rest()) ? now.rest() : current.rest(),
        now.body());
  }

  /**
   * Puts what the post says now into the sheet.
   *
   * @param seen the offer that was looked at
   * @param version of the sheet that was looked at
   * @return whether it is done; else the post or the sheet has changed meanwhile, and nothing has
   *     changed here
   */
  public boolean take(String slug, byte[] seen, int version, String who) {
    Optional<Taken> post = of(slug).filter(p -> Arrays.equals(p.offered(), seen));
    Optional<SheetDrafts.Text> text = drafts.find(slug, "");
    if (post.isEmpty() || text.isEmpty()) {
      return false;
    }
    String source = merged(post.get(), EditionForm.of(text.get().source())).source();
    if (drafts.save(slug, "", version, source, who).isPresent()) {
      return false;
    }
    return decided(slug, seen);
  }

  /**
   * The sheet stays as it is; what the post says now is not offered again.
   *
   * @param seen the offer that was looked at
   * @return whether it is done; else the post has changed meanwhile
   */
  public boolean decided(String slug, byte[] seen) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE feed_post SET digest = offered, source = offered_source,
                          title = offered_title, offered = NULL, offered_title = NULL,
                          offered_source = NULL, offered_at = NULL
                        WHERE slug = :slug AND offered = :seen
                        """)
                    .bind("slug", slug)
                    .bind("seen", seen)
                    .execute()
                > 0);
  }
}
