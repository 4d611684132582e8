package org.tocsin.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.tocsin.Channel;

/** Ends what waits of cancelled alerts. */
public final class Cancel {
  private static final String CANCEL =
      """
      WITH undone AS (
        UPDATE delivery d SET state = 'cancelled', settled_at = :now
        FROM alert a WHERE <these> AND d.alert_id = a.id AND d.state = 'queued'
        RETURNING d.id, d.attempts, d.channel),
      noted AS (
        INSERT INTO delivery_event (delivery_id, at, attempt, what)
        SELECT id, :now, attempts, :what FROM undone)
      SELECT channel, count(*) FROM undone GROUP BY channel
      """;

  private Cancel() {}

  /**
   * @return how many waited, by channel
   */
  public static Map<Channel, Long> alerts(Handle handle, long[] alertIds, Instant now) {
    return cancelled(
        handle.createQuery(CANCEL).define("these", "a.id = ANY(:ids)").bind("ids", alertIds), now);
  }

  /**
   * What was in hand when its alert was cancelled may have been deferred since, and a chunk may
   * have been gathered at that very moment.
   */
  public static void rest(Handle handle, Instant now) {
    cancelled(handle.createQuery(CANCEL).define("these", "a.state = 'cancelled'"), now);
  }

  private static Map<Channel, Long> cancelled(Query query, Instant now) {
    Map<Channel, Long> cancelled = new EnumMap<>(Channel.class);
    query
        .bind("now", now)
        .bind("what", Move.CANCEL.event())
        .map((row, c) -> Map.entry(Channel.of(row.getString(1)), row.getLong(2)))
        .forEach(each -> cancelled.put(each.getKey(), each.getValue()));
    return cancelled;
  }
}
