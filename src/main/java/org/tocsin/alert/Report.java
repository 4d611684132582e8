package org.tocsin.alert;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.call.ReportedCalls;
import org.tocsin.ledger.DeliveryState;

/**
 * How an alert stands, counted from the ledger.
 *
 * @param channels by channel, the number of deliveries in each state, and the segments of texts
 *     handed over
 * @param excluded people who get nothing on a channel, by reason
 * @param waits why deliveries wait for another attempt, by the provider's last word
 * @param doubts every delivery that is or was in doubt, by its id: the channel, the state it has
 *     now, and when
 * @param reasons of all who got nothing, or nothing yet: why, and what can be done
 * @param roster the date of the officials' data that it was made from, or "" before its release
 * @param held why it does not go although its time has come, and what to do, or empty
 * @param calls how many people say what came of their calls, by official and result
 */
public record Report(
    Alerts.Summary alert,
    Map<String, Map<String, Long>> channels,
    Map<String, Long> excluded,
    Map<String, Long> waits,
    Map<Long, String> doubts,
    List<MissedGroup> reasons,
    String roster,
    Optional<String> held,
    Map<String, Map<String, Long>> calls) {

  /** The same figures, with where the alert stands by now. */
  public Report at(Alerts.Summary now) {
    return new Report(now, channels, excluded, waits, doubts, reasons, roster, held, calls);
  }

  /** In numbers only, without the reasons. */
  public static Report of(Jdbi jdbi, Alerts.Summary alert) {
    return jdbi.withHandle(handle -> of(handle, alert, List.of(), Optional.empty()));
  }

  /**
   * @param held those that may not go yet, this one perhaps among them
   */
  static Report of(Jdbi jdbi, Clock clock, Alerts.Summary alert, List<Held> held) {
    Optional<String> why =
        held.stream().filter(each -> each.id() == alert.id()).map(Held::why).findFirst();
    return jdbi.withHandle(
        handle -> of(handle, alert, MissedGroup.of(handle, alert, clock.instant()), why));
  }

  private static Report of(
      Handle handle, Alerts.Summary alert, List<MissedGroup> reasons, Optional<String> held) {
    return new Report(
        alert,
        channels(handle, alert.id()),
        excluded(handle, alert.id()),
        waits(handle, alert.id()),
        doubts(handle, alert.id()),
        reasons,
        roster(handle, alert.id()),
        held,
        ReportedCalls.ofAlert(handle, alert.id()));
  }

  /** As {@code alert show --json} and the API give it. */
  public Map<String, Object> json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alert.id());
    map.put("sheet", alert.sheet());
    map.put("state", alert.state().code());
    map.put("channels", channels);
    map.put("excluded", excluded);
    map.put("roster", roster);
    map.put("calls", calls);
    map.put("waits", waits);
    map.put("doubts", doubts);
    map.put("reasons", reasons.stream().map(MissedGroup::json).toList());
    map.put("replaced_by", alert.replacedBy().orElse(null));
    map.put("held", held.orElse(null));
    return map;
  }

  private static Map<String, Map<String, Long>> channels(Handle handle, long id) {
    Map<String, Map<String, Long>> channels = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      Map<String, Long> states = new LinkedHashMap<>();
      for (DeliveryState state : DeliveryState.values()) {
        states.put(state.code(), 0L);
      }
      channels.put(channel.code(), states);
    }
    channels.get(Channel.SMS.code()).put("segments", 0L);
    handle
        .createQuery(
            """
            SELECT channel, state, count(*),
              sum(segments * CASE WHEN attempts > 1 OR state NOT IN ('accepted', 'delivered', 'undelivered')
                THEN greatest(0, attempts - (state = 'leased')::int
                  - (SELECT count(DISTINCT e.attempt) FROM delivery_event e
                     WHERE e.delivery_id = delivery.id
                       AND (e.what IN ('deferred', 'refused', 'suppressed')
                            OR e.what = 'in_doubt'
                              AND (e.attempt < attempts
                                   OR state NOT IN ('accepted', 'delivered', 'undelivered')))))
                ELSE 1 END) FILTER (WHERE attempts > 0 AND channel = <sms>)
            FROM delivery WHERE alert_id = :id GROUP BY channel, state
            """)
        .bind("id", id)
        .map(
            (row, c) -> {
              Map<String, Long> states = channels.get(row.getString("channel"));
              states.put(row.getString("state"), row.getLong("count"));
              states.computeIfPresent("segments", (k, sum) -> sum + segments(row));
              return states;
            })
        .list();
    return channels;
  }

  private static long segments(java.sql.ResultSet row) {
    try {
      return row.getLong("sum");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> excluded(Handle handle, long id) {
    return counts(handle, "SELECT reason, people FROM exclusion WHERE alert_id = :id", id);
  }

  private static Map<String, Long> waits(Handle handle, long id) {
    Map<String, Long> waits =
        counts(
            handle,
            """
            SELECT channel || ': ' || concat_ws(' ', code, reason), count(*) FROM delivery
            WHERE alert_id = :id AND state = 'queued' AND attempts > 0
              AND NOT EXISTS (SELECT FROM channel_pause p WHERE p.channel = delivery.channel)
              AND NOT EXISTS (SELECT FROM hold h WHERE h.channel = delivery.channel
                                AND h.address_key = delivery.address_key AND h.decided_at IS NULL)
            GROUP BY 1
            """,
            id);
    waits.putAll(
        counts(
            handle,
            """
            SELECT p.channel || ' is paused: ' || p.reason, count(*)
            FROM channel_pause p JOIN delivery d ON d.channel = p.channel
            WHERE d.alert_id = :id AND d.state = 'queued' GROUP BY 1
            """,
            id));
    waits.putAll(
        counts(
            handle,
            """
            SELECT d.channel || ': until someone decides what they meant (tocsin inbox list)', count(*)
            FROM hold h JOIN delivery d ON d.channel = h.channel AND d.address_key = h.address_key
            WHERE h.decided_at IS NULL AND d.alert_id = :id AND d.state = 'queued'
              AND NOT EXISTS (SELECT FROM channel_pause p WHERE p.channel = d.channel)
            GROUP BY 1
            """,
            id));
    return waits;
  }

  private static Map<Long, String> doubts(Handle handle, long id) {
    Map<Long, String> doubts = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            SELECT id, concat_ws(' ', channel, state, in_doubt_at) FROM delivery
            WHERE alert_id = :id AND in_doubt_at IS NOT NULL ORDER BY id
            """)
        .bind("id", id)
        .map((row, c) -> doubts.put(row.getLong(1), row.getString(2)))
        .list();
    return doubts;
  }

  private static Map<String, Long> counts(Handle handle, String sql, long id) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(sql)
        .bind("id", id)
        .map((row, c) -> counts.put(row.getString(1), row.getLong(2)))
        .list();
    return counts;
  }

  private static String roster(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT r.as_of::text FROM alert a JOIN roster r ON r.id = a.roster_id WHERE a.id = :id
            """)
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
