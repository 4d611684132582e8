package org.tocsin.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.tocsin.consent.ArrivingConsent;

/** Opt-outs that came in a file, on their way from its rows into the record of consent. */
final class ArrivingOptOuts {
  private final Handle handle;
  private final Instant now;

  ArrivingOptOuts(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /**
   * Enters those of the table incoming.
   *
   * @param source where the list comes from; "" takes what each row says
   * @return how many addresses are suppressed now that were not, or for a weaker reason
   */
  long enter(String source) {
    handle.execute(LAY);
    return ArrivingConsent.optOuts(handle, source, now);
  }

  /** One row an address, with the strongest of its reasons and the first of its times. */
  private static final String LAY =
      """
      CREATE TEMP TABLE arriving ON COMMIT DROP AS
      SELECT channel, address_key, array_agg(reason) AS reasons, min(at) AS at,
             coalesce((array_agg(consent_source ORDER BY line)
                       FILTER (WHERE consent_source IS NOT NULL))[1], '') AS source
      FROM incoming CROSS JOIN LATERAL (VALUES
        (<email>, email_key, email_out, email_out_at), (<sms>, phone_key, sms_out, sms_out_at)
      ) AS said (channel, address_key, reason, at)
      WHERE reason IS NOT NULL AND address_key IS NOT NULL
      GROUP BY channel, address_key
      """;
}
