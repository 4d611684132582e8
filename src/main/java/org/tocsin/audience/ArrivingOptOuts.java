package org.tocsin.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.tocsin.consent.Consent;

/**
 * Opt-outs that came in a file, entered by sets in the caller's transaction. They only ever add: a
 * stronger reason takes the place of a weaker one, and nothing is lifted (P4).
 */
final class ArrivingOptOuts {
  private final Handle h;
  private final Instant now;

  ArrivingOptOuts(Handle h, Instant now) {
    this.h = h;
    this.now = now;
  }

  /**
   * Enters those of the table incoming.
   *
   * @param source where the list comes from; "" takes what each row says
   * @return how many addresses are suppressed now that were not, or for a weaker reason
   */
  long enter(String source) {
    h.execute(LAY);
    h.execute(
        """
        UPDATE hold h SET decided_at = ?, decision = 'stop' FROM arriving a
        WHERE h.decided_at IS NULL AND h.channel = a.channel AND h.address_key = a.address_key\
        """,
        now);
    return h.createUpdate(ENTER)
        .bindArray("weakestFirst", String.class, (Object[]) Consent.Reason.codes())
        .bind("now", now)
        .bind("source", source)
        .execute();
  }

  /** One row an address, with the strongest of its reasons and the first of its times. */
  private static final String LAY =
      """
      CREATE TEMP TABLE arriving ON COMMIT DROP AS
      SELECT channel, address_key, array_agg(reason) AS reasons, min(at) AS at,
             coalesce((array_agg(consent_source ORDER BY line)
                       FILTER (WHERE consent_source IS NOT NULL))[1], '') AS source
      FROM incoming CROSS JOIN LATERAL (VALUES
        ('email', email_key, email_out, email_out_at), ('sms', phone_key, sms_out, sms_out_at)
      ) AS said (channel, address_key, reason, at)
      WHERE reason IS NOT NULL AND address_key IS NOT NULL
      GROUP BY channel, address_key
      """;

  private static final String ENTER =
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
}
