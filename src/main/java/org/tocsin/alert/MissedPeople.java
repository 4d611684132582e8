package org.tocsin.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;
import org.tocsin.ledger.Retry;

/**
 * Those that an alert was meant for and who got nothing: refused, reported as not arrived, or
 * expired. Whoever has left since is not among them, nor who has a newer alert of the sheet.
 */
public final class MissedPeople {
  /** The reasons of those that {@link #retry} takes. */
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
    return jdbi.withHandle(
        handle -> {
          List<Long> newer = PriorAlerts.newer(handle, alertId);
          return Retry.count(handle, new Retry.Choice(alertId, List.of(), Set.of(), newer));
        });
  }

  /** Those who got nothing and would not get it again, by reason. */
  public List<MissedGroup> kept(Alerts.Summary alert) {
    return jdbi.withHandle(handle -> MissedGroup.of(handle, alert, clock.instant())).stream()
        .filter(each -> ENDED.contains(each.state()) && !TAKEN.contains(each.why()))
        .toList();
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
        handle -> {
          OlderAlerts.lockPublishing(handle, alert.sheet());
          reopen(handle, alert);
          List<Long> newer = PriorAlerts.newer(handle, alert.id());
          Retry.Choice choice = new Retry.Choice(alert.id(), reasons, never, newer);
          return Retry.these(handle, choice, clock.instant());
        });
  }

  private void reopen(Handle handle, Alerts.Summary alert) {
    int reopened =
        handle
            .createUpdate(
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
              + alert.state().code()
              + " or past its deadline: only one that is sent can be sent again to those who missed"
              + " it.");
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
