package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.web.api.ApiTokens;

/** With a real mail server and no postal address, a sheet goes out by none of the ways (C01). */
final class NotWithoutAddressTest {
  private static final String SETTING = "tocsin.organization.postal-address";
  private static final Map<String, String> REAL =
      Map.of(
          "tocsin.smtp.host",
          "smtp.example.invalid",
          "tocsin.email.from",
          "alerts@example.org",
          "tocsin.public-url",
          "https://alerts.example.org",
          SETTING,
          "");

  @TempDir static Path folder;
  @TempDir static Path sheets;
  private static TestServer server;
  private static Cli cli;
  private static Path sheet;

  @BeforeAll
  static void an_installation_with_one_person() {
    TestDatabase database = TestDatabase.fresh();
    cli = new Cli(database, Clock.systemUTC(), folder, REAL);
    Map<String, String> watching = new java.util.HashMap<>(REAL);
    watching.put("tocsin.sheets-dir", sheets.toString());
    server = TestServer.start(database, watching);
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, DemoFacts.SOURCE, facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, DemoFacts.SOURCE, facts.districts());
    Path people = cli.file("people.csv", "email,zip,email_consent\nann@example.org,13202,yes\n");
    cli.run("subscribers", "import", people).done();
    sheet = cli.file("sheet.md", PublishCommandTest.SHEET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertNoAlert() {
    assertThat(cli.run("alert", "list").done().out()).contains("There is no alert yet");
  }

  @Test
  void publish_refuses_it() {
    cli.run("publish", sheet, "--yes", "--stale-roster").failed(SETTING, "PO Box 1");
    assertNoAlert();
  }

  @Test
  void the_api_refuses_it() {
    String[] bearer = {
      "Authorization",
      "Bearer "
          + new ApiTokens(server.parts.jdbi, server.parts.clock).create("test", Duration.ofDays(1))
    };
    String name = server.url("/api/v1/sheets?name=by-api");
    assertThat(Http.post(name, "text/markdown", PublishCommandTest.SHEET, bearer).statusCode())
        .isEqualTo(201);
    var refused =
        Http.post(
            server.url("/api/v1/alerts"),
            "application/json",
            "{\"sheet\": \"by-api\", \"stale_roster\": true}",
            bearer);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(SETTING, "PO Box 1");
    assertNoAlert();
  }

  @Test
  void a_dropped_sheet_is_put_aside_with_the_reason() throws Exception {
    Files.writeString(sheets.resolve("dropped.md"), PublishCommandTest.SHEET);
    Path said = sheets.resolve("dropped.txt");
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(said) && Files.size(said) > 0);
    assertThat(Files.readString(said)).startsWith("Not published.\n").contains(SETTING, "PO Box 1");
    assertNoAlert();
  }

  @Test
  void a_preview_warns_of_it_and_shows_what_it_would_become() {
    assertThat(cli.run("preview", sheet).done().out()).contains(SETTING, "=== Email, subject:");
    assertThat(cli.run("preview", sheet, "--all").done().out()).contains(SETTING, "email");
    assertThat(cli.run("preview", sheet, "--all", "--json").done().out()).contains(SETTING);
  }
}
