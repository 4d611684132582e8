package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Ledger;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** From a sheet to an alert and what is told of it, as an organizer types it. */
final class PublishCommandTest {
  static final String SHEET =
      """
      ---
      title: "Fact Sheet"
      subject: "Call today"
      lang: en
      sms: "{{ representative.last_name }}: call {{ representative.phone }}"
      asks:
        unknown: "Ask {{ official.name }}."
      ---

      Number one.

      {{ call_list }}
      """;

  private static final String[] STATES = {
    "queued",
    "leased",
    "accepted",
    "delivered",
    "undelivered",
    "refused",
    "in_doubt",
    "suppressed",
    "expired",
    "cancelled"
  };

  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir static Path folder;
  private static Cli cli;
  private static int sheets;

  @BeforeAll
  static void an_installation_with_two_people() {
    cli = new Cli(DATABASE, new SettableClock(Ledger.NOON), folder);
    Path civic = Path.of("src/test/resources/civic");
    cli.run(
            "officials",
            "import",
            civic.resolve("legislators.json"),
            civic.resolve("offices.yaml"),
            "--as-of",
            "2017-03-14")
        .done();
    Path districts = cli.file("zccd.csv", "state_abbr,zcta,cd\nNY,13202,24\n");
    cli.run("districts", "import", districts, "--congress", 115).done();
    Path people =
        cli.file(
            "people.csv",
            """
            email,phone,first_name,zip,email_consent,sms_consent
            ann@example.org,315-555-0101,Ann,13202,yes,yes
            ben@example.org,,Ben,13202,no,
            """);
    assertThat(cli.run("subscribers", "import", people).done().out())
        .contains("2 rows: 2 people added, 0 updated, 0 unchanged");
  }

  /** A sheet that nobody has had. */
  private static Path sheet() {
    return cli.file("sheet-" + ++sheets + ".md", SHEET);
  }

  private static String publish(Object... more) {
    List<Object> words = new ArrayList<>(List.of("publish", sheet(), "--yes"));
    words.addAll(List.of(more));
    String out = cli.run(words.toArray()).done().out();
    return out.replaceAll("(?s).*Published as alert (\\d+).*", "$1");
  }

  private static JsonNode json(Object... words) {
    try {
      return new ObjectMapper().readTree(cli.run(words).done().out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void it_says_who_gets_it_and_how_to_watch_it() {
    Cli.Ran ran = cli.run("publish", sheet(), "--yes").done();
    assertThat(ran.out())
        .contains("By email: 1", "By sms: 1", "Left out, no email consent: 1")
        .containsPattern("Published as alert \\d+. Watch it with: tocsin alert show \\d+");
  }

  @Test
  void where_nobody_can_be_asked_it_sends_nothing_without_yes() {
    Map<String, String> before = cli.everything();
    cli.run("publish", sheet()).failed("--yes");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void the_same_sheet_twice_is_one_alert() {
    Path sheet = sheet();
    cli.run("publish", sheet, "--yes").done();
    Map<String, String> before = cli.everything();
    cli.run("publish", sheet, "--yes").failed("already waiting", "tocsin alert list");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void an_alert_in_the_list_has_the_keys_of_the_design() {
    String older = publish();
    String newer = publish("--at", "2027-03-31T09:00 America/New_York", "--stale-roster");
    JsonNode list = json("alert", "list", "--json");
    JsonNode first = list.get(0);
    assertThat(keys(first)).containsExactly("id", "sheet", "state", "released_at");
    assertThat(first.get("id").asText()).isEqualTo(newer);
    assertThat(list.get(1).get("id").asText()).isEqualTo(older);
    assertThat(first.get("sheet").asText()).isEqualTo("sheet-" + sheets);
    assertThat(first.get("state").asText()).isEqualTo("scheduled");
    assertThat(first.get("released_at").isNull()).isTrue();
    assertThat(cli.run("alert", "list").done().out())
        .startsWith(newer + "  scheduled  sheet-" + sheets)
        .contains("to be released Wed 31 March 2027, 13:00 UTC");
  }

  @Test
  void a_time_without_a_zone_is_the_organizations_and_is_repeated_in_it() {
    Cli inSyracuse =
        new Cli(
            DATABASE,
            new SettableClock(Ledger.NOON),
            folder,
            Map.of("tocsin.time-zone", "America/New_York"));
    String at = "2027-03-03T18:00";
    assertThat(
            inSyracuse
                .run(
                    "publish",
                    sheet(),
                    "--yes",
                    "--stale-roster",
                    "--at",
                    at,
                    "--deadline",
                    "2027-03-31T20:00")
                .done()
                .out())
        .contains("Goes out Wed 3 March 2027, 18:00 EST (America/New_York)")
        .contains("Nothing goes after Wed 31 March 2027, 20:00 EDT (America/New_York)");
    assertThat(inSyracuse.run("alert", "list").done().out())
        .contains("to be released Wed 3 March 2027, 18:00 EST (America/New_York)");
    assertThat(
            cli.run("publish", sheet(), "--yes", "--stale-roster", "--at", at + " America/Denver")
                .done()
                .out())
        .contains("Goes out Wed 3 March 2027, 18:00 MST (America/Denver)");
  }

  @Test
  void a_time_that_is_none_or_is_over_sends_nothing() {
    Map<String, String> before = cli.everything();
    Path sheet = sheet();
    cli.run("publish", sheet, "--yes", "--at", "2027-03-03T18:00")
        .wrongUsage("says no time zone, and tocsin.time-zone is not set");
    cli.run("publish", sheet, "--yes", "--at", "2027-03-14T02:30 America/New_York")
        .wrongUsage("clocks go from 02:00 to 03:00");
    cli.run("publish", sheet, "--yes", "--deadline", "2027-11-07T01:30 America/New_York")
        .wrongUsage("comes twice");
    cli.run("publish", sheet, "--yes", "--at", "2017-03-02T09:00Z")
        .failed("Thu 2 March 2017, 09:00 UTC is over");
    Path dated =
        cli.file("dated.md", SHEET.replace("lang: en", "lang: en\ndeadline: 2027-03-31T20:00"));
    cli.run("publish", dated, "--yes")
        .failed("dated.md:5: deadline", "tocsin.time-zone is not set");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void an_audience_is_a_part_of_the_people_and_its_alert_is_not_listed_unless_wanted() {
    Path people =
        cli.file("tags.csv", "email,tags\nann@example.org,volunteers\nben@example.org,driver\n");
    assertThat(cli.run("subscribers", "import", people).done().out()).contains("2 updated");
    assertThat(cli.run("preview", sheet(), "--all", "--audience", "tag=driver").done().out())
        .contains("Left out, no email consent: 1", "By email: 0");
    assertThat(
            cli.run("publish", sheet(), "--audience", "tag=volunters", "--yes")
                .failed("there is nobody in this audience")
                .out())
        .contains("Nobody has the tag 'volunters'. Did you mean volunteers?");
    cli.run("preview", sheet(), "--audience", "tag=driver").wrongUsage("goes with --all");
    cli.run("publish", sheet(), "--audience", "tag=<b>", "--yes").wrongUsage("tag=volunteers");
    assertThat(isListed(publish())).isTrue();
    assertThat(isListed(publish("--unlisted"))).isFalse();
    assertThat(isListed(publish("--audience", "tag=volunteers,zip=132"))).isFalse();
    assertThat(isListed(publish("--audience", "tag=volunteers", "--listed"))).isTrue();
  }

  private static boolean isListed(String alert) {
    return DATABASE
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT listed FROM alert WHERE id = :id")
                    .bind("id", Long.parseLong(alert))
                    .mapTo(Boolean.class)
                    .one());
  }

  @Test
  void a_page_is_taken_down_and_put_up_again_also_by_publishing() {
    String id = publish("--at", "2017-06-01T09:00Z");
    String slug = "sheet-" + sheets;
    assertThat(cli.run("sheet", "take-down", slug).done().out())
        .contains("The page of " + slug + " is taken down.")
        .contains("Alert " + id + " of it is scheduled", "tocsin alert cancel " + id);
    assertThat(cli.run("sheet", "take-down", slug).done().out()).contains("was down already");
    assertThat(cli.run("sheet", "restore", slug).done().out()).contains("is up again");
    assertThat(cli.run("sheet", "restore", slug).done().out()).contains("was up already");
    cli.run("sheet", "take-down", "nowhere").failed("There is no sheet 'nowhere'", slug);

    cli.run("sheet", "take-down", slug).done();
    Path changed = cli.file(slug + ".md", SHEET.replace("Number one", "Number two"));
    assertThat(cli.run("publish", changed, "--yes").done().out())
        .contains("was taken down", "publishing puts it up again");
    assertThat(cli.run("sheet", "restore", slug).done().out()).contains("was up already");
  }

  @Test
  void an_alert_by_itself_has_the_keys_of_the_design() {
    JsonNode alert = json("alert", "show", publish(), "--json");
    assertThat(keys(alert).subList(0, 6))
        .containsExactly("id", "sheet", "state", "channels", "excluded", "roster");
    assertThat(keys(alert.get("channels"))).containsExactly("email", "sms");
    assertThat(keys(alert.get("channels").get("email"))).containsExactly(STATES);
    List<String> withSegments = new ArrayList<>(List.of(STATES));
    withSegments.add("segments");
    assertThat(keys(alert.get("channels").get("sms"))).containsExactlyElementsOf(withSegments);
    alert.get("channels").forEach(states -> states.forEach(n -> assertThat(n.isInt()).isTrue()));
    assertThat(alert.get("excluded").isObject()).isTrue();
    assertThat(alert.get("roster").isTextual()).isTrue();
  }

  @Test
  void an_alert_is_steered_by_its_id() {
    String id = publish();
    cli.run("alert", "pause", id).failed("is scheduled");
    assertThat(cli.run("alert", "cancel", id).done().out()).contains("is cancelled");
    assertThat(cli.run("alert", "show", id).done().out()).contains("cancelled", "email: nothing");
    cli.run("alert", "resume", id).failed("is cancelled");
  }

  @Test
  void a_preview_shows_every_word_and_changes_nothing() {
    Map<String, String> before = cli.everything();
    String preview = cli.run("preview", sheet(), "--subscriber", "315 555 0101").done().out();
    assertThat(preview)
        .contains("=== Email, subject: Call today", "Number one.", "=== Text, GSM-7");
    assertThat(preview).contains("Able: call 202-555-0101").doesNotContain("tOcSiN");
    assertThat(cli.run("preview", sheet(), "--all").done().out()).contains("By email: 1");
    assertThat(cli.run("preview", sheet(), "--all", "--json").done().out())
        .startsWith("{")
        .contains("\"total_segments\"", "\"left_out\"", "\"samples\"", "\"district\"");
    cli.run("preview", sheet(), "--json").wrongUsage("--json goes with --all");
    cli.run("preview", sheet(), "--subscriber", "nobody@example.org").failed("Nobody has this");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void an_export_that_has_no_place_is_refused_in_a_sentence() {
    Path nowhere = folder.resolve("nowhere/export.csv");
    cli.run("subscribers", "export", "--to", nowhere)
        .failed(nowhere + ": There is no such folder. Make it, or name another.");
  }

  @Test
  void what_is_exported_can_be_imported_and_changes_nobody() throws Exception {
    Path file = folder.resolve("export.csv");
    cli.run("subscribers", "export", "--to", file).done();
    assertThat(Files.readString(file)).contains("ann@example.org", "+13155550101", "NY-24");
    Map<String, String> before = cli.everything();
    assertThat(cli.run("subscribers", "import", file).done().out()).contains("2 unchanged");
    assertThat(cli.everything()).isEqualTo(before);
  }
}
