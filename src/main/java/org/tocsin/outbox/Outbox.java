package org.tocsin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.tocsin.Channel;
import org.tocsin.SteadyClock;

/**
 * The deliveries that are due, seen as a queue. A worker first claims a few, then begins their
 * attempts, and only then touches the network; each step leaves out whoever has opted out.
 */
public final class Outbox {
  // Each is one look-up by key for one delivery d. As scalar subqueries they stay that: an EXISTS
  // may be planned as a look through all subscribers.
  private static final String LEFT =
      """
      coalesce(
        (SELECT true FROM suppression s WHERE s.channel = d.channel AND s.address_key = d.address_key),
        (SELECT NOT CASE d.channel WHEN 'email' THEN p.email_consent ELSE p.sms_consent END
         FROM subscriber p WHERE p.id = d.subscriber_id),
        false)
      """;

  private static final String HELD =
      """
      (SELECT h.decided_at IS NULL FROM hold h
       WHERE h.channel = d.channel AND h.address_key = d.address_key AND h.decided_at IS NULL)
      """;

  // The alerts are few and taken in random order, so that a large one does not hold up a small one.
  // Each lateral scan starts at the front of the index delivery_due and stops after :size rows, so
  // the cost of a claim does not depend on how much has been sent. Its commit does not wait for the
  // disk: should the database crash, a lease without an attempt is the same as none, and the commit
  // that writes the attempt does wait.
  static final String CLAIM =
      """
      WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
      open AS MATERIALIZED (
        SELECT id FROM unhurried, alert WHERE state IN ('gathering', 'sending') AND :channel = ANY(channels)
          AND NOT EXISTS (SELECT FROM channel_pause WHERE channel = :channel)
        ORDER BY random()),
      due AS MATERIALIZED (
        SELECT d.id, <left> AS gone
        FROM open CROSS JOIN LATERAL (
          SELECT id, channel, address_key, subscriber_id FROM delivery d
          WHERE alert_id = open.id AND channel = :channel AND state = 'queued' AND due_at <= :now
            AND (closes_at IS NULL OR closes_at > :atMost) AND <held> IS NULL
          ORDER BY due_at LIMIT :size FOR UPDATE SKIP LOCKED) d
        LIMIT :size)
      UPDATE delivery d SET
        state = CASE WHEN gone THEN 'suppressed' ELSE 'leased' END,
        worker_id = CASE WHEN gone THEN NULL ELSE :worker END,
        settled_at = CASE WHEN gone THEN :now END,
        attempted_at = NULL
      FROM due WHERE d.id = due.id
      RETURNING d.id, alert_id, subscriber_id, rendering_id, channel, address, d.address_key, first_name,
        attempts + 1 AS attempt, in_doubt_at IS NOT NULL AS again, closes_at, segments, gone
      """
          .replace("<left>", LEFT)
          .replace("<held>", HELD);

  /** One that was tried before says more than one that a server has never seen. */
  private static final String PROBE =
      CLAIM.replace("due_at <= :now", "due_at <= :now AND attempts > 0");

  private static final String PUT_OFF =
      """
      UPDATE delivery d SET state = 'queued', worker_id = NULL, due_at = o.due_at
      FROM unnest(:ids, :dues) AS o (id, due_at)
      WHERE d.id = o.id AND d.state = 'leased' AND d.worker_id = :worker AND d.attempted_at IS NULL
      """;

  // The claim may be seconds old by now, so all that may have changed is looked at again. Only what
  // is leased carries the id of a worker. The state is not asked for, since the index of what is
  // unsettled is full of dead entries while an alert goes out.
  static final String BEGIN =
      """
      WITH mine AS MATERIALIZED (
        SELECT id, <left> AS gone, coalesce(<held>, closes_at <= :atMost, false) AS waits
        FROM delivery d WHERE id = ANY(:ids))
      UPDATE delivery d SET
        state = CASE WHEN gone THEN 'suppressed' WHEN waits THEN 'queued' ELSE state END,
        worker_id = CASE WHEN gone OR waits THEN NULL ELSE worker_id END,
        settled_at = CASE WHEN gone THEN :now END,
        attempts = CASE WHEN gone OR waits THEN attempts ELSE attempts + 1 END,
        attempted_at = CASE WHEN gone OR waits THEN NULL ELSE :now END
      FROM mine WHERE d.id = mine.id AND d.worker_id = :worker
      RETURNING d.id, gone OR waits AS gone
      """
          .replace("<left>", LEFT)
          .replace("<held>", HELD);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Worker worker;

  public Outbox(Jdbi jdbi, Clock clock, Worker worker) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.worker = worker;
  }

  /**
   * Leases up to {@code size} deliveries that are due on this channel.
   *
   * @return empty when nothing is due, or the channel or the alerts are paused
   */
  public List<ClaimedDelivery> claim(Channel channel, int size) {
    return claim(CLAIM, channel, size);
  }

  /** Leases one, if it can be one that was tried before. */
  public List<ClaimedDelivery> probe(Channel channel) {
    List<ClaimedDelivery> tried = claim(PROBE, channel, 1);
    return tried.isEmpty() ? claim(CLAIM, channel, 1) : tried;
  }

  private List<ClaimedDelivery> claim(String statement, Channel channel, int size) {
    return jdbi
        .withHandle(
            h ->
                h.createQuery(statement)
                    .bind("channel", channel.code())
                    .bind("size", size)
                    .bind("worker", worker.id())
                    .bind("now", now())
                    .bind("atMost", atMost(channel))
                    .map(Outbox::claimed)
                    .list())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<ClaimedDelivery> claimed(ResultSet row, StatementContext context)
      throws SQLException {
    return row.getBoolean("gone") ? Optional.empty() : Optional.of(due(row));
  }

  static ClaimedDelivery due(ResultSet row) throws SQLException {
    OffsetDateTime closes = row.getObject("closes_at", OffsetDateTime.class);
    return new ClaimedDelivery(
        row.getLong("id"),
        row.getLong("alert_id"),
        row.getLong("subscriber_id"),
        row.getLong("rendering_id"),
        Channel.of(row.getString("channel")),
        row.getString("address"),
        row.getObject("address_key", UUID.class),
        row.getString("first_name"),
        row.getInt("attempt"),
        row.getBoolean("again"),
        Optional.ofNullable(closes).map(OffsetDateTime::toInstant),
        row.getInt("segments"));
  }

  /** Gives back what was leased and not begun, to wait for so long. */
  public void putOff(Map<ClaimedDelivery, Duration> waits) {
    List<Map.Entry<ClaimedDelivery, Duration>> all = List.copyOf(waits.entrySet());
    OffsetDateTime now = now();
    jdbi.useHandle(
        h ->
            h.createUpdate(PUT_OFF)
                .bind("ids", all.stream().mapToLong(w -> w.getKey().id()).toArray())
                .bindArray(
                    "dues",
                    OffsetDateTime.class,
                    all.stream().map(w -> now.plus(w.getValue())).toArray())
                .bind("worker", worker.id())
                .execute());
  }

  /**
   * Writes the attempts, before the network is touched.
   *
   * @param claimed of one channel
   * @return those that may go now; whoever left in the meantime is not among them, nor is what
   *     another process has taken over
   */
  public List<ClaimedDelivery> begin(List<ClaimedDelivery> claimed) {
    if (claimed.isEmpty() || !worker.isAlive()) {
      return List.of();
    }
    Map<Long, ClaimedDelivery> byId =
        claimed.stream().collect(Collectors.toMap(ClaimedDelivery::id, Function.identity()));
    long[] ids = claimed.stream().mapToLong(ClaimedDelivery::id).toArray();
    return jdbi
        .withHandle(
            h ->
                h.createQuery(BEGIN)
                    .bind("ids", ids)
                    .bind("worker", worker.id())
                    .bind("now", now())
                    .bind("atMost", atMost(claimed.get(0).channel()))
                    .map((row, c) -> row.getBoolean("gone") ? null : byId.get(row.getLong("id")))
                    .list())
        .stream()
        .filter(due -> due != null)
        .toList();
  }

  /**
   * Where the time is in doubt, an email goes only before its deadline by every clock. The hours of
   * a text are looked at by every clock when it is handed over.
   */
  private OffsetDateTime atMost(Channel channel) {
    Instant latest = channel == Channel.EMAIL ? SteadyClock.latest(clock) : clock.instant();
    return latest.atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
