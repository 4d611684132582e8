package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;

/**
 * The people of an alert who got nothing of it, or nothing yet, one by one.
 *
 * @param people as many as were asked for; those whose message has ended come first, then those it
 *     waits for, then those left out
 * @param more how many are not among them
 */
public record Unserved(List<Person> people, long more) {
  private static final String IN_LEDGER =
      """
      SELECT d.subscriber_id, concat_ws(' ', nullif(s.first_name, ''), nullif(s.last_name, '')) AS name,
        d.channel, d.address, d.state, <why> AS why, coalesce(d.code, '') AS code,
        coalesce(d.reason, '') AS detail, d.due_at, count(*) OVER () AS total
      FROM delivery d JOIN alert a ON a.id = d.alert_id LEFT JOIN subscriber s ON s.id = d.subscriber_id
      WHERE a.id = :alert AND d.state NOT IN ('accepted', 'delivered')
      ORDER BY d.state IN ('queued', 'leased'), d.state = 'cancelled', d.id LIMIT :limit
      """
          .replace("<why>", MissedGroup.WHY);

  // As they stand now: why someone was left out on that day is kept in numbers only.
  private static final String LEFT_OUT =
      """
      SELECT f.id AS subscriber_id,
        concat_ws(' ', nullif(q.first_name, ''), nullif(q.last_name, '')) AS name,
        f.channel, f.address, 'excluded' AS state,
        CASE WHEN f.eligibility <> 'go' THEN f.eligibility
             WHEN f.channel = <sms> AND EXISTS (
               SELECT FROM delivery d WHERE d.alert_id = :alert AND d.channel = <sms>
                                        AND d.address_key = q.phone_key) THEN 'number_shared'
             ELSE 'not_gathered' END AS why,
        '' AS code, '' AS detail, NULL::timestamptz AS due_at, count(*) OVER () AS total
      FROM (SELECT id, <email> AS channel, email AS address, email_eligibility AS eligibility FROM person
            UNION ALL SELECT id, <sms>, phone, sms_eligibility FROM person) f
      JOIN subscriber q ON q.id = f.id
      WHERE f.eligibility IS NOT NULL
        AND NOT EXISTS (SELECT FROM delivery d WHERE d.alert_id = :alert AND d.subscriber_id = f.id
                          AND d.channel = f.channel)
      ORDER BY f.id, f.channel LIMIT :limit
      """;

  /**
   * Someone on one channel.
   *
   * @param id the subscriber's
   * @param name first and last, or ""
   * @param address with all but its ends left out
   * @param reason for this one message
   */
  public record Person(long id, String name, String address, MissedGroup reason) {
    Map<String, Object> json() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", id);
      map.put("name", name);
      map.put("address", address);
      map.putAll(reason.json());
      map.remove("people");
      map.remove("until");
      return map;
    }
  }

  /** As {@code alert show --missed --json} gives it. */
  public Map<String, Object> json(long alertId) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", alertId);
    map.put("people", people.stream().map(Person::json).toList());
    map.put("more", more);
    return map;
  }

  private record Found(List<Person> people, long total) {}

  /**
   * @param limit so many of them at most
   */
  public static Unserved of(
      Jdbi jdbi, Clock clock, Sheets sheets, Alerts.Summary alert, int limit) {
    return jdbi.inTransaction(
        handle -> {
          Found ledger = ledger(handle, clock.instant(), alert, limit);
          Found left =
              leftOut(
                  handle,
                  clock.instant(),
                  sheets,
                  alert,
                  Math.max(0, limit - ledger.people.size()));
          List<Person> people = new ArrayList<>(ledger.people);
          people.addAll(left.people);
          return new Unserved(people, ledger.total + left.total - people.size());
        });
  }

  private static Found ledger(Handle handle, Instant now, Alerts.Summary alert, int limit) {
    MissedGroup.Places places = MissedGroup.Places.of(handle, alert, now);
    return found(
        handle
            .createQuery(IN_LEDGER)
            .bind("alert", alert.id())
            .bind("now", now)
            .bindArray("newer", Long.class, PriorAlerts.newer(handle, alert.id()).toArray())
            .bind("limit", Math.max(1, limit)),
        places,
        limit);
  }

  private static Found found(
      org.jdbi.v3.core.statement.Query query, MissedGroup.Places places, int limit) {
    long[] total = {0};
    List<Person> people =
        query
            .map(
                (row, c) -> {
                  total[0] = row.getLong("total");
                  return person(row, places);
                })
            .list();
    return new Found(people.subList(0, Math.min(limit, people.size())), total[0]);
  }

  private static Person person(ResultSet row, MissedGroup.Places places) throws SQLException {
    Optional<Instant> due = MissedGroup.time(row, "due_at");
    MissedGroup reason =
        new MissedGroup(
            row.getString("channel"),
            row.getString("state"),
            row.getString("why"),
            row.getString("code"),
            row.getString("detail"),
            1,
            due,
            due,
            places);
    return new Person(
        row.getLong("subscriber_id"),
        row.getString("name"),
        masked(row.getString("address")),
        reason);
  }

  /** "p***@example.org", "***0101": enough for who knows the person. */
  static String masked(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        ? address.substring(0, 1) + "***" + address.substring(at)
        : "***" + address.substring(Math.max(0, address.length() - 4));
  }

  private static Found leftOut(
      Handle handle, Instant now, Sheets sheets, Alerts.Summary alert, int limit) {
    record Gathered(long revisionId, SendOptions order, long checkpoint) {}
    Gathered gathered =
        handle
            .createQuery(
                """
                SELECT revision_id, channels, audience, again, correction, checkpoint FROM alert
                WHERE id = :id
                """)
            .bind("id", alert.id())
            .map(
                (row, c) ->
                    new Gathered(
                        row.getLong("revision_id"), SendOptions.of(row), row.getLong("checkpoint")))
            .one();
    Sheet sheet = sheets.get(gathered.revisionId()).sheet();
    PriorAlerts.Of about =
        new PriorAlerts.Of(sheet, gathered.revisionId(), alert.id(), gathered.order());
    return found(
        AudienceQuery.bind(
                handle.createQuery(AudienceQuery.WITH + LEFT_OUT),
                gathered.order(),
                sheet,
                PriorAlerts.of(handle, about, now, Duration.ZERO),
                DataVersions.NONE,
                new IdRange(0, gathered.checkpoint()))
            .bind("alert", alert.id())
            .bind("limit", Math.max(1, limit)),
        MissedGroup.Places.of(handle, alert, now),
        limit);
  }
}
