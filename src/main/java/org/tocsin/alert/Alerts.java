package org.tocsin.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.SteadyClock;
import org.tocsin.TocsinException;
import org.tocsin.civic.NearestOffices;
import org.tocsin.civic.Rosters;
import org.tocsin.ledger.Cancel;

/** Alerts and where they stand. */
public final class Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

  /**
   * An alert in a list.
   *
   * @param sheet slug of its sheet
   * @param replacedBy the newer alert of its sheet for which it was cancelled
   */
  public record Summary(
      long id,
      String sheet,
      AlertState state,
      Optional<Instant> releasedAt,
      Instant releaseAt,
      Optional<Long> replacedBy) {}

  private final Jdbi jdbi;
  private final Clock clock;

  /** What the log has said, so that it says it once. */
  private final Map<Long, Held> logged = new ConcurrentHashMap<>();

  public Alerts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  private static final String SUMMARY =
      """
      SELECT a.id, r.slug AS sheet, a.state, a.released_at, a.release_at, a.replaced_by
      FROM alert a JOIN revision r ON r.id = a.revision_id
      """;

  /** All of them, the newest first. */
  public List<Summary> list() {
    return list(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The newest first.
   *
   * @param before an id: only older ones
   * @param limit how many at most
   */
  public List<Summary> list(long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SUMMARY + "WHERE a.id < :before ORDER BY a.id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Summary.class))
                .list());
  }

  /** The id of the newest alert of a sheet, or 0. */
  public long newest(String slug) {
    return jdbi.withHandle(handle -> newest(handle, slug));
  }

  /** The id of the newest alert whose people all stand in the ledger, or empty. */
  public Optional<Long> lastGathered() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM alert WHERE gathered_at IS NOT NULL ORDER BY id DESC LIMIT 1")
                .mapTo(Long.class)
                .findOne());
  }

  /** Within a transaction of the caller's, who keeps others from publishing meanwhile. */
  static long newest(Handle handle, String slug) {
    return handle
        .createQuery(
            """
            SELECT coalesce(max(a.id), 0) FROM alert a JOIN revision r ON r.id = a.revision_id
            WHERE r.slug = :slug
            """)
        .bind("slug", slug)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Opens the alerts whose time has come. The officials and districts in force now are the ones
   * that every message of the alert is made from; where publishing would refuse them the alert is
   * held until that is mended. One that takes the place of others waits until nothing of them is in
   * anybody's hands, so that it is known who has had them.
   */
  public void release() {
    List<Long> released =
        jdbi.inTransaction(
            handle -> {
              Rosters.begin(handle, clock.instant());
              Readiness readiness = Readiness.at(handle, clock.instant());
              List<Held> held = held(handle, readiness);
              held.forEach(this::tell);
              List<Long> open =
                  readiness.roster().map(r -> open(handle, r, held)).orElse(List.of());
              open.forEach(id -> prepare(handle, id));
              return open;
            });
    released.forEach(id -> LOG.info("Alert {} is released", id));
  }

  private List<Held> held(Handle handle, Readiness readiness) {
    Instant overAt = SteadyClock.earliest(clock);
    return Held.of(handle, readiness, now(), overAt);
  }

  private void tell(Held held) {
    if (!held.equals(logged.put(held.id(), held))) {
      LOG.warn("Alert {} is held. {}", held.id(), held.why());
    }
  }

  private List<Long> open(Handle handle, Readiness.Officials officials, List<Held> held) {
    return handle
        .createQuery(
            """
            WITH due AS (
              SELECT id FROM alert WHERE state = 'scheduled' AND release_at <= :now
                AND NOT id = ANY(:held)
                AND NOT EXISTS (
                  SELECT FROM alert o JOIN delivery d ON d.alert_id = o.id
                  WHERE o.replaced_by = alert.id AND d.state = 'leased')
              FOR UPDATE SKIP LOCKED)
            UPDATE alert SET state = 'gathering', released_at = :now, roster_id = :roster,
              map_id = :map
            FROM due WHERE alert.id = due.id
            RETURNING alert.id
            """)
        .bind("now", now())
        .bindArray("held", Long.class, held.stream().map(Held::id).toArray())
        .bind("roster", officials.id())
        .bind("map", officials.mapId().orElse(null))
        .mapTo(Long.class)
        .list();
  }

  /** The alerts whose time has come and which may not go yet, oldest first. */
  public List<Held> held() {
    return jdbi.inTransaction(handle -> held(handle, Readiness.at(handle, clock.instant())));
  }

  private static void prepare(Handle handle, long alertId) {
    handle
        .createQuery("SELECT roster_id, map_id FROM alert WHERE id = :id AND map_id IS NOT NULL")
        .bind("id", alertId)
        .map((row, c) -> new DataVersions(row.getLong(1), row.getLong(2)))
        .findOne()
        .ifPresent(basis -> NearestOffices.prepare(handle, basis.rosterId(), basis.mapId()));
  }

  /**
   * Ends the alerts of which nothing waits any more, and what waits of those that were cancelled.
   */
  public void finish() {
    jdbi.useHandle(handle -> Cancel.rest(handle, clock.instant()));
    List<Long> done =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        UPDATE alert SET state = 'done', finished_at = :now
                        WHERE state = 'sending'
                          AND NOT EXISTS (SELECT FROM delivery d
                                          WHERE d.alert_id = alert.id AND d.state = 'queued')
                          AND NOT EXISTS (SELECT FROM delivery d WHERE d.alert_id = alert.id
                                            AND d.state IN ('leased', 'in_doubt'))
                        RETURNING id
                        """)
                    .bind("now", now())
                    .mapTo(Long.class)
                    .list());
    done.forEach(id -> LOG.info("Alert {} is done", id));
  }

  /** Nothing of it is claimed from now on; what is being handed over is finished. */
  public void pause(long id) {
    String pause =
        "UPDATE alert SET state = 'paused' WHERE id = :id AND state IN ('gathering', 'sending')";
    jdbi.useTransaction(
        handle ->
            change(
                id,
                handle.createUpdate(pause),
                "only one that is being gathered or sent can be paused"));
  }

  public void resume(long id) {
    String resume =
        """
        UPDATE alert SET state = CASE WHEN gathered_at IS NULL THEN 'gathering' ELSE 'sending' END
        WHERE id = :id AND state = 'paused'
        """;
    jdbi.useTransaction(
        handle -> change(id, handle.createUpdate(resume), "only a paused one can be resumed"));
  }

  /** What has not gone yet never will. */
  public void cancel(long id) {
    Instant now = clock.instant();
    String cancel =
        """
        UPDATE alert SET state = 'cancelled', finished_at = :now
        WHERE id = :id AND state IN ('scheduled', 'gathering', 'sending', 'paused')
        """;
    jdbi.useTransaction(
        handle -> {
          change(id, handle.createUpdate(cancel).bind("now", now), "it has ended");
          Cancel.alerts(handle, new long[] {id}, now);
        });
  }

  private void change(long id, Update change, String otherwise) {
    Summary alert = summary(id);
    if (change.bind("id", id).execute() == 0) {
      throw new TocsinException(
          "Alert " + id + " is " + alert.state().code() + ": " + otherwise + ".");
    }
  }

  /**
   * Takes an alert that may be over back to being sent, since something of it waits again, within a
   * transaction of the caller's.
   *
   * @return false where it is cancelled, not gathered, or past its deadline; nothing has changed
   */
  public static boolean reopen(Handle handle, long id, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE alert SET state = CASE state WHEN 'done' THEN 'sending' ELSE state END,
                  finished_at = NULL
                WHERE id = :id AND state IN ('sending', 'paused', 'done')
                  AND (deadline IS NULL OR deadline > :now)
                """)
            .bind("id", id)
            .bind("now", now)
            .execute()
        > 0;
  }

  /**
   * @throws TocsinException when there is no such alert
   */
  public Summary summary(long id) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(SUMMARY + "WHERE a.id = :id")
                    .bind("id", id)
                    .map(ConstructorMapper.of(Summary.class))
                    .findOne())
        .orElseThrow(
            () -> new TocsinException("There is no alert " + id + ". See: tocsin alert list"));
  }

  /** How an alert stands, with the reasons. */
  public Report report(long id) {
    return Report.of(jdbi, clock, summary(id), held());
  }

  private Instant now() {
    return clock.instant();
  }
}
