package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.Channel;
import org.tocsin.Timeouts;
import org.tocsin.alert.AlertSources;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Alerts;
import org.tocsin.alert.Deadlines;
import org.tocsin.alert.Gathering;
import org.tocsin.alert.Report;
import org.tocsin.alert.SendOptions;
import org.tocsin.alert.StateRules;
import org.tocsin.alert.SureHours;
import org.tocsin.alert.TextHours;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.message.Renderings;
import org.tocsin.outbox.Backoff;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Outcomes;
import org.tocsin.outbox.RetryRule;
import org.tocsin.outbox.SendGate;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sms.FailurePolicy;
import org.tocsin.sms.Reports;
import org.tocsin.sms.Sms;
import org.tocsin.sms.SmsChecks;
import org.tocsin.sms.SmsSender;
import org.tocsin.sms.SmsSettings;
import org.tocsin.sms.TwilioAccount;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TwilioPeer;

/**
 * P6 on the ledger, minute by minute by a clock of our own, up to Twilio's door (L01 to L05, T03).
 */
final class TextsKeepHoursTest {
  @TempDir static Path folder;
  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private static Services parts;
  private static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "Call today."
      sms_general: "Call your senators today."
      ---
      Number %d.
      """;
  private static final String BY_ZIP = "+13155550101";

  private static int sheets;

  private final TwilioPeer twilio = new TwilioPeer();
  private final Map<String, Instant> sent = new HashMap<>();
  private final Map<String, String> validity = new HashMap<>();
  private Worker worker;
  private Gathering gathering;
  private Deadlines deadlines;
  private Outbox outbox;
  private Outcomes outcomes;
  private Sms sms;

  @BeforeAll
  static void open() throws IOException {
    TestDatabase database = TestDatabase.fresh();
    parts =
        Services.open(
            Settings.of(
                Map.of(
                    "tocsin.database.url", database.url(),
                    "tocsin.database.username", database.user(),
                    "tocsin.database.password", database.password())),
            CLOCK);
    DemoFacts facts = new DemoFacts();
    parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    parts.zones.importFile(
        Files.writeString(
            folder.resolve("zones.csv"),
            """
            zip,tz
            96813,Pacific/Honolulu
            83702,America/Boise
            85004,America/Phoenix
            46204,America/Indiana/Indianapolis
            13202,America/New_York
            """));
  }

  @AfterAll
  static void shut() {
    parts.close();
  }

  @BeforeEach
  void build() {
    parts.jdbi.useHandle(handle -> handle.execute("TRUNCATE subscriber CASCADE"));
    TextHours hours = TextHours.parse("09:00-20:00", StateRules.builtIn());
    worker = Worker.register(parts.jdbi, Duration.ofSeconds(10));
    gathering =
        new Gathering(
            parts.jdbi,
            CLOCK,
            new AlertSources(
                parts.sheets, parts.rosters, parts.renderer, hours, Duration.ofDays(30)));
    deadlines = new Deadlines(parts.jdbi, CLOCK, hours);
    outbox = new Outbox(parts.jdbi, CLOCK, worker);
    Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), new Random(7));
    Reports reports =
        new Reports(
            parts.jdbi,
            CLOCK,
            parts.consent,
            new FailurePolicy(parts.twilioErrors, backoff, 5),
            Alerts::reopen);
    outcomes =
        new Outcomes(
            parts.jdbi,
            CLOCK,
            new RetryRule(backoff, 5),
            parts.consent,
            new Unwritten(),
            reports::applyEarly);
    sms =
        new Sms(
            smsSettings(),
            parts.tokens,
            new Renderings(parts.jdbi)::get,
            new SmsChecks(SendGate.OPEN, new SureHours(parts.jdbi, CLOCK, hours), to -> true),
            CLOCK);
    twilio.script(this::note);
  }

  private SmsSettings smsSettings() {
    return new SmsSettings(
        new TwilioAccount("AC" + "0".repeat(32), "token", twilio.url()),
        new SmsSender("", "+13155550100"),
        "https://cny.example.org",
        1,
        new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)),
        parts.twilioErrors);
  }

  private String note(Map<String, String> form) {
    sent.put(form.get("To"), CLOCK.instant());
    validity.put(form.get("To"), form.get("ValidityPeriod"));
    return null;
  }

  @AfterEach
  void close() {
    worker.deregister();
    twilio.close();
  }

  private static Instant at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }

  private static String local(Instant at, String zone) {
    return at.atZone(ZoneId.of(zone)).toLocalDateTime().toString();
  }

  /** People who agreed to texts: rows of phone, zip and state. */
  private void people(String... rows) throws IOException {
    String csv = "phone,zip,state,sms_consent\n";
    for (String row : rows) {
      csv += row + ",yes\n";
    }
    parts.subscribers.importFile(Files.writeString(folder.resolve("people.csv"), csv), read -> {});
  }

  private long publish(Optional<Instant> deadline) throws IOException {
    Path file = folder.resolve("hours-" + ++sheets + ".md");
    Files.writeString(file, SHEET.formatted(sheets));
    SendOptions order =
        new SendOptions(Optional.empty(), deadline, Set.of(Channel.SMS), List.of(), false, true);
    long alert = parts.publishing.publish(SheetFiles.read(file), order).id();
    work();
    return alert;
  }

  /** All that a server does by itself, once. */
  private void work() {
    worker.heartbeat();
    parts.alerts.release();
    while (gathering.next()) {
      // the next chunk
    }
    deadlines.pass();
    List<ClaimedDelivery> claim = outbox.begin(outbox.claim(Channel.SMS, 1));
    while (!claim.isEmpty()) {
      outcomes.record(sms.handOff(claim));
      claim = outbox.begin(outbox.claim(Channel.SMS, 1));
    }
    parts.alerts.finish();
  }

  private void everyMinuteUntil(Instant end) {
    every(Duration.ofMinutes(1), end);
  }

  private void everyQuarterUntil(Instant end) {
    every(Duration.ofMinutes(15), end);
  }

  private void every(Duration step, Instant end) {
    while (CLOCK.instant().isBefore(end)) {
      CLOCK.advance(step);
      work();
    }
  }

  private long expired(long alert) {
    return Report.of(parts.jdbi, parts.alerts.summary(alert)).channels().get("sms").get("expired");
  }

  // The nights in which clocks change in 2026 and 2027; the number alone may be in more zones.
  @ParameterizedTest
  @CsvSource({
    "2026-03-07, Pacific/Honolulu, 96813, 808, 09:00",
    "2026-10-31, Pacific/Honolulu, 96813, 808, 09:00",
    "2026-03-07, America/Boise, 83702, 208, 10:00",
    "2026-10-31, America/Boise, 83702, 208, 10:00",
    "2027-03-13, America/Phoenix, 85004, 602, 09:00",
    "2027-11-06, America/Phoenix, 85004, 602, 09:00",
    "2027-03-13, America/Indiana/Indianapolis, 46204, 317, 09:00",
    "2027-11-06, America/Indiana/Indianapolis, 46204, 317, 09:00"
  })
  void a_text_at_half_past_nine_in_the_evening_goes_at_nine_in_the_morning(
      String day, String zone, String zip, String areaCode, String byNumber) throws IOException {
    String number = "+1" + areaCode + "5550102";
    people(BY_ZIP + "," + zip + ",", number + ",,");
    CLOCK.set(at(day + "T21:30", zone));
    publish(Optional.empty());
    String next = LocalDateTime.parse(day + "T00:00").plusDays(1).toLocalDate().toString();
    everyQuarterUntil(at(next + "T08:45", zone));
    assertThat(twilio.posts()).isEmpty();
    everyMinuteUntil(at(next + "T10:05", zone));
    assertThat(local(sent.get(BY_ZIP), zone)).isEqualTo(next + "T09:00");
    assertThat(local(sent.get(number), zone)).isEqualTo(next + "T" + byNumber);
    assertThat(twilio.posts()).hasSize(2);
  }

  @Test
  void a_state_that_wants_quiet_on_sundays_gets_it_also_where_only_the_number_tells_the_state()
      throws IOException {
    // L05: Mobile and a toll-free number in Alabama, Lexington, and Buffalo beside them.
    people("+12515550101,,", "+18005550102,,AL", "+18595550103,,", "+17165550104,,");
    CLOCK.set(at("2026-11-28T21:30", "America/New_York"));
    publish(Optional.empty());
    everyQuarterUntil(at("2026-11-30T13:00", "America/New_York"));
    assertThat(local(sent.get("+17165550104"), "America/New_York")).isEqualTo("2026-11-29T09:00");
    assertThat(local(sent.get("+18595550103"), "America/New_York")).isEqualTo("2026-11-29T10:00");
    assertThat(local(sent.get("+12515550101"), "America/Chicago")).isEqualTo("2026-11-30T09:00");
    assertThat(local(sent.get("+18005550102"), "America/Los_Angeles"))
        .as("no zone is known, so it keeps the hours of all")
        .isEqualTo("2026-11-30T09:00");
  }

  @Test
  void what_waits_past_the_deadline_expires_and_is_counted() throws IOException {
    people(BY_ZIP + ",96813,", "+13155550102,13202,");
    CLOCK.set(at("2026-10-31T21:30", "Pacific/Honolulu"));
    Instant deadline = at("2026-11-01T08:59", "Pacific/Honolulu");
    long alert = publish(Optional.of(deadline));
    everyQuarterUntil(at("2026-11-01T10:00", "Pacific/Honolulu"));
    assertThat(sent).containsOnlyKeys("+13155550102");
    assertThat(expired(alert)).isEqualTo(1);
    assertThat(parts.alerts.summary(alert).state()).isEqualTo(AlertState.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T09:00:00, , 36000",
    "2026-11-24T19:00:30, , 3570",
    "2026-11-24T19:59:45, , 15",
    "2026-11-24T12:00:00, 2026-11-24T12:10:00, 600",
    "2026-11-24T19:50:00, 2026-11-25T12:00:00, 600"
  })
  void twilio_may_try_until_the_hours_or_the_deadline_end_whichever_is_first(
      String now, String deadline, String seconds) throws IOException {
    // T03
    people(BY_ZIP + ",13202,");
    CLOCK.set(at(now, "America/New_York"));
    publish(Optional.ofNullable(deadline).map(end -> at(end, "America/New_York")));
    assertThat(validity).containsEntry(BY_ZIP, seconds);
  }

  @Test
  void with_less_time_than_a_text_takes_it_goes_the_next_day() throws IOException {
    // T03, L01
    people(BY_ZIP + ",13202,");
    CLOCK.set(at("2026-11-24T19:59:55", "America/New_York"));
    publish(Optional.empty());
    everyQuarterUntil(at("2026-11-25T08:59", "America/New_York"));
    everyMinuteUntil(at("2026-11-25T09:05", "America/New_York"));
    assertThat(local(sent.get(BY_ZIP), "America/New_York")).startsWith("2026-11-25T09:00");
    assertThat(validity).containsEntry(BY_ZIP, "36000");
  }

  @Test
  void with_less_time_before_the_deadline_than_a_text_takes_it_expires() throws IOException {
    // T03, P6
    people(BY_ZIP + ",13202,");
    CLOCK.set(at("2026-11-24T12:00:00", "America/New_York"));
    long alert = publish(Optional.of(at("2026-11-24T12:00:08", "America/New_York")));
    everyMinuteUntil(at("2026-11-24T12:02", "America/New_York"));
    assertThat(twilio.posts()).isEmpty();
    assertThat(expired(alert)).isEqualTo(1);
  }

  @Test
  void a_text_that_twilio_put_off_until_the_hours_ended_goes_the_next_day() throws IOException {
    people(BY_ZIP + ",13202,");
    CLOCK.set(at("2026-11-24T19:30", "America/New_York"));
    twilio.answer("503:");
    publish(Optional.empty());
    everyMinuteUntil(at("2026-11-24T19:59", "America/New_York"));
    int tries = twilio.posts().size();
    assertThat(tries).isGreaterThan(2);
    twilio.script(this::note);
    everyQuarterUntil(at("2026-11-25T08:58", "America/New_York"));
    everyMinuteUntil(at("2026-11-25T09:30", "America/New_York"));
    assertThat(local(sent.get(BY_ZIP), "America/New_York")).isEqualTo("2026-11-25T09:00");
    assertThat(twilio.posts()).hasSize(tries + 1);
  }

  @Test
  void who_has_no_hour_that_fits_is_left_out_and_counted() throws IOException {
    // RI ends at 18:00, when it is 9:00 on the next day in Guam.
    people("+16715550101,,RI");
    parts.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE subscriber SET zones = '{America/New_York,Pacific/Guam}'"));
    CLOCK.set(at("2026-11-24T12:00", "America/New_York"));
    long alert = publish(Optional.empty());
    Report report = Report.of(parts.jdbi, parts.alerts.summary(alert));
    assertThat(report.excluded()).containsEntry("no_hours_fit", 1L);
    assertThat(report.alert().id()).isEqualTo(alert);
  }
}
