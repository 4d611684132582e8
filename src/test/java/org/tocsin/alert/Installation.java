package org.tocsin.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.LocalTimes;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.audience.Assignments;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Zones;
import org.tocsin.message.Organization;
import org.tocsin.message.Renderer;
import org.tocsin.message.Rendering;
import org.tocsin.message.Renderings;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.Sheets;
import org.tocsin.support.Ledger;
import org.tocsin.support.SettableClock;

/**
 * A group's Tocsin in March 2017, with people and sheets, and everything that alerts go through.
 */
final class Installation {
  static final String ENGLISH =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "{{ representative.last_name }}: call {{ representative.phone }}"
      sms_general: "Call today."
      asks:
        unknown: "Ask {{ official.name }}."
      ---
      Number %s.

      {{ call_list }}
      """;

  static final String SPANISH =
      """
      ---
      title: "Hoja informativa"
      subject: "Llame hoy"
      lang: es
      sms: "Llame a {{ representative.last_name }}"
      sms_general: "Llame hoy."
      asks:
        unknown: "Pregunte a {{ official.name }}."
      ---
      Texto.

      {{ call_list }}
      """;

  private static final Duration STOP_INTERVAL = Duration.ofDays(30);

  /** Any hour of the day. */
  static final TextHours ALWAYS = TextHours.parse("off", StateRules.builtIn());

  static final TextHours DAYTIME = TextHours.parse("09:00-20:00", StateRules.builtIn());

  final Ledger ledger;
  final Jdbi jdbi;
  final SettableClock clock;
  final Rosters rosters;
  final Districts districts;
  final Sheets sheets;
  final Alerts alerts;
  final Publishing publishing;
  private final Path folder;
  private final Subscribers subscribers;

  Installation(Path folder) {
    this.folder = folder;
    this.ledger = Ledger.fresh();
    this.jdbi = ledger.jdbi;
    this.clock = ledger.clock;
    this.rosters = new Rosters(jdbi, clock);
    this.districts = new Districts(jdbi, clock);
    this.sheets = new Sheets(jdbi, clock);
    this.alerts = new Alerts(jdbi, clock);
    this.subscribers = new Subscribers(jdbi, clock, ledger.keys);
    this.publishing =
        new Publishing(
            jdbi,
            clock,
            sheets,
            rosters,
            new PublishChecks(jdbi, clock, rosters, LocalTimes.UNSET, Optional.empty(), List.of()),
            LocalTimes.UNSET);
  }

  Installation withOfficials() {
    rosters.add(DemoFacts.AS_OF, "test", new DemoFacts().officials());
    return this;
  }

  Installation withDistricts() {
    districts.add(DemoFacts.CONGRESS, "test", new DemoFacts().districts());
    return this;
  }

  Installation withZones(String... zipAndZone) {
    new Zones(jdbi).importFile(file("zones.csv", "zip,tz\n" + String.join("\n", zipAndZone)));
    new Assignments(jdbi, clock).reassignAll();
    return this;
  }

  private Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param columns as in the header of the file, and rows
   */
  Installation withPeople(String columns, String... rows) {
    subscribers.importFile(
        file("people.csv", columns + "\n" + String.join("\n", rows)), rowsSoFar -> {});
    return this;
  }

  /** Someone in Syracuse who agreed to both; ADDRESS and PHONE or "". */
  Installation withPerson(String email, String phone) {
    return withPeople(
        "email,phone,zip,email_consent,sms_consent", email + "," + phone + ",13202,yes,yes");
  }

  /** So many people with the same first name and an email address, without a file. */
  Installation withMany(int people) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO subscriber (email, email_key, email_consent, first_name, zip,
                                        assignment, districts)
                SELECT 'many' || n || '@example.org', gen_random_uuid(), true, 'Sam', '13202',
                       'ZIP', '{NY-24}' FROM generate_series(1, ?) n
                """,
                people));
    return this;
  }

  static Sheet sheet(String slug, String... sources) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(slug + ".md", sources[0]);
    for (int i = 1; i < sources.length; i++) {
      files.put(slug + ".es.md", sources[i]);
    }
    return SheetFiles.parse(slug, files);
  }

  static Sheet sheet() {
    return sheet("sheet", ENGLISH.formatted("one"));
  }

  /** Published and released; nothing is gathered yet. */
  long released(Sheet sheet, SendOptions order) {
    long alert = publishing.publish(sheet, order).id();
    alerts.release();
    return alert;
  }

  Gathering gathering(TextHours hours) {
    return new Gathering(jdbi, clock, sources(hours));
  }

  private AlertSources sources(TextHours hours) {
    return new AlertSources(sheets, rosters, renderer(), hours, STOP_INTERVAL);
  }

  private static Renderer renderer() {
    Organization organization = new Organization("CNY", "", "PO Box 1, Syracuse NY", "", "", "");
    return new Renderer(organization, "https://cny.example.org", 10);
  }

  Previewing previewing(TextHours hours) {
    return new Previewing(jdbi, clock, sources(hours), districts, publishing);
  }

  /** How many texts of an alert there are of each number of segments. */
  Map<Integer, Long> segments(long alert) {
    Map<Integer, Long> segments = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT segments, count(*) FROM delivery
                    WHERE alert_id = ? AND channel = 'sms' GROUP BY segments
                    """)
                .bind(0, alert)
                .map((row, c) -> segments.put(row.getInt(1), row.getLong(2)))
                .list());
    return segments;
  }

  /** Published, released and gathered. */
  long gathered(Sheet sheet, SendOptions order, TextHours hours) {
    long alert = released(sheet, order);
    gatherAll(hours);
    return alert;
  }

  long gathered(Sheet sheet) {
    return gathered(sheet, SendOptions.plain(), ALWAYS);
  }

  void gatherAll(TextHours hours) {
    Gathering gathering = gathering(hours);
    while (gathering.next()) {
      // the next chunk
    }
  }

  Report report(long alert) {
    return Report.of(jdbi, alerts.summary(alert));
  }

  long count(long alert, Channel channel, String state) {
    return report(alert).channels().get(channel.code()).get(state);
  }

  AlertState state(long alert) {
    return alerts.summary(alert).state();
  }

  /** The delivery of an alert to an address or number. */
  long delivery(long alert, String address) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM delivery WHERE alert_id = :alert AND address = :address")
                .bind("alert", alert)
                .bind("address", address)
                .mapTo(Long.class)
                .one());
  }

  /** Who has a delivery of an alert. */
  List<String> addresses(long alert) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT address FROM delivery WHERE alert_id = :alert")
                .bind("alert", alert)
                .mapTo(String.class)
                .list());
  }

  /** What someone gets. */
  Rendering rendering(long alert, String address) {
    long id =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT rendering_id FROM delivery WHERE id = :id")
                    .bind("id", delivery(alert, address))
                    .mapTo(Long.class)
                    .one());
    return new Renderings(jdbi).get(id);
  }

  long renderings(long alert, Channel channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM rendering WHERE alert_id = :alert AND channel = :channel")
                .bind("alert", alert)
                .bind("channel", channel.code())
                .mapTo(Long.class)
                .one());
  }

  /** From now on a chunk fails at its very end, when its checkpoint is written. */
  void breakCheckpoints() {
    jdbi.useHandle(
        handle ->
            handle
                .createScript(
                    """
                    CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS
                      'BEGIN RAISE EXCEPTION ''crash''; END';
                    CREATE TRIGGER crash AFTER UPDATE OF checkpoint ON alert
                      FOR EACH ROW EXECUTE FUNCTION crash();
                    """)
                .execute());
  }

  void mendCheckpoints() {
    jdbi.useHandle(handle -> handle.execute("DROP FUNCTION IF EXISTS crash CASCADE"));
  }
}
