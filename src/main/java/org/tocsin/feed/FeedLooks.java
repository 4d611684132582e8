package org.tocsin.feed;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** When the feed is looked at, and what came of the last look. */
public final class FeedLooks {
  /** If the process that looks dies, another one looks after this; longer than a look takes. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  /** Doublings; what is more than the longest wait anyway need not be counted. */
  private static final int MOST_DOUBLINGS = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final FeedSettings settings;

  public FeedLooks(Jdbi jdbi, Clock clock, FeedSettings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The feed as it stands.
   *
   * @param since when it was looked at first
   * @param readAt when it could be read last, or null
   * @param failingSince since when it cannot be read, or null
   * @param trouble why not, or ""
   * @param posts in it when it was read last
   * @param chosen how many of these are of the category
   */
  public record Look(
      Instant since,
      Instant readAt,
      Instant failingSince,
      int failures,
      String trouble,
      String etag,
      String modified,
      int posts,
      int chosen) {
    FeedFetch.Validators validators() {
      return new FeedFetch.Validators(etag, modified);
    }

    boolean isFirst() {
      return readAt == null;
    }
  }

  /** As it stands; empty where no feed is set, or it was never looked at. */
  public Optional<Look> now() {
    return settings
        .url()
        .flatMap(
            url ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "SELECT * FROM feed WHERE url = :url AND category = :category")
                            .bind("url", url.toString())
                            .bind("category", settings.category())
                            .map(ConstructorMapper.of(Look.class))
                            .findOne()));
  }

  /** The feed, where it is time to look and nobody else does. */
  Optional<Look> claim(URI url) {
    return jdbi.inTransaction(
        handle -> {
          begin(handle, url);
          return handle
              .createQuery(
                  """
                  UPDATE feed SET next_at = :leased
                  WHERE url = :url AND category = :category AND next_at <= :now
                  RETURNING *
                  """)
              .bind("leased", clock.instant().plus(LEASE))
              .bind("url", url.toString())
              .bind("category", settings.category())
              .bind("now", clock.instant())
              .map(ConstructorMapper.of(Look.class))
              .findOne();
        });
  }

  private void begin(Handle handle, URI url) {
    handle
        .createUpdate(
            """
            INSERT INTO feed (url, category, since, next_at)
            SELECT :url, :category, :now, :now
            WHERE NOT EXISTS (SELECT FROM feed WHERE url = :url AND category = :category)
            ON CONFLICT DO NOTHING
            """)
        .bind("url", url.toString())
        .bind("category", settings.category())
        .bind("now", clock.instant())
        .execute();
  }

  /** It has not changed. */
  void unchanged(URI url) {
    readable(url, Optional.empty());
  }

  /**
   * What stood in it.
   *
   * @param validators for the next time; none where something of it is left for then
   * @param chosen of the category
   */
  record Read(FeedFetch.Validators validators, int posts, int chosen) {}

  void read(URI url, Read read) {
    readable(url, Optional.of(read));
  }

  private void readable(URI url, Optional<Read> read) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE feed SET next_at = :next, read_at = :now, failing_since = NULL,
                      failures = 0, trouble = '', etag = coalesce(:etag, etag),
                      modified = coalesce(:modified, modified), posts = coalesce(:posts, posts),
                      chosen = coalesce(:chosen, chosen)
                    WHERE url = :url AND category = :category
                    """)
                .bind("next", clock.instant().plus(settings.every()))
                .bind("now", clock.instant())
                .bind("etag", read.map(r -> r.validators().etag()))
                .bind("modified", read.map(r -> r.validators().modified()))
                .bind("posts", read.map(Read::posts))
                .bind("chosen", read.map(Read::chosen))
                .bind("url", url.toString())
                .bind("category", settings.category())
                .execute());
  }

  /**
   * It cannot be read: the next look comes later each time.
   *
   * @param failures in a row, this one counted
   */
  void failed(URI url, String trouble, int failures) {
    Duration wait = settings.every().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration longest =
        LONGEST_WAIT.compareTo(settings.every()) > 0 ? LONGEST_WAIT : settings.every();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE feed SET next_at = :next, failures = :failures, trouble = :trouble,
                      failing_since = coalesce(failing_since, :now)
                    WHERE url = :url AND category = :category
                    """)
                .bind("next", clock.instant().plus(wait.compareTo(longest) < 0 ? wait : longest))
                .bind("failures", failures)
                .bind("trouble", trouble)
                .bind("now", clock.instant())
                .bind("url", url.toString())
                .bind("category", settings.category())
                .execute());
  }
}
