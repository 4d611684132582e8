package org.tocsin.alert;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/**
 * Those whom an alert was meant for and who got nothing: refused, reported as not arrived, or
 * expired. Whoever has left since is not among them, nor who has a newer alert of the sheet.
 */
public final class MissedPeople {
  /** Whether a newer alert of the sheet has come to its person, or will; they get no other. */
  static final String HAS_NEWER =
      """
      EXISTS (SELECT FROM delivery n
              WHERE n.alert_id = ANY(:newer) AND n.subscriber_id = d.subscriber_id
                AND n.state NOT IN ('refused', 'undelivered', 'expired', 'cancelled', 'suppressed'))\
      """;

  private static final String THESE =
      """
      FROM delivery d
      WHERE d.alert_id = :id AND d.state IN ('refused', 'undelivered', 'expired')
        AND (:all AND (d.channel <> 'sms' OR coalesce(d.code, '') <> ALL(:never)) OR d.state = ANY(:reasons) OR split_part(coalesce(d.code, ''), ' ', 1) = ANY(:reasons)
             OR d.code = ANY(:reasons))
        AND NOT EXISTS (SELECT FROM suppression s
                        WHERE s.channel = d.channel AND s.address_key = d.address_key)
        AND NOT <newer>
      """
          .replace("<newer>", HAS_NEWER);

  /** The reasons of those whom {@link #retry} takes. */
  private static final Set<String> TAKEN =
      Stream.of(Why.REFUSED, Why.NOT_ARRIVED, Why.NO_HOURS, Why.DEADLINE)
          .map(Why::code)
          .collect(Collectors.toSet());

  private static final Set<String> ENDED =
      Set.of("refused", "undelivered", "expired", "suppressed", "cancelled");

  private final Jdbi jdbi;
  private final Clock clock;
  private final Set<String> never;

  /**
   * @param never codes of texts that are tried again only where the code is named
   */
  public MissedPeople(Jdbi jdbi, Clock clock, Set<String> never) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.never = never;
  }

  /** How many there are, by channel, state and code, such as "email refused 554 5.7.1". */
  public Map<String, Long> reasons(long alertId) {
    Map<String, Long> reasons = new TreeMap<>();
    jdbi.useHandle(
        h ->
            bind(h, "SELECT concat_ws(' ', channel, state, code), count(*) ", " GROUP BY 1")
                .bind("id", alertId)
                .bind("all", true)
                .bindArray("reasons", String.class)
                .bindArray("never", String.class)
                .bindArray("newer", Long.class, PriorAlerts.newer(h, alertId).toArray())
                .map((row, c) -> reasons.put(row.getString(1), row.getLong(2)))
                .list());
    return reasons;
  }

  /** Those who got nothing and would not get it again, by reason. */
  public List<MissedGroup> kept(Alerts.Summary alert) {
    return jdbi.withHandle(h -> MissedGroup.of(h, alert, clock.instant())).stream()
        .filter(each -> ENDED.contains(each.state()) && !TAKEN.contains(each.why()))
        .toList();
  }

  private static org.jdbi.v3.core.statement.Query bind(Handle h, String head, String tail) {
    return h.createQuery(head + THESE + tail);
  }

  /**
   * Puts them back into the queue, and the alert back to sending.
   *
   * @param reasons states or codes ("undelivered", "30003", "554 5.7.1"); none for all but the
   *     texts whose codes are never tried again
   * @return how many wait again
   * @throws TocsinException when the alert is cancelled, its deadline has passed, or it is not
   *     gathered yet
   */
  public long retry(Alerts.Summary alert, List<String> reasons) {
    return jdbi.inTransaction(
        h -> {
          OlderAlerts.lockPublishing(h, alert.sheet());
          reopen(h, alert);
          return h.createUpdate(
                  "UPDATE delivery SET state = 'queued', settled_at = NULL, due_at = :now,"
                      // Texts get their hours from upkeep, as those whose hours have ended do.
                      + " closes_at = CASE channel WHEN 'sms' THEN :now ELSE closes_at END"
                      + " WHERE id IN (SELECT d.id "
                      + THESE
                      + ")")
              .bind("id", alert.id())
              .bind("all", reasons.isEmpty())
              .bindArray("reasons", String.class, reasons.toArray())
              .bindArray("never", String.class, never.toArray())
              .bindArray("newer", Long.class, PriorAlerts.newer(h, alert.id()).toArray())
              .bind("now", now())
              .execute();
        });
  }

  private void reopen(Handle h, Alerts.Summary alert) {
    int reopened =
        h.createUpdate(
                """
                UPDATE alert SET state = 'sending', finished_at = NULL
                WHERE id = :id AND state IN ('sending', 'done') AND gathered_at IS NOT NULL
                  AND (deadline IS NULL OR deadline > :now)
                """)
            .bind("id", alert.id())
            .bind("now", now())
            .execute();
    if (reopened == 0) {
      throw new TocsinException(
          "Alert "
              + alert.id()
              + " is "
              + alert.state()
              + " or past its deadline: only one that is sent can be sent again to those who missed"
              + " it.");
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
