package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.ledger.Cancel;
import org.tocsin.sheet.Sheet;

/**
 * The older alerts of a sheet of which something may still go, and what a new one means for them.
 * Where the very same revision is sent again on purpose they are among them, else its people count
 * as those who have it.
 */
record OlderAlerts(List<Running> alerts) {
  // Publishers of one sheet come one after the other; so do its chunks. A publisher waits for rows
  // of alerts that a chunk may hold, so the two must not share a lock.
  private static final String PUBLISHERS = "SELECT count(pg_advisory_xact_lock(7465, hashtext(?)))";
  private static final String GATHERERS = "SELECT count(pg_advisory_xact_lock(7466, hashtext(?)))";

  /**
   * One of them.
   *
   * @param gathered whether all its people stand in the ledger
   * @param waits messages that have not gone, by channel, as far as it is gathered
   */
  record Running(long id, boolean gathered, SendOptions order, Map<Channel, Long> waits) {
    static Running read(ResultSet row, Object context) throws SQLException {
      Map<Channel, Long> waits = new EnumMap<>(Channel.class);
      for (Channel channel : Channel.values()) {
        waits.put(channel, row.getLong(channel.code()));
      }
      return new Running(row.getLong("id"), row.getBoolean("gathered"), SendOptions.of(row), waits);
    }

    boolean isEmpty() {
      return gathered && waits.values().stream().allMatch(n -> n == 0);
    }
  }

  /** Until the end of the transaction nobody else publishes this sheet or sends it again. */
  static void lockPublishing(Handle handle, String slug) {
    handle.createQuery(PUBLISHERS).bind(0, slug).mapTo(Long.class).one();
  }

  /** Until the end of the transaction no other alert of this sheet is gathered. */
  static void lockGathering(Handle handle, String slug) {
    handle.createQuery(GATHERERS).bind(0, slug).mapTo(Long.class).one();
  }

  /** The same with their rows locked: they are not gathered, paused or ended meanwhile. */
  static OlderAlerts locked(Handle handle, Sheet sheet, long revisionId, SendOptions order) {
    lockPublishing(handle, sheet.slug());
    handle
        .createQuery("SELECT id FROM alert WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
        .bind("ids", find(handle, sheet, revisionId, order).keys())
        .mapTo(Long.class)
        .list();
    return find(handle, sheet, revisionId, order);
  }

  /**
   * @param revisionId of the new alert, 0 where it is not kept yet
   */
  static OlderAlerts find(Handle handle, Sheet sheet, long revisionId, SendOptions order) {
    return new OlderAlerts(
        handle
            .createQuery(
                """
                SELECT a.id, a.gathered_at IS NOT NULL AS gathered, a.channels, a.audience, a.again, a.correction,
                  (SELECT count(*) FROM delivery d
                   WHERE d.alert_id = a.id AND d.state = 'queued' AND d.channel = <email>) AS email,
                  (SELECT count(*) FROM delivery d
                   WHERE d.alert_id = a.id AND d.state = 'queued' AND d.channel = <sms>) AS sms
                FROM alert a JOIN revision r ON r.id = a.revision_id
                WHERE r.slug = :slug AND a.state IN ('scheduled', 'gathering', 'sending', 'paused')
                  AND (r.id <> :revision OR :again AND a.channels && :channels)
                ORDER BY a.id
                """)
            .bind("slug", sheet.slug())
            .bind("revision", revisionId)
            .bind("again", order.again())
            .bindArray("channels", String.class, order.channelCodes().toArray())
            .map(Running::read)
            .list());
  }

  List<Long> ids() {
    return alerts.stream().map(Running::id).toList();
  }

  private long[] keys() {
    return alerts.stream().mapToLong(Running::id).toArray();
  }

  /** What becomes of what waits of them. */
  List<OlderWaits> waits(Leftover leftover) {
    return alerts.stream()
        .map(
            alert ->
                new OlderWaits(
                    alert.id(),
                    Optional.of(alert.waits()).filter(waits -> alert.gathered()),
                    leftover == Leftover.KEEP))
        .toList();
  }

  /**
   * Refuses where people would lose what waits for them and get nothing in its place.
   *
   * @param past see {@link PriorAlerts}, of the new alert
   */
  void refuseLosses(Handle handle, Sheet sheet, SendOptions order, PriorAlerts past) {
    if (order.leftover() != Leftover.REPLACE || alerts.stream().allMatch(Running::isEmpty)) {
      return;
    }
    for (Running alert : alerts) {
      if (!alert.gathered() && !order.covers(alert.order())) {
        throw loss(alert.id(), "is not gathered yet, and goes to people");
      }
    }
    unreached(handle, sheet, order, past)
        .forEach(
            (id, people) -> {
              throw loss(id, "still waits for " + people + " people");
            });
  }

  private static TocsinException loss(long id, String what) {
    return new TocsinException(
        "Alert "
            + id
            + " of this sheet "
            + what
            + " that this one does not reach (another channel or audience). Say --keep-older to let"
            + " what waits go as it is, or --cancel-older to cancel it also for them.");
  }

  /** For how many an alert waits who get nothing of the new one, by its id. */
  private Map<Long, Long> unreached(
      Handle handle, Sheet sheet, SendOptions order, PriorAlerts past) {
    String sql =
        AudienceQuery.WITH
            + """
            SELECT d.alert_id, count(DISTINCT d.subscriber_id) FROM delivery d
            WHERE d.alert_id = ANY(:running) AND d.state = 'queued'
              AND NOT EXISTS (SELECT FROM suppression x
                              WHERE x.channel = d.channel AND x.address_key = d.address_key)
              AND NOT EXISTS (SELECT FROM person p
                              WHERE p.id = d.subscriber_id AND (p.email_eligibility = 'go'
                                OR p.sms_eligibility = 'go' OR p.email_eligibility LIKE 'had_%' OR p.sms_eligibility LIKE 'had_%'))
            GROUP BY d.alert_id ORDER BY d.alert_id
            """;
    return AudienceQuery.bind(
            handle.createQuery(sql), order, sheet, past, DataVersions.NONE, IdRange.ALL)
        .bind("running", keys())
        .map((row, c) -> Map.entry(row.getLong(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Cancels what has not gone of them. What is being handed over comes to its end; until then the
   * new one is not released (see {@link Alerts#release}).
   *
   * @param id of the alert that takes their place
   * @return how many messages were cancelled, by channel
   */
  Map<Channel, Long> replace(Handle handle, long id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE alert SET state = 'cancelled', finished_at = :now, replaced_by = :id
            WHERE id = ANY(:ids)
            """)
        .bind("id", id)
        .bind("now", now)
        .bind("ids", keys())
        .execute();
    return Cancel.alerts(handle, keys(), now);
  }
}
