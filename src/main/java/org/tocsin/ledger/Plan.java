package org.tocsin.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Enters the deliveries of a chunk of an alert's people, and counts who is left out, and why. The
 * caller has laid the people into the temporary table {@code person}, a row each: id, email,
 * email_key, email_eligibility, phone, phone_key, sms_eligibility, first_name, rendering_key,
 * has_stop_notice and place. An eligibility is 'go', null, or the reason why they are left out;
 * {@code rendering_key} and {@code has_stop_notice} lead to the rendering, and {@code place} to the
 * hours for texts.
 */
public final class Plan {
  // The laterals keep each look-up of a rendering to one step in its index, also while nothing is
  // known yet of how many renderings there are.
  private static final String PLAN =
      """
      WITH mail AS (
        INSERT INTO delivery (alert_id, subscriber_id, channel, rendering_id, address, address_key,
                              first_name, due_at, closes_at)
        SELECT :alert, p.id, <email>, r.id, p.email, p.email_key, p.first_name, :now, :deadline
        FROM person p
        CROSS JOIN LATERAL (
          SELECT id FROM rendering
          WHERE alert_id = :alert AND channel = <email> AND key = p.rendering_key AND tells_stop LIMIT 1) r
        WHERE p.email_eligibility = 'go' ORDER BY p.id
        ON CONFLICT DO NOTHING),
      ready AS MATERIALIZED (
        SELECT p.*, coalesce(t.id, r.id) AS rendering_id, coalesce(t.segments, r.segments) AS segments,
          w.opens, w.closes
        FROM person p
        LEFT JOIN LATERAL (
          SELECT id, segments FROM rendering
          WHERE alert_id = :alert AND channel = <sms> AND key = p.rendering_key AND tells_stop LIMIT 1) r
          ON true
        LEFT JOIN LATERAL (
          SELECT id, segments FROM rendering
          WHERE p.has_stop_notice AND alert_id = :alert AND channel = <sms> AND key = p.rendering_key AND NOT tells_stop
          LIMIT 1) t ON true
        JOIN unnest(:places, :opens, :closes) AS w (place, opens, closes) ON w.place = p.place
        WHERE p.sms_eligibility = 'go' AND coalesce(t.id, r.id) IS NOT NULL),
      texts AS (
        INSERT INTO delivery (alert_id, subscriber_id, channel, rendering_id, address, address_key,
                              first_name, segments, due_at, closes_at)
        SELECT :alert, id, <sms>, rendering_id, phone, phone_key, first_name, segments,
               opens, least(closes, :deadline)
        FROM ready ORDER BY id
        ON CONFLICT DO NOTHING
        RETURNING subscriber_id),
      left_out AS (
        SELECT email_eligibility AS reason FROM person WHERE email_eligibility <> 'go'
        UNION ALL
        SELECT sms_eligibility FROM person WHERE sms_eligibility <> 'go'
        UNION ALL
        SELECT CASE WHEN p.place = ANY(:places) THEN 'no_text_fits' ELSE 'no_hours_fit' END
        FROM person p
        WHERE sms_eligibility = 'go' AND NOT EXISTS (SELECT FROM ready WHERE ready.id = p.id)
        UNION ALL
        SELECT 'number_shared' FROM ready
        WHERE NOT EXISTS (SELECT FROM texts WHERE texts.subscriber_id = ready.id))
      INSERT INTO exclusion (alert_id, reason, people)
      SELECT :alert, reason, count(*) FROM left_out GROUP BY reason
      ON CONFLICT (alert_id, reason) DO UPDATE SET people = exclusion.people + excluded.people
      """;

  /** When texts to a place may go: from, and until where that is known. */
  public record PlaceHours(String place, Instant opens, Optional<Instant> closes) {}

  /**
   * What a text with a name in it costs.
   *
   * @param written the name in the letters that cost least
   * @param segments SMS segments with that name
   */
  public record NamedText(long renderingId, String name, String written, int segments) {}

  private Plan() {}

  /**
   * @param hours of each place whose texts have any
   * @param deadline of the alert
   */
  public static void people(
      Handle handle,
      long alertId,
      List<PlaceHours> hours,
      Optional<Instant> deadline,
      Instant now) {
    handle
        .createUpdate(PLAN)
        .bind("alert", alertId)
        .bindArray("places", String.class, hours.stream().map(PlaceHours::place).toArray())
        .bindArray("opens", Instant.class, hours.stream().map(PlaceHours::opens).toArray())
        .bindArray(
            "closes",
            Instant.class,
            hours.stream().map(place -> place.closes().orElse(null)).toArray())
        .bind("now", now)
        .bind("deadline", deadline.orElse(null))
        .execute();
  }

  /**
   * Sets the segments and the letters of the names of texts that were just entered.
   *
   * @param after the last subscriber before the chunk
   * @param lastId the last one in it
   */
  public static void nameTexts(
      Handle handle, long alertId, long after, long lastId, List<NamedText> named) {
    handle
        .createUpdate(
            """
            UPDATE delivery d SET segments = n.segments, first_name = n.written
            FROM unnest(:renderings, :names, :written, :segments)
              AS n (rendering_id, first_name, written, segments)
            WHERE d.alert_id = :alert AND d.subscriber_id > :after AND d.subscriber_id <= :lastId
              AND d.rendering_id = n.rendering_id AND d.first_name = n.first_name
            """)
        .bind("alert", alertId)
        .bind("after", after)
        .bind("lastId", lastId)
        .bindArray("renderings", Long.class, named.stream().map(NamedText::renderingId).toArray())
        .bindArray("names", String.class, named.stream().map(NamedText::name).toArray())
        .bindArray("written", String.class, named.stream().map(NamedText::written).toArray())
        .bindArray("segments", Integer.class, named.stream().map(NamedText::segments).toArray())
        .execute();
  }
}
