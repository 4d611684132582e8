package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.tocsin.Channel;
import org.tocsin.civic.Roster;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.RenderingKey;
import org.tocsin.message.Renderings;
import org.tocsin.message.TextCost;
import org.tocsin.sheet.Sheet;

/** A range of subscribers on its way into the ledger: renderings first, then deliveries. */
final class Chunk {
  private static final String MISSING =
      """
      SELECT fit, lang, assignment, state, districts, shares, named, told, corrects, near, channel
      FROM (SELECT DISTINCT fit, lang, assignment, state, districts, shares, named, false AS told, corrects, near,
              'email' AS channel
            FROM person WHERE email_fate = 'go'
            UNION ALL
            SELECT DISTINCT fit, lang, assignment, state, districts, shares, named, false, corrects, near, 'sms'
            FROM person WHERE sms_fate = 'go'
            UNION ALL
            SELECT DISTINCT fit || '|told', lang, assignment, state, districts, shares, named, true, corrects, near,
              'sms'
            FROM person WHERE sms_fate = 'go' AND told) needed
      WHERE NOT EXISTS (SELECT FROM rendering r WHERE r.alert_id = :alert
                          AND r.channel = needed.channel AND r.fits = needed.fit)
      """;

  private static final String PLACES =
      """
      SELECT DISTINCT place FROM person WHERE sms_fate = 'go'
      """;

  // The laterals keep each look-up of a rendering to one step in its index, also while nothing is
  // known yet of how many renderings there are.
  private static final String INSERT =
      """
      , mail AS (
        INSERT INTO delivery (alert_id, subscriber_id, channel, rendering_id, address, address_key,
                              first_name, due_at, closes_at)
        SELECT :alert, p.id, 'email', r.id, p.email, p.email_key, p.first_name, :now, :deadline
        FROM person p
        CROSS JOIN LATERAL (
          SELECT id FROM rendering
          WHERE alert_id = :alert AND channel = 'email' AND fits = p.fit LIMIT 1) r
        WHERE p.email_fate = 'go'
        ON CONFLICT DO NOTHING),
      ready AS MATERIALIZED (
        SELECT p.*, coalesce(t.id, r.id) AS rendering_id, coalesce(t.segments, r.segments) AS segments,
          w.opens, w.closes
        FROM person p
        LEFT JOIN LATERAL (
          SELECT id, segments FROM rendering
          WHERE alert_id = :alert AND channel = 'sms' AND fits = p.fit LIMIT 1) r ON true
        LEFT JOIN LATERAL (
          SELECT id, segments FROM rendering
          WHERE p.told AND alert_id = :alert AND channel = 'sms' AND fits = p.fit || '|told' LIMIT 1) t
          ON true
        JOIN unnest(:places, :opens, :closes) AS w (place, opens, closes) ON w.place = p.place
        WHERE p.sms_fate = 'go' AND coalesce(t.id, r.id) IS NOT NULL),
      texts AS (
        INSERT INTO delivery (alert_id, subscriber_id, channel, rendering_id, address, address_key,
                              first_name, segments, due_at, closes_at)
        SELECT :alert, id, 'sms', rendering_id, phone, phone_key, first_name, segments,
               opens, least(closes, :deadline)
        FROM ready ORDER BY id
        ON CONFLICT DO NOTHING
        RETURNING subscriber_id),
      left_out AS (
        SELECT email_fate AS reason FROM person WHERE email_fate <> 'go'
        UNION ALL
        SELECT sms_fate FROM person WHERE sms_fate <> 'go'
        UNION ALL
        SELECT CASE WHEN p.place = ANY(:places) THEN 'no_text_fits' ELSE 'no_hours_fit' END
        FROM person p
        WHERE sms_fate = 'go' AND NOT EXISTS (SELECT FROM ready WHERE ready.id = p.id)
        UNION ALL
        SELECT 'number_shared' FROM ready
        WHERE NOT EXISTS (SELECT FROM texts WHERE texts.subscriber_id = ready.id))
      INSERT INTO exclusion (alert_id, reason, people)
      SELECT :alert, reason, count(*) FROM left_out GROUP BY reason
      ON CONFLICT (alert_id, reason) DO UPDATE SET people = exclusion.people + excluded.people
      """;

  private final Handle h;
  private final Gathering.Gathered alert;
  private final Sheet sheet;
  private final PriorAlerts past;
  private final long upto;
  private final String persons;

  Chunk(Handle h, Gathering.Gathered alert, Sheet sheet, PriorAlerts past, long upto) {
    this.h = h;
    this.persons = AudienceQuery.with(DistrictSource.people(h, alert.mapId()));
    this.alert = alert;
    this.sheet = sheet;
    this.past = past;
    this.upto = upto;
  }

  private <S extends SqlStatement<S>> S bind(S statement) {
    DataVersions basis = new DataVersions(alert.rosterId(), alert.mapId());
    return AudienceQuery.bind(
            statement, alert.order(), sheet, past, basis, alert.checkpoint(), upto)
        .bind("alert", alert.id());
  }

  /** Makes the renderings that these people need and that do not exist yet. */
  void render(Renderer renderer, Roster roster) {
    for (Needed needed : bind(h.createQuery(persons + MISSING)).map(Needed::read).list()) {
      if (needed.channel() == Channel.EMAIL) {
        keep(needed, renderer.email(sheet, needed.fit(), roster), 0);
      } else {
        renderer
            .text(sheet, needed.fit(), roster)
            .ifPresent(text -> keep(needed, text, TextCost.of(text.body(), "").segments()));
      }
    }
  }

  private void keep(Needed needed, Rendering rendering, int segments) {
    Renderings.keep(h, alert.id(), needed.channel(), needed.name(), rendering, segments);
  }

  /** Enters the deliveries and counts who was left out, and why. */
  void insert(Function<Place, Optional<TextHours.Window>> windows, OffsetDateTime now) {
    List<String> places = new ArrayList<>();
    List<OffsetDateTime> opens = new ArrayList<>();
    List<OffsetDateTime> closes = new ArrayList<>();
    for (String each : places()) {
      windows
          .apply(Place.of(each))
          .ifPresent(
              window -> {
                places.add(each);
                opens.add(utc(window.opens()));
                closes.add(window.closes().map(Chunk::utc).orElse(null));
              });
    }
    bind(h.createUpdate(persons + INSERT))
        .bindArray("places", String.class, places.toArray())
        .bindArray("opens", OffsetDateTime.class, opens.toArray())
        .bindArray("closes", OffsetDateTime.class, closes.toArray())
        .bind("now", now)
        .bind("deadline", alert.deadline().map(Chunk::utc).orElse(null))
        .execute();
    if (isByText()) {
      countNamedSegments();
    }
  }

  private List<String> places() {
    return isByText()
        ? bind(h.createQuery(persons + PLACES)).mapTo(String.class).list()
        : List.of();
  }

  private boolean isByText() {
    return alert.order().channels().contains(Channel.SMS);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * A name may make a text longer, so where one stands in it the segments are the person's own; and
   * so are the letters of the name, where plainer ones save a segment.
   */
  private void countNamedSegments() {
    record Named(long renderingId, String body, String firstName, String written) {}
    List<Named> named =
        h.createQuery(
                """
                SELECT DISTINCT r.id, r.body, d.first_name
                FROM delivery d JOIN rendering r ON r.id = d.rendering_id
                WHERE d.alert_id = :alert AND d.channel = 'sms' AND d.first_name <> ''
                  AND d.subscriber_id > :after AND d.subscriber_id <= :upto
                  AND strpos(r.body, :slot) > 0
                """)
            .bind("alert", alert.id())
            .bind("after", alert.checkpoint())
            .bind("upto", upto)
            .bind("slot", Placeholders.FIRST_NAME)
            .map(
                (r, c) ->
                    new Named(
                        r.getLong(1),
                        r.getString(2),
                        r.getString(3),
                        TextCost.name(r.getString(2), r.getString(3))))
            .list();
    if (named.isEmpty()) {
      return;
    }
    h.createUpdate(
            """
            UPDATE delivery d SET segments = n.segments, first_name = n.written
            FROM unnest(:renderings, :names, :written, :segments)
              AS n (rendering_id, first_name, written, segments)
            WHERE d.alert_id = :alert AND d.subscriber_id > :after AND d.subscriber_id <= :upto
              AND d.rendering_id = n.rendering_id AND d.first_name = n.first_name
            """)
        .bind("alert", alert.id())
        .bind("after", alert.checkpoint())
        .bind("upto", upto)
        .bindArray("renderings", Long.class, named.stream().map(Named::renderingId).toArray())
        .bindArray("names", String.class, named.stream().map(Named::firstName).toArray())
        .bindArray("written", String.class, named.stream().map(Named::written).toArray())
        .bindArray(
            "segments",
            Integer.class,
            named.stream().map(n -> TextCost.of(n.body(), n.written()).segments()).toArray())
        .execute();
  }

  /** A group of people who share a rendering that is still to be made. */
  private record Needed(String name, Channel channel, RenderingKey fit) {
    static Needed read(ResultSet row, Object context) throws SQLException {
      return new Needed(
          row.getString("fit"), Channel.of(row.getString("channel")), AudienceQuery.fit(row));
    }
  }
}
