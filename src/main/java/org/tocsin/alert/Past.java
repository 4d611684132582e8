package org.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What earlier alerts have to do with one.
 *
 * @param same alerts whose receivers have had this revision already
 * @param told alerts whose texts may have said lately who sends and how to stop
 * @param toldSince a text before this time was not lately
 */
record Past(List<Long> same, List<Long> told, OffsetDateTime toldSince) {
  /**
   * @param revisionId of the sheet, 0 where it is not kept yet
   * @param alertId the alert itself, 0 where there is none yet
   * @param again whether those who had it get it again
   * @param interval for how long a text need not tell again (L12)
   */
  static Past of(
      Handle h, long revisionId, long alertId, boolean again, Instant now, Duration interval) {
    OffsetDateTime since = now.minus(interval).atOffset(ZoneOffset.UTC);
    List<Long> same = again ? List.of() : same(h, revisionId, alertId);
    return new Past(same, interval.isZero() ? List.of() : told(h, alertId, since), since);
  }

  private static List<Long> same(Handle h, long revisionId, long alertId) {
    return h.createQuery(
            """
            SELECT id FROM alert
            WHERE revision_id = :revision AND id <> :alert AND released_at IS NOT NULL
            """)
        .bind("revision", revisionId)
        .bind("alert", alertId)
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> told(Handle h, long alertId, OffsetDateTime since) {
    return h.createQuery(
            """
            SELECT id FROM alert
            WHERE 'sms' = ANY(channels) AND id <> :alert AND released_at IS NOT NULL
              AND coalesce(finished_at, :since) >= :since
            """)
        .bind("alert", alertId)
        .bind("since", since)
        .mapTo(Long.class)
        .list();
  }
}
