package org.tocsin.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Takes deliveries that came to nothing back to the queue, because an organizer wants it. */
public final class Retry {
  /** Whether a newer alert of the sheet has come to its person, or will; they get no other. */
  public static final String HAS_NEWER =
      """
      EXISTS (SELECT FROM delivery n
              WHERE n.alert_id = ANY(:newer) AND n.subscriber_id = d.subscriber_id
                AND n.state NOT IN ('refused', 'undelivered', 'expired', 'cancelled', 'suppressed'))\
      """;

  private static final String THESE =
      """
      FROM delivery d
      WHERE d.alert_id = :id AND d.state IN ('refused', 'undelivered', 'expired')
        AND (:all AND (d.channel <> <sms> OR coalesce(d.code, '') <> ALL(:never)) OR d.state = ANY(:reasons)
             OR split_part(coalesce(d.code, ''), ' ', 1) = ANY(:reasons) OR d.code = ANY(:reasons))
        AND NOT EXISTS (SELECT FROM suppression s
                        WHERE s.channel = d.channel AND s.address_key = d.address_key)
        AND NOT <newer>
      """
          .replace("<newer>", HAS_NEWER);

  private static final String COUNT =
      "SELECT concat_ws(' ', channel, state, code) AS why, count(*) AS people "
          + THESE
          + " GROUP BY 1";

  // Texts get their hours from upkeep, as those whose hours have ended do.
  private static final String RETRY =
      """
      WITH again AS (
        UPDATE delivery SET state = 'queued', settled_at = NULL, due_at = :now,
          closes_at = CASE channel WHEN <sms> THEN :now ELSE closes_at END
        WHERE id IN (SELECT d.id <these>)
        RETURNING id, attempts)
      INSERT INTO delivery_event (delivery_id, at, attempt, what)
      SELECT id, :now, attempts, :what FROM again
      """
          .replace("<these>", THESE);

  /**
   * Which of an alert: those that were refused, did not arrive or expired, whose person has not
   * left and has no newer alert.
   *
   * @param reasons states or codes; none for all but the texts with a code of {@code never}
   * @param newer the alerts of the same sheet that are newer
   */
  public record Choice(long alertId, List<String> reasons, Set<String> never, List<Long> newer) {
    private <S extends SqlStatement<S>> S bind(S statement) {
      return statement
          .bind("id", alertId)
          .bind("all", reasons.isEmpty())
          .bindArray("reasons", String.class, reasons.toArray())
          .bindArray("never", String.class, never.toArray())
          .bindArray("newer", Long.class, newer.toArray());
    }
  }

  private Retry() {}

  /** How many there are, by channel, state and code, such as "email refused 554 5.7.1". */
  public static Map<String, Long> count(Handle handle, Choice choice) {
    Map<String, Long> counts = new TreeMap<>();
    choice
        .bind(handle.createQuery(COUNT))
        .map((row, c) -> Map.entry(row.getString("why"), row.getLong("people")))
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  /**
   * @return how many wait again
   */
  public static long these(Handle handle, Choice choice, Instant now) {
    return choice
        .bind(handle.createUpdate(RETRY))
        .bind("now", now)
        .bind("what", Move.RETRY.event())
        .execute();
  }
}
