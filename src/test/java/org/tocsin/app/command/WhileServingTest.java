package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.civic.Congress;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Commands beside a server that runs on the same database, and the folder that it watches. */
final class WhileServingTest {
  @TempDir static Path folder;
  @TempDir static Path sheets;
  private static TestServer server;
  private static Cli cli;

  @BeforeAll
  static void start() {
    TestDatabase database = TestDatabase.fresh();
    cli = new Cli(database, Clock.systemUTC(), folder);
    server = TestServer.start(database, Map.of("tocsin.sheets-dir", sheets.toString()));
    LocalDate today = LocalDate.now();
    LocalDate end = Congress.endOf(Congress.at(today));
    District district = District.of("NY-24");
    server.parts.rosters.add(today, "test", List.of(member(district, end.minusYears(2), end)));
    server.parts.districts.add(Congress.at(today), "test", Map.of("13202", List.of(district)));
    Path people = cli.file("people.csv", "email,zip,email_consent\nann@example.org,13202,yes\n");
    cli.run("subscribers", "import", people).done();
  }

  private static Official member(District district, LocalDate from, LocalDate to) {
    List<Office> offices = List.of(new Office("DC", "202-555-0101", null, null));
    return new Official(
        "X000001",
        "Ann",
        "Able",
        "Ann Able",
        "Democrat",
        Official.Chamber.HOUSE,
        "NY",
        district,
        from,
        to,
        offices);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_token_that_is_printed_opens_the_api_and_no_other_does() {
    String token = cli.run("token", "create", "website").done().out().strip();
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    String alerts = server.url("/api/v1/alerts/999");
    assertThat(Http.get(alerts, "Authorization", "Bearer " + token).body())
        .contains("no alert 999");
    assertThat(Http.get(alerts, "Authorization", "Bearer " + token + "x").statusCode())
        .isEqualTo(401);
    assertThat(cli.everything().get("api_token")).doesNotContain(token);
    cli.run("token", "create", "website").failed("already", "another");
  }

  @Test
  void a_token_is_listed_and_ends_when_it_is_revoked() {
    String token =
        cli.run("token", "create", "phone bank", "--expires-in-days", "30").done().out().strip();
    String list = cli.run("token", "list").done().out();
    assertThat(list).contains("phone bank", "valid until ", "never used").doesNotContain(token);
    String id = list.lines().filter(line -> line.contains("phone bank")).findFirst().orElseThrow();
    id = id.substring(0, id.indexOf(' '));
    String alerts = server.url("/api/v1/alerts/999");
    Http.get(alerts, "Authorization", "Bearer " + token);
    assertThat(cli.run("token", "list").done().out()).contains("last used ");
    cli.run("token", "revoke", id).done();
    assertThat(Http.get(alerts, "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
    assertThat(cli.run("token", "list", "--json").done().out())
        .contains("\"state\" : \"revoked\"", "\"last_used_at\" : \"2");
    cli.run("token", "revoke", id).failed("token list");
    cli.run("token", "create", "long", "--expires-in-days", "0").wrongUsage("3650");
  }

  @Test
  void a_sheet_dropped_into_the_folder_is_published_and_a_broken_one_says_why_it_is_not()
      throws IOException {
    Path good = sheets.resolve("good.md");
    Path broken = sheets.resolve("broken.md");
    Files.writeString(good, PublishCommandTest.SHEET);
    Files.writeString(broken, PublishCommandTest.SHEET.replace("Number one.", "{{ nobody }}"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Files.exists(good) && !Files.exists(broken));

    assertThat(sheets.resolve("published/good.md")).exists();
    String said = Files.readString(sheets.resolve("good.txt"));
    assertThat(said).matches("Published as alert \\d+\\.\n");
    String id = said.replaceAll("\\D", "");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(cli.run("alert", "show", id).done().out())
                    .contains("good: sending", "email: 1 queued"));

    assertThat(sheets.resolve("refused/broken.md")).exists();
    assertThat(Files.readString(sheets.resolve("broken.txt")))
        .startsWith("Not published.\n")
        .contains("broken.md:10", "nobody")
        .doesNotContain("Exception");
    assertThat(cli.run("alert", "list").done().out()).doesNotContain("broken");
  }
}
