package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.Report;
import org.tocsin.alert.SendOptions;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.TakenDown;
import org.tocsin.support.Http;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TwilioPeer;
import org.tocsin.web.api.ApiTokens;

/** The whole way, from a sheet to what arrives and back, through the real routes. */
final class ServingTest {
  private static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "{{ representative.last_name }}: call {{ representative.phone }}"
      positions:
        K000386: silent
      asks:
        supports: "Thank {{ official.name }}."
        silent: "Ask {{ official.name }} why."
        opposes: "Tell {{ official.name }} what you think."
        unknown: "Ask {{ official.name }}."
      ---
      Number %d.

      {{ call_list }}
      """;

  @TempDir static Path folder;
  private static SmtpPeer smtp;
  private static TwilioPeer twilio;
  private static TestServer server;

  @BeforeAll
  static void start() {
    smtp = new SmtpPeer();
    twilio = new TwilioPeer();
    server = TestServer.start(TestDatabase.fresh(), TestServer.sendingTo(smtp, twilio));
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
  }

  @AfterAll
  static void stop() {
    server.close();
    smtp.close();
    twilio.close();
  }

  private record Person(String email, String phone) {}

  private static int people;
  private static int sheets;

  /** Someone new in Syracuse who agreed to both. */
  private static Person person() throws IOException {
    int n = ++people;
    Person person = new Person("p" + n + "@example.org", "+131555501" + (10 + n));
    Path csv = folder.resolve("people.csv");
    Files.writeString(
        csv,
        "email,phone,zip,email_consent,sms_consent\n"
            + (person.email + "," + person.phone + ",13202,yes,yes\n"));
    server.parts.subscribers.importFile(csv, rows -> {});
    return person;
  }

  private static long publish() throws IOException {
    Path file = folder.resolve("sheet-" + ++sheets + ".md");
    Files.writeString(file, SHEET.formatted(sheets));
    long alert =
        server
            .parts
            .publishing
            .publish(SheetFiles.read(file), SendOptions.plain().evenStale())
            .id();
    awaitDone(alert);
    return alert;
  }

  private static void awaitDone(long alert) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.parts.alerts.summary(alert).state() == AlertState.DONE);
  }

  private static List<SmtpPeer.Mail> mailsTo(String address) {
    return smtp.mails().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  private static long textsTo(String number) {
    return twilio.posts().stream().filter(form -> number.equals(form.get("To"))).count();
  }

  /** The one-click address in the newest mail to someone. */
  private static String link(String address) {
    List<SmtpPeer.Mail> mails = mailsTo(address);
    Matcher link =
        Pattern.compile("List-Unsubscribe:\\s*<([^>]+)>")
            .matcher(mails.get(mails.size() - 1).text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static boolean isOut(Channel channel, String address) {
    return server.parts.consent.isSuppressed(
        channel, server.parts.addressKeys.of(channel, address));
  }

  private static Map<String, String> inbound(String from, String body) {
    return Map.of(
        "MessageSid",
        "SM" + UUID.randomUUID().toString().replace("-", ""),
        "AccountSid",
        "AC" + "0".repeat(32),
        "From",
        from,
        "To",
        "+15550000000",
        "Body",
        body);
  }

  @Test
  void a_published_sheet_reaches_a_person_by_email_and_by_text_with_their_official()
      throws IOException {
    Person person = person();
    long alert = publish();
    assertThat(mailsTo(person.email)).hasSize(1);
    assertThat(mailsTo(person.email).get(0).text()).contains("Katko", "315-423-5657");
    assertThat(textsTo(person.phone)).isEqualTo(1);
    Report report = Report.of(server.parts.jdbi, server.parts.alerts.summary(alert));
    assertThat(report.roster()).isEqualTo("2017-03-14");
    assertThat(report.channels().get("email").get("accepted")).isPositive();
    assertThat(report.channels().get("sms").get("segments")).isPositive();
  }

  @Test
  void stop_by_signed_webhook_ends_texts_and_leaves_email() throws IOException {
    // I06, K16
    Person person = person();
    publish();
    String url = server.url("/twilio/inbound");
    assertThat(Http.postSigned(url, inbound(person.phone, "STOP"), "another token").statusCode())
        .isEqualTo(403);
    assertThat(Http.postForm(url, inbound(person.phone, "STOP")).statusCode()).isEqualTo(403);
    assertThat(isOut(Channel.SMS, person.phone)).isFalse();

    var answer = Http.postSigned(url, inbound(person.phone, "Stop"), TestServer.TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
    assertThat(answer.body()).contains("<Response/>");
    assertThat(isOut(Channel.SMS, person.phone)).isTrue();

    publish();
    assertThat(textsTo(person.phone)).isEqualTo(1);
    assertThat(mailsTo(person.email)).hasSize(2);
  }

  @Test
  void a_form_with_a_field_twice_is_refused() {
    // I09
    var answer =
        Http.post(
            server.url("/twilio/inbound"),
            "application/x-www-form-urlencoded",
            "From=%2B13155550100&Body=a&Body=STOP");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Body").doesNotContain("Exception");
  }

  @Test
  void one_click_ends_email_and_reading_the_page_does_not() throws IOException {
    // E08, E10, E11
    Person person = person();
    publish();
    String link = link(person.email);
    assertThat(Http.get(link).statusCode()).isEqualTo(200);
    assertThat(Http.head(link).statusCode()).isEqualTo(200);
    assertThat(isOut(Channel.EMAIL, person.email)).isFalse();

    assertThat(Http.postForm(link, Map.of("List-Unsubscribe", "One-Click")).statusCode())
        .isEqualTo(200);
    assertThat(isOut(Channel.EMAIL, person.email)).isTrue();

    publish();
    assertThat(mailsTo(person.email)).hasSize(1);
    assertThat(textsTo(person.phone)).isEqualTo(2);
  }

  @Test
  void one_click_as_multipart_is_understood_too() throws IOException {
    // E09, RFC 8058 8.3
    Person person = person();
    publish();
    String form =
        "--B1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n"
            + "--B1--\r\n";
    assertThat(Http.post(link(person.email), "multipart/form-data; boundary=B1", form).statusCode())
        .isEqualTo(200);
    assertThat(isOut(Channel.EMAIL, person.email)).isTrue();
  }

  @Test
  void a_forged_link_suppresses_nobody() throws IOException {
    // E07
    Person person = person();
    publish();
    String link = link(person.email);
    String forged = link.substring(0, link.length() - 3) + "abc";
    assertThat(Http.postForm(forged, Map.of("List-Unsubscribe", "One-Click")).statusCode())
        .isEqualTo(404);
    assertThat(isOut(Channel.EMAIL, person.email)).isFalse();
  }

  @Test
  void a_genuine_report_moves_a_text_on_and_a_forged_one_does_not() throws IOException {
    // S01, I06
    Person person = person();
    publish();
    String sid =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT provider_id FROM delivery WHERE address = ?")
                    .bind(0, person.phone)
                    .mapTo(String.class)
                    .one());
    Map<String, String> report =
        Map.of("MessageSid", sid, "MessageStatus", "delivered", "To", person.phone);
    String url = server.url("/twilio/status");
    assertThat(Http.postSigned(url, report, "forged").statusCode()).isEqualTo(403);
    assertThat(state(person.phone)).isEqualTo("accepted");
    assertThat(Http.postSigned(url, report, TestServer.TOKEN).statusCode()).isEqualTo(204);
    assertThat(state(person.phone)).isEqualTo("delivered");
  }

  private static String state(String address) {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT state FROM delivery WHERE address = ?")
                .bind(0, address)
                .mapTo(String.class)
                .one());
  }

  @Test
  void the_link_in_every_message_shows_the_sheet_with_the_officials_of_a_zip() throws IOException {
    publish();
    String page = server.url("/s/sheet-" + sheets);
    assertThat(Http.get(page).body()).contains("Fact Sheet", "<form");
    assertThat(Http.get(page + "?zip=13202").body()).contains("Katko", "tel:");
    assertThat(Http.get(page + "?zip=%3Cscript%3E").body()).doesNotContain("<script>");
    assertThat(Http.get(page.replace("/s/", "/t/") + "?zip=13202").body())
        .containsSubsequence("<h1>", "Katko", "tel:", "action=\"../subscribe\"");
    var missing = Http.get(server.url("/s/no-such-sheet"));
    assertThat(missing.statusCode()).isEqualTo(404);
  }

  @Test
  void the_api_publishes_and_shows_and_lets_nobody_in_without_a_token() throws IOException {
    person();
    String[] bearer = {
      "Authorization",
      "Bearer "
          + new ApiTokens(server.parts.jdbi, server.parts.clock).create("test", Duration.ofDays(1))
    };
    String sheets = server.url("/api/v1/sheets?name=by-api");
    assertThat(Http.post(sheets, "text/markdown", SHEET.formatted(0)).statusCode()).isEqualTo(401);
    var bad = Http.post(sheets, "text/markdown", "no head", bearer);
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("by-api.md:1");
    assertThat(Http.post(sheets, "text/markdown", SHEET.formatted(0), bearer).statusCode())
        .isEqualTo(201);
    var made =
        Http.post(
            server.url("/api/v1/alerts"),
            "application/json",
            "{\"sheet\": \"by-api\", \"stale_roster\": true}",
            bearer);
    assertThat(made.statusCode()).isEqualTo(201);
    long alert = Long.parseLong(made.body().replaceAll(".*\"id\":(\\d+).*", "$1"));
    awaitDone(alert);
    assertThat(Http.get(server.url("/api/v1/alerts/" + alert), bearer).body())
        .contains("\"state\":\"done\"");
    assertThat(Http.get(server.url("/api/v1/alerts/" + alert + "/deliveries"), bearer).body())
        .contains("\"channel\":\"email\"");
    assertThat(
            Http.post(
                    server.url("/api/v1/alerts/" + alert + "/pause"),
                    "application/json",
                    "",
                    bearer)
                .body())
        .contains("is done");
  }

  @Test
  void the_api_asks_for_a_zone_and_repeats_the_time_in_the_organizations() {
    String[] bearer = {
      "Authorization",
      "Bearer "
          + new ApiTokens(server.parts.jdbi, server.parts.clock).create("times", Duration.ofDays(1))
    };
    String sheets = server.url("/api/v1/sheets?name=by-time");
    assertThat(Http.post(sheets, "text/markdown", SHEET.formatted(1), bearer).statusCode())
        .isEqualTo(201);
    String wish = "{\"sheet\": \"by-time\", \"stale_roster\": true, \"at\": \"%s\"}";
    String alerts = server.url("/api/v1/alerts");
    var vague = Http.post(alerts, "application/json", wish.formatted("2099-03-03T18:00"), bearer);
    assertThat(vague.statusCode()).isEqualTo(400);
    assertThat(vague.body()).contains("at: ", "tocsin.time-zone is not set");
    var made =
        Http.post(alerts, "application/json", wish.formatted("2099-03-03T18:00-05:00"), bearer);
    assertThat(made.body()).contains("\"goes_out\":\"Tue 3 March 2099, 23:00 UTC\"");
  }

  @Test
  void a_page_that_was_taken_down_answers_410_in_every_language_until_it_is_restored()
      throws IOException {
    // RFC 9110 15.5.11
    publish();
    String slug =
        server.parts.jdbi.withHandle(
            handle ->
                handle.createQuery("SELECT max(slug) FROM revision").mapTo(String.class).one());
    TakenDown takenDown = new TakenDown(server.parts.jdbi, server.parts.clock);
    takenDown.take(slug);
    var gone = Http.get(server.url("/s/" + slug));
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("taken down");
    assertThat(Http.get(server.url("/s/" + slug + ".es?zip=13202")).statusCode()).isEqualTo(410);
    takenDown.restore(slug);
    assertThat(Http.get(server.url("/s/" + slug)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_monitor_sees_that_it_is_well() {
    assertThat(Http.get(server.managementUrl("/observe/health")).body()).contains("UP");
    assertThat(Http.get(server.managementUrl("/observe/metrics")).statusCode()).isEqualTo(200);
  }
}
