package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.alert.AlertState;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.web.api.ApiTokens;

/** A newer revision by the command line and by the API, while what was gathered waits. */
final class NewerRevisionTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Cli cli;
  private static String[] bearer;
  private static int sheets;

  private String name;

  @BeforeAll
  static void an_installation_without_a_mail_server() {
    TestDatabase database = TestDatabase.fresh();
    cli = new Cli(database, Clock.systemUTC(), folder);
    server = TestServer.start(database, Map.of());
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    Path people =
        cli.file(
            "people.csv",
            "email,phone,zip,email_consent,sms_consent\n"
                + "ann@example.org,315-555-0101,13202,yes,yes\n");
    cli.run("subscribers", "import", people).done();
    bearer =
        new String[] {
          "Authorization",
          "Bearer "
              + new ApiTokens(server.parts.jdbi, server.parts.clock)
                  .create("test", Duration.ofDays(1))
        };
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void a_sheet_of_its_own() {
    name = "sheet-" + ++sheets;
  }

  private static String source(int revision) {
    return PublishCommandTest.SHEET.replace("Number one", "Number " + revision);
  }

  private String publish(int revision, Object... more) {
    Path file = cli.file(name + ".md", source(revision));
    List<Object> words =
        new java.util.ArrayList<>(List.of("publish", file, "--yes", "--stale-roster"));
    words.addAll(List.of(more));
    return cli.run(words.toArray()).done().out();
  }

  private static long id(String said) {
    return Long.parseLong(said.replaceAll("(?s).*Published as alert (\\d+).*", "$1"));
  }

  private static void awaitSending(long alert) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.parts.alerts.summary(alert).state() == AlertState.SENDING);
  }

  private java.net.http.HttpResponse<String> order(String more) {
    return Http.post(
        server.url("/api/v1/alerts"),
        "application/json",
        "{\"sheet\": \"" + name + "\", \"stale_roster\": true" + more + "}",
        bearer);
  }

  @Test
  void publish_says_what_it_cancels_of_the_older_alert_and_the_page_shows_the_newest() {
    long older = id(publish(1));
    awaitSending(older);
    String said = publish(2);
    assertThat(said)
        .contains("Of alert " + older + ", which is older, wait: 1 email and 1 text.")
        .contains("It replaces alert " + older + ". Cancelled there: 1 email and 1 text.");
    long newer = id(said);
    assertThat(cli.run("alert", "show", older).done().out())
        .contains("It is replaced by alert " + newer + ".", "1 cancelled");
    assertThat(cli.run("alert", "show", older, "--json").done().out())
        .contains("\"replaced_by\" : " + newer);
    assertThat(cli.run("alert", "list").done().out()).contains(", replaced by " + newer);
    assertThat(Http.get(server.url("/s/" + name)).body()).contains("Number 2.");
  }

  @Test
  void what_waits_is_kept_on_demand() {
    long older = id(publish(1));
    awaitSending(older);
    String said = publish(2, "--keep-older");
    assertThat(said).contains("By email: 0", "Left out, had older by email: 1", "--correction");
    assertThat(server.parts.alerts.summary(older).state()).isEqualTo(AlertState.SENDING);
    cli.run("publish", folder.resolve(name + ".md"), "--keep-older", "--cancel-older")
        .wrongUsage("--cancel-older");
  }

  @Test
  void the_first_revision_published_once_more_is_what_the_page_shows() {
    publish(1);
    publish(2);
    publish(1);
    assertThat(Http.get(server.url("/s/" + name)).body()).contains("Number 1.");
  }

  @Test
  void the_api_says_it_in_numbers() {
    long older = id(publish(1));
    awaitSending(older);
    String sheet = server.url("/api/v1/sheets?name=" + name);
    Http.post(sheet, "text/markdown", source(2), bearer);
    var half = order(", \"channels\": [\"email\"], \"audience\": [\"state=WY\"]");
    assertThat(half.statusCode()).isEqualTo(400);
    assertThat(half.body()).contains("--keep-older");
    assertThat(order(", \"older\": \"delete\"").statusCode()).isEqualTo(400);
    var made = order(", \"older\": \"replace\", \"correction\": true");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body())
        .contains("\"replaced\":[" + older + "]", "\"cancelled\":{\"email\":1,\"sms\":1}")
        .contains("\"had_older\":0", "\"corrections\":{\"email\":0,\"sms\":0}");
  }
}
