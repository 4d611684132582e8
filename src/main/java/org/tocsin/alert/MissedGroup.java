package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.ledger.Retry;

/**
 * People of an alert who got nothing, or nothing yet, for one reason.
 *
 * @param state of their deliveries, or "excluded" where there are none
 * @param why see {@link Why#code}
 * @param code the provider's, or ""
 * @param detail the provider's words, one of them where they differ, or ""
 * @param from when the next of them may go, where they wait for a time
 * @param until when the last of them may
 */
public record MissedGroup(
    String channel,
    String state,
    String why,
    String code,
    String detail,
    long people,
    Optional<Instant> from,
    Optional<Instant> until,
    Places places) {

  /**
   * What stands in the words.
   *
   * @param newer the alert in its place
   * @param over whether nothing of it can be sent again
   */
  record Places(long alert, Optional<Long> newer, boolean over) {
    static Places of(Handle handle, Alerts.Summary alert, Instant now) {
      boolean over =
          handle
              .createQuery(
                  """
                  SELECT state = 'cancelled' OR coalesce(deadline <= :now, false) FROM alert
                  WHERE id = :id
                  """)
              .bind("id", alert.id())
              .bind("now", now)
              .mapTo(Boolean.class)
              .one();
      return new Places(alert.id(), alert.replacedBy(), over);
    }
  }

  /**
   * Names the reason of a delivery d of an alert a, at :now; :newer are the alerts published after
   * it of the same sheet.
   */
  static final String WHY =
      """
      CASE d.state
        WHEN 'queued' THEN CASE
          WHEN a.state = 'paused' THEN 'alert_paused'
          WHEN EXISTS (SELECT FROM channel_pause p WHERE p.channel = d.channel) THEN 'channel_paused'
          WHEN EXISTS (SELECT FROM hold h WHERE h.channel = d.channel
                         AND h.address_key = d.address_key AND h.decided_at IS NULL) THEN 'held'
          WHEN d.attempts > 0 AND d.due_at > :now THEN 'retry'
          WHEN d.due_at > :now OR d.closes_at <= :now THEN 'hours'
          ELSE 'due' END
        WHEN 'leased' THEN 'in_hand'
        WHEN 'in_doubt' THEN 'in_doubt'
        WHEN 'suppressed' THEN coalesce(
          (SELECT x.reason FROM suppression x
           WHERE x.channel = d.channel AND x.address_key = d.address_key), 'no_consent')
        WHEN 'cancelled' THEN CASE WHEN a.replaced_by IS NULL THEN 'cancelled' ELSE 'replaced' END
        ELSE CASE
          WHEN EXISTS (SELECT FROM suppression x
                       WHERE x.channel = d.channel AND x.address_key = d.address_key)
            THEN 'address_gone'
          WHEN <newer> THEN 'has_newer'
          WHEN d.state = 'refused' THEN 'refused'
          WHEN d.state = 'undelivered' THEN 'not_arrived'
          WHEN a.deadline <= d.settled_at THEN 'deadline'
          ELSE 'no_hours' END
        END\
      """
          .replace("<newer>", Retry.HAS_NEWER);

  private static final String COUNTED =
      """
      SELECT channel, state, why, code, min(reason) AS detail, count(*) AS people,
        min(due_at) AS first, max(due_at) AS last
      FROM (
        SELECT d.channel, d.state, d.due_at, <why> AS why, coalesce(d.code, '') AS code,
          coalesce(d.reason, '') AS reason
        FROM delivery d JOIN alert a ON a.id = d.alert_id
        WHERE a.id = :id AND d.state NOT IN ('accepted', 'delivered')) AS each
      GROUP BY channel, state, why, code ORDER BY channel, state, people DESC, why, code
      """
          .replace("<why>", WHY);

  /** By channel, state and reason, those with most people first; then those left out. */
  static List<MissedGroup> of(Handle handle, Alerts.Summary alert, Instant now) {
    Places places = Places.of(handle, alert, now);
    List<MissedGroup> all =
        new ArrayList<>(
            handle
                .createQuery(COUNTED)
                .bind("id", alert.id())
                .bind("now", now)
                .bindArray("newer", Long.class, PriorAlerts.newer(handle, alert.id()).toArray())
                .map((row, c) -> read(row, places))
                .list());
    Map<String, String> pauses = pauses(handle);
    all.replaceAll(each -> each.withPause(pauses));
    handle
        .createQuery("SELECT reason, people FROM exclusion WHERE alert_id = :id ORDER BY reason")
        .bind("id", alert.id())
        .map((row, c) -> left(row.getString(1), row.getLong(2), places))
        .forEach(all::add);
    return all;
  }

  private static MissedGroup read(ResultSet row, Places places) throws SQLException {
    return new MissedGroup(
        row.getString("channel"),
        row.getString("state"),
        row.getString("why"),
        row.getString("code"),
        row.getString("detail"),
        row.getLong("people"),
        time(row, "first"),
        time(row, "last"),
        places);
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Map<String, String> pauses(Handle handle) {
    Map<String, String> pauses = new LinkedHashMap<>();
    handle
        .createQuery("SELECT channel, reason FROM channel_pause")
        .map((row, c) -> pauses.put(row.getString(1), row.getString(2)))
        .list();
    return pauses;
  }

  private MissedGroup withPause(Map<String, String> pauses) {
    return why.equals(Why.CHANNEL_PAUSED.code())
        ? new MissedGroup(
            channel, state, why, "", pauses.getOrDefault(channel, ""), people, from, until, places)
        : this;
  }

  private static MissedGroup left(String reason, long people, Places places) {
    Channel channel = reason.contains("email") ? Channel.EMAIL : Channel.SMS;
    return new MissedGroup(
        channel.code(),
        "excluded",
        reason,
        "",
        "",
        people,
        Optional.empty(),
        Optional.empty(),
        places);
  }

  /**
   * Why, in words.
   *
   * @param times how a time is written
   */
  public String words(Function<Instant, String> times) {
    return filled(Why.words(why)).replace("{from}", period(times));
  }

  /** What can be done: a command or a sentence, or "". */
  public String help() {
    boolean retried = why.equals(Why.REFUSED.code()) || why.equals(Why.NOT_ARRIVED.code());
    return retried && places.over() ? "tocsin publish FILE --again" : filled(Why.help(why));
  }

  private String filled(String pattern) {
    String said = (code + " " + detail).strip();
    return pattern
        .replace("{id}", "" + places.alert())
        .replace("{newer}", places.newer().map(String::valueOf).orElse(""))
        .replace("{channel}", channel)
        .replace("{code}", code.isEmpty() ? state : code)
        .replace("{detail}", said.isEmpty() ? "no reason given" : said);
  }

  private String period(Function<Instant, String> times) {
    String first = from.map(times).orElse("later");
    return until.equals(from) ? first : first + " to " + until.map(times).orElse("");
  }

  /** As {@code alert show --json} gives it. */
  Map<String, Object> json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("channel", channel);
    map.put("state", state);
    map.put("why", why);
    map.put("words", words(Instant::toString));
    map.put("code", code);
    map.put("people", people);
    boolean waits = state.equals("queued");
    map.put("from", from.filter(at -> waits).map(Instant::toString).orElse(null));
    map.put("until", until.filter(at -> waits).map(Instant::toString).orElse(null));
    map.put("help", help());
    return map;
  }
}
