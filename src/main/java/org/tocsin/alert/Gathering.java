package org.tocsin.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.audience.Subscribers;
import org.tocsin.sheet.Revision;
import org.tocsin.sheet.Sheet;

/**
 * Turns the audience of a released alert into deliveries, a chunk at a time. A chunk is one
 * transaction with its checkpoint, under a lock on the alert's row: whoever takes the next chunk,
 * in this process or another, goes on where the last committed one ended. Deliveries of early
 * chunks go out while later ones are gathered.
 */
public final class Gathering {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
  private static final int LARGEST = 5_000;

  /** The first chunk is small, so that the first messages leave at once. */
  private static final int SMALLEST = 50;

  /** Chunks grow while they take less than this, and shrink when they take four times as long. */
  private static final Duration SHORT = Duration.ofMillis(250);

  private final Jdbi jdbi;
  private final Clock clock;
  private final AlertSources sources;

  /** People in the next chunk. */
  private volatile int size = SMALLEST;

  public Gathering(Jdbi jdbi, Clock clock, AlertSources sources) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.sources = sources;
  }

  /**
   * Gathers the next chunk of any alert that is being gathered.
   *
   * @return false when there was nothing to do
   */
  public boolean next() {
    return jdbi.inTransaction(
        handle -> {
          Optional<Gathered> alert = lock(handle);
          alert.ifPresent(a -> timed(handle, a));
          return alert.isPresent();
        });
  }

  private void timed(Handle handle, Gathered alert) {
    if (alert.checkpoint() == 0) {
      size = SMALLEST;
    }
    long began = System.nanoTime();
    chunk(handle, alert);
    long took = System.nanoTime() - began;
    if (took < SHORT.toNanos()) {
      size = Math.min(LARGEST, 2 * size);
    } else if (took > 4 * SHORT.toNanos()) {
      size = Math.max(SMALLEST, size / 2);
    }
  }

  private Optional<Gathered> lock(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, revision_id, channels, audience, again, correction, checkpoint, roster_id, map_id,
              deadline
            FROM alert WHERE state = 'gathering' ORDER BY released_at
            LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
            """)
        .map(
            (row, c) ->
                new Gathered(
                    row.getLong("id"),
                    row.getLong("revision_id"),
                    row.getLong("roster_id"),
                    row.getLong("map_id"),
                    row.getLong("checkpoint"),
                    SendOptions.of(row),
                    Optional.ofNullable(row.getTimestamp("deadline")).map(Timestamp::toInstant)))
        .findOne();
  }

  private void chunk(Handle handle, Gathered alert) {
    Optional<Long> lastId = Subscribers.endOfChunk(handle, alert.checkpoint(), size);
    if (lastId.isEmpty()) {
      end(handle, alert);
      return;
    }
    Revision revision = sources.sheets().get(alert.revisionId());
    OlderAlerts.lockGathering(handle, revision.sheet().slug());
    PriorAlerts.Of about =
        new PriorAlerts.Of(revision.sheet(), alert.revisionId(), alert.id(), alert.order());
    PriorAlerts past = PriorAlerts.of(handle, about, clock.instant(), sources.stopInterval());
    Sheet sheet = revision.sheet().with(PositionChanges.learnt(handle, alert.id()));
    Chunk chunk = new Chunk(handle, alert, sheet, past, lastId.get());
    chunk.lay();
    chunk.render(sources.renderer(), sources.rosters().get(alert.rosterId()));
    chunk.insert(place -> sources.hours().next(clock.instant(), place), clock.instant());
    handle
        .createUpdate("UPDATE alert SET checkpoint = :lastId WHERE id = :id")
        .bind("lastId", lastId.get())
        .bind("id", alert.id())
        .execute();
  }

  private Instant now() {
    return clock.instant();
  }

  private void end(Handle handle, Gathered alert) {
    handle
        .createUpdate("UPDATE alert SET state = 'sending', gathered_at = :now WHERE id = :id")
        .bind("now", now())
        .bind("id", alert.id())
        .execute();
    LOG.info("Alert {} is gathered; its deliveries go out as they fall due", alert.id());
  }

  /** The alert whose chunk it is. */
  record Gathered(
      long id,
      long revisionId,
      long rosterId,
      long mapId,
      long checkpoint,
      SendOptions order,
      Optional<Instant> deadline) {}
}
