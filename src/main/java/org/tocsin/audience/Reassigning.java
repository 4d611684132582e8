package org.tocsin.audience;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns everyone again after a new roster or map has come, in chunks of people: each is one short
 * transaction with its checkpoint, so that others wait for none of them and a killed process costs
 * nothing. Whatever process takes the next chunk goes on where the last one ended. Alerts that are
 * gathered meanwhile go by their own map (see {@link Assigned#onMap}).
 */
public final class Reassigning {
  private static final Logger LOG = LoggerFactory.getLogger(Reassigning.class);
  private static final int CHUNK = 20_000;

  private static final String CHUNK_SQL =
      """
      WITH now_known AS MATERIALIZED (<assigned>),
      changing AS MATERIALIZED (
        SELECT n.*, concat_ws(' ', s.assignment, nullif(array_to_string(s.districts, ','), ''))
                 AS was,
               concat_ws(' ', n.assignment, nullif(array_to_string(n.districts, ','), ''))
                 AS is_now
        FROM now_known n JOIN subscriber s ON s.id = n.id
        WHERE (s.assignment, s.districts, s.shares, s.zones)
              IS DISTINCT FROM (n.assignment, n.districts, n.shares, n.zones)),
      changed AS (
        UPDATE subscriber s
        SET assignment = c.assignment, districts = c.districts, shares = c.shares, zones = c.zones
        FROM changing c WHERE c.id = s.id RETURNING s.id),
      answered AS (
        INSERT INTO moved (reassignment_id, subscriber_id, was, is_now)
        SELECT :job, id, was, is_now FROM changing WHERE was <> is_now
        ON CONFLICT (reassignment_id, subscriber_id) DO UPDATE SET is_now = excluded.is_now)
      UPDATE reassignment
      SET checkpoint = :lastId, changed = changed + (SELECT count(*) FROM changed)
      WHERE id = :job
      """
          .replace(
              "<assigned>",
              Assigned.inForce(
                  """
                  SELECT id, zip, street, state, phone FROM subscriber
                  WHERE id > :after AND id <= :lastId\
                  """));

  private final Jdbi jdbi;
  private final Clock clock;

  public Reassigning(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * How it went.
   *
   * @param id of the round, 0 where there was nothing to do
   * @param changed people whose district, candidates or time zones changed
   * @param moves people by what they were and are, most first
   */
  public record Report(long id, long changed, List<Move> moves) {
    /** People whose district or candidates are others than before. */
    public long moved() {
      return moves.stream().mapToLong(Move::people).sum();
    }
  }

  /**
   * @param was "ZIP NY-24"; likewise isNow
   */
  public record Move(String was, String isNow, long people) {}

  private record Job(long id, long checkpoint) {}

  /** Asks for everyone to be assigned again; a new roster or map does so by itself. */
  public void ask() {
    jdbi.useHandle(
        handle -> handle.execute("INSERT INTO reassignment (asked_at) VALUES (?)", now()));
  }

  /**
   * Does the next chunk of what was asked for last; older rounds are covered by it.
   *
   * @return false when there is nothing to do
   */
  public boolean next() {
    return jdbi.inTransaction(
        handle -> {
          Turns.toChangeMany(handle);
          Optional<Job> job = lock(handle);
          job.ifPresent(j -> chunk(handle, j));
          return job.isPresent();
        });
  }

  private static Optional<Job> lock(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, checkpoint FROM reassignment
            WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1 FOR NO KEY UPDATE
            """)
        .map((row, c) -> new Job(row.getLong("id"), row.getLong("checkpoint")))
        .findOne();
  }

  private void chunk(Handle handle, Job job) {
    Optional<Long> lastId = Subscribers.endOfChunk(handle, job.checkpoint(), CHUNK);
    if (lastId.isEmpty()) {
      end(handle, job);
      return;
    }
    AreaCodes.lay(
        handle,
        "SELECT phone FROM subscriber WHERE id > "
            + job.checkpoint()
            + " AND id <= "
            + lastId.get());
    handle
        .createUpdate(CHUNK_SQL)
        .bind("job", job.id())
        .bind("after", job.checkpoint())
        .bind("lastId", lastId.get())
        .execute();
  }

  private void end(Handle handle, Job job) {
    handle
        .createUpdate(
            "UPDATE reassignment SET finished_at = :now WHERE id <= :id AND finished_at IS NULL")
        .bind("now", now())
        .bind("id", job.id())
        .execute();
    Report report = report(handle, job.id());
    if (report.moved() > 0) {
      LOG.info("{} people moved to another district or candidates", report.moved());
    }
  }

  /**
   * Does all of it, and tells how it went.
   *
   * @param progress is given now and then up to which person it is done
   */
  public Report finish(LongConsumer progress) {
    long round = newest().orElse(0L);
    while (next()) {
      checkpoint(round).ifPresent(progress::accept);
    }
    return jdbi.withHandle(handle -> report(handle, round));
  }

  /** Is given each person who moved in the last round: id, what they were and what they are. */
  public interface Mover {
    void moved(long subscriberId, String was, String isNow);
  }

  /** Tells who moved in the last round in which anyone did, by id. */
  public void moved(Mover mover) {
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT subscriber_id, was, is_now FROM moved
                    WHERE reassignment_id = (SELECT max(reassignment_id) FROM moved)
                    ORDER BY subscriber_id
                    """)
                .setFetchSize(1_000)
                .map(
                    (r, c) -> {
                      mover.moved(r.getLong(1), r.getString(2), r.getString(3));
                      return true;
                    })
                .forEach(each -> {}));
  }

  private Optional<Long> newest() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT max(id) FROM reassignment").mapTo(Long.class).findOne());
  }

  private Optional<Long> checkpoint(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT checkpoint FROM reassignment WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne());
  }

  private static Report report(Handle handle, long id) {
    List<Move> moves =
        handle
            .createQuery(
                """
                SELECT was, is_now, count(*) AS people FROM moved WHERE reassignment_id = :id
                GROUP BY was, is_now ORDER BY people DESC, was, is_now
                """)
            .bind("id", id)
            .map((r, c) -> new Move(r.getString("was"), r.getString("is_now"), r.getLong("people")))
            .list();
    long changed =
        handle
            .createQuery("SELECT changed FROM reassignment WHERE id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .findOne()
            .orElse(0L);
    return new Report(id, changed, moves);
  }

  private Instant now() {
    return clock.instant();
  }
}
