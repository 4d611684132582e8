package org.tocsin.consent;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Consent and opt-outs of many people who come in a file, entered by sets within a transaction of
 * the caller's. The caller has laid them into a temporary table.
 */
public final class ArrivingConsent {
  private static final String OPT_OUTS =
      """
      WITH strongest AS (
        SELECT channel, address_key, coalesce(at, :now) AS at, source,
               (SELECT r FROM unnest(reasons) r
                ORDER BY array_position(:weakestFirst, r) DESC LIMIT 1) AS reason
        FROM arriving
      ), entered AS (
        INSERT INTO suppression (channel, address_key, reason, since)
        SELECT channel, address_key, reason, at FROM strongest ORDER BY channel, address_key
        ON CONFLICT (channel, address_key) DO UPDATE SET reason = excluded.reason
        WHERE array_position(:weakestFirst, suppression.reason)
            < array_position(:weakestFirst, excluded.reason)
        RETURNING channel, address_key
      )
      INSERT INTO consent_event (at, channel, address_key, change, way, source, words)
      SELECT s.at, s.channel, s.address_key, 'withdrawn', 'import',
             coalesce(nullif(:source, ''), s.source), s.reason
      FROM strongest s JOIN entered USING (channel, address_key)
      """;

  private ArrivingConsent() {}

  /**
   * Enters the opt-outs of the table {@code arriving} (channel, address_key, reasons, at, source; a
   * row an address), and ends the holds on these addresses. They only ever add: a stronger reason
   * takes the place of a weaker one, and nothing is lifted (P4).
   *
   * @param source where the list comes from; "" takes what each row says
   * @return how many addresses are suppressed now that were not, or for a weaker reason
   */
  public static long optOuts(Handle handle, String source, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE hold h SET decided_at = :now, decision = 'stop' FROM arriving a
            WHERE h.decided_at IS NULL AND h.channel = a.channel AND h.address_key = a.address_key
            """)
        .bind("now", now)
        .execute();
    return handle
        .createUpdate(OPT_OUTS)
        .bindArray("weakestFirst", String.class, (Object[]) Consent.Reason.codes())
        .bind("now", now)
        .bind("source", source)
        .execute();
  }

  /**
   * Records the changes of the table {@code consent_change} (at, channel, address_key, change,
   * source, subscriber_id): consent that was newly given, or that the file withdraws.
   */
  public static void changes(Handle handle, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO consent_event (at, channel, address_key, change, way, source)
            SELECT coalesce(at, :now), channel, address_key, change, 'import', source
            FROM consent_change ORDER BY subscriber_id
            """)
        .bind("now", now)
        .execute();
  }
}
