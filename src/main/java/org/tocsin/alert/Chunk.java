package org.tocsin.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.tocsin.Channel;
import org.tocsin.civic.Roster;
import org.tocsin.ledger.Plan;
import org.tocsin.message.Placeholders;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.Renderings;
import org.tocsin.message.TextCost;
import org.tocsin.sheet.Sheet;

/** A range of subscribers on its way into the ledger: renderings first, then deliveries. */
final class Chunk {
  private static final String MISSING =
      """
      SELECT rendering_key, lang, assignment, state, districts, shares, named, has_stop_notice, corrects, near, channel
      FROM (SELECT DISTINCT rendering_key, lang, assignment, state, districts, shares, named, false AS has_stop_notice,
              corrects, near, <email> AS channel
            FROM person WHERE email_eligibility = 'go'
            UNION ALL
            SELECT DISTINCT rendering_key, lang, assignment, state, districts, shares, named, false,
              corrects, near, <sms>
            FROM person WHERE sms_eligibility = 'go'
            UNION ALL
            SELECT DISTINCT rendering_key, lang, assignment, state, districts, shares, named, true,
              corrects, near, <sms>
            FROM person WHERE sms_eligibility = 'go' AND has_stop_notice) needed
      WHERE NOT EXISTS (SELECT FROM rendering r
                        WHERE r.alert_id = :alert AND r.channel = needed.channel
                          AND r.key = needed.rendering_key AND r.tells_stop = NOT needed.has_stop_notice)
      """;

  private final Handle handle;
  private final Gathering.Gathered alert;
  private final Sheet sheet;
  private final PriorAlerts past;
  private final long lastId;

  Chunk(Handle handle, Gathering.Gathered alert, Sheet sheet, PriorAlerts past, long lastId) {
    this.handle = handle;
    this.alert = alert;
    this.sheet = sheet;
    this.past = past;
    this.lastId = lastId;
  }

  /** Lays these people into the temporary table {@code person}, until the transaction ends. */
  void lay() {
    String people = AudienceQuery.with(DistrictSource.people(handle, alert.mapId()));
    DataVersions basis = new DataVersions(alert.rosterId(), alert.mapId());
    Update lay =
        handle.createUpdate(
            "CREATE TEMP TABLE person ON COMMIT DROP AS " + people + " SELECT * FROM person");
    IdRange ids = new IdRange(alert.checkpoint(), lastId);
    AudienceQuery.bind(lay, alert.order(), sheet, past, basis, ids).execute();
  }

  /** Makes the renderings that these people need and that do not exist yet. */
  void render(Renderer renderer, Roster roster) {
    for (Renderings.Needed needed : missing()) {
      switch (needed.channel()) {
        case EMAIL -> keep(needed, renderer.email(sheet, needed.fit(), roster), 0);
        case SMS ->
            renderer
                .text(sheet, needed.fit(), roster)
                .ifPresent(text -> keep(needed, text, TextCost.of(text.body(), "").segments()));
      }
    }
  }

  private List<Renderings.Needed> missing() {
    return handle
        .createQuery(MISSING)
        .bind("alert", alert.id())
        .map(Renderings.Needed::read)
        .list();
  }

  private void keep(Renderings.Needed needed, Rendering rendering, int segments) {
    Renderings.keep(handle, alert.id(), needed, rendering, segments);
  }

  /** Enters the deliveries and counts who was left out, and why. */
  void insert(Function<Place, Optional<TextHours.Window>> windows, Instant now) {
    List<Plan.PlaceHours> hours = new ArrayList<>();
    for (String each : places()) {
      windows
          .apply(Place.of(each))
          .ifPresent(
              window -> hours.add(new Plan.PlaceHours(each, window.opens(), window.closes())));
    }
    Plan.people(handle, alert.id(), hours, alert.deadline(), now);
    if (isByText()) {
      nameTexts();
    }
  }

  private List<String> places() {
    return handle
        .createQuery("SELECT DISTINCT place FROM person WHERE sms_eligibility = 'go'")
        .mapTo(String.class)
        .list();
  }

  private boolean isByText() {
    return alert.order().channels().contains(Channel.SMS);
  }

  /**
   * A name may make a text longer, so where one stands in it the segments are the person's own; and
   * so are the letters of the name, where plainer ones save a segment.
   */
  private void nameTexts() {
    List<Plan.NamedText> named =
        handle
            .createQuery(
                """
                SELECT DISTINCT r.id, r.body, d.first_name
                FROM delivery d JOIN rendering r ON r.id = d.rendering_id
                WHERE d.alert_id = :alert AND d.channel = <sms> AND d.first_name <> ''
                  AND d.subscriber_id > :after AND d.subscriber_id <= :lastId
                  AND strpos(r.body, :slot) > 0
                """)
            .bind("alert", alert.id())
            .bind("after", alert.checkpoint())
            .bind("lastId", lastId)
            .bind("slot", Placeholders.FIRST_NAME)
            .map((row, c) -> named(row.getLong(1), row.getString(2), row.getString(3)))
            .list();
    if (!named.isEmpty()) {
      Plan.nameTexts(handle, alert.id(), alert.checkpoint(), lastId, named);
    }
  }

  private static Plan.NamedText named(long renderingId, String body, String name) {
    String written = TextCost.name(body, name);
    return new Plan.NamedText(renderingId, name, written, TextCost.of(body, written).segments());
  }
}
