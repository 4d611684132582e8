package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.Officials;
import org.tocsin.support.TestDatabase;

class SheetCheckCommandTest {
  private static final String HEAD =
      "---\ntitle: A\nsubject: B\nlang: en\nasks:\n  unknown: \"Ask.\"\n";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private TestDatabase database;
  private Cli cli;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    cli = new Cli(database, CLOCK, folder);
  }

  private void officials() {
    Rosters rosters = new Rosters(database.jdbi(), CLOCK);
    rosters.add(
        LocalDate.of(2026, 6, 15), "test", List.copyOf(Officials.DIRECTORY.inForce().officials()));
    new Districts(database.jdbi(), CLOCK)
        .add(119, "test", Map.of("13202", List.of(new District("NY", 22), new District("NY", 24))));
  }

  @Test
  void without_officials_it_says_what_it_could_not_check() {
    Path sheet =
        cli.file("a.md", HEAD + "sms: \"{{ representative.phone }}\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet).done().out())
        .contains("hint a.md", "No officials are known yet", "were not checked");
  }

  @Test
  void a_stale_number_is_an_error_with_its_line_and_changes_nothing() {
    officials();
    Path sheet =
        cli.file(
            "a.md", HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n\nRep. Karl Keller: 202-555-0101\n");
    Map<String, String> before = cli.everything();
    Cli.Ran ran = cli.run("sheet", "check", sheet, "--json");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("\"ERROR\"", "\"line\" : 11", "Rep. Ann Archer (NY-22), not of");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void a_text_too_tooLongfor_someone_names_who_and_a_past_deadline_is_told() {
    officials();
    String tooLong =
        "Call {{ representative.phone }}. " + "Call today and say what you think. ".repeat(42);
    Path sheet =
        cli.file(
            "a.md",
            HEAD
                + "deadline: 2026-11-25T20:00 America/New_York\nsms: \""
                + tooLong
                + "\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet).out())
        .contains("segments for NY-22, NY-24")
        .doesNotContain("deadline");
    assertThat(cli.run("sheet", "check", sheet, "--at", "2026-11-27T09:00:00Z").out())
        .contains("error a.md:7: deadline", "not after the release");
  }

  @Test
  void a_deadline_without_a_zone_is_the_organizations() {
    officials();
    Path sheet =
        cli.file("a.md", HEAD + "deadline: 2026-11-24T08:00\nsms: \"Hi\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet).out())
        .contains("error a.md:7: deadline: '2026-11-24T08:00' says no time zone");
    assertThat(in("America/Los_Angeles").run("sheet", "check", sheet).done().out())
        .doesNotContain("deadline");
    assertThat(
            in("America/New_York").run("sheet", "check", sheet, "--at", "2026-11-24T09:00").out())
        .contains("The deadline Tue 24 November 2026, 08:00 EST (America/New_York) is not after");
  }

  private Cli in(String zone) {
    return new Cli(database, CLOCK, folder, Map.of("tocsin.time-zone", zone));
  }

  @Test
  void names_under_positions_are_looked_up_in_the_roster() {
    officials();
    String head = HEAD.replace("asks:", "positions:\n  Archer: silent\n  Bakr: supports\nasks:");
    Path sheet = cli.file("a.md", head + "sms: \"Hi\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet).out())
        .contains("error a.md:7: positions.Bakr", "Did you mean Sen. Robert Baker (NY), B000001?")
        .doesNotContain("positions.Archer");
    cli.run("preview", sheet).failed("a.md:7: positions.Bakr");
    cli.run("publish", sheet, "--yes").failed("a.md:7: positions.Bakr");
  }

  @Test
  void what_cannot_be_read_hides_nothing_else() {
    officials();
    Path sheet =
        cli.file(
            "a.md",
            HEAD.replace("title: A", "title: \"\"")
                + "deadline: 2026-11-20T20:00 America/New_York\nsms: \"{{ nobody }}\"\n---\n"
                + "{{ call_list }}\n\nRep. Karl Keller: 202-555-0101 {{ what }}\n");
    cli.file("a.es.md", HEAD.replace("lang: en", "lang: [es") + "---\n{{ call_list }} {{ que }}");
    String out = cli.run("sheet", "check", sheet).out();
    assertThat(out)
        .contains("error a.md:2: title: Missing", "error a.md:7: deadline", "error a.md:8: sms")
        .contains(
            "error a.md:12: what", "Rep. Ann Archer (NY-22), not of", "a.es.md:5: This is not")
        .contains("error a.es.md:8: que");
    assertThat(out.lines().distinct()).hasSameSizeAs(out.lines().toList());
  }

  @Test
  void readers_of_a_language_without_an_edition_are_counted() {
    officials();
    Path people =
        cli.file("p.csv", "email,zip,language,email_consent\na@example.org,13202,es,yes\n");
    cli.run("subscribers", "import", people);
    Path sheet = cli.file("a.md", HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet).done().out())
        .contains("1 person reads 'es'", "Write a.es.md");
  }

  @Test
  void a_draft_goes_to_a_file_that_is_new_and_passes_the_check() {
    officials();
    Path text = cli.file("old.txt", "Vote No on S. 1\n\nCall Rep. Ann Archer: 202-555-0101\n");
    Path sheet = folder.resolve("vote-no.md");
    assertThat(cli.run("sheet", "draft", text, "-o", sheet).done().out())
        .contains("Replaced by the call list", "sheet check");
    assertThat(cli.run("sheet", "check", sheet).done().out()).doesNotContain("error");
    cli.run("sheet", "draft", text, "-o", sheet).failed("is there already");
    assertThat(cli.run("sheet", "draft", text).done().out()).startsWith("---\ntitle:");
  }

  @Test
  void a_release_after_a_change_of_congress_is_checked_against_the_officials_of_that_time() {
    officials();
    Path sheet = cli.file("a.md", HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet, "--at", "2027-01-05T09:00:00Z").done().out())
        .contains("warning roster", "120th Congress", "officials update", "until then this waits");
    assertThat(cli.run("sheet", "check", sheet, "--at", "2027-01-03T16:59:00Z").done().out())
        .doesNotContain("120th");
    assertThat(cli.run("sheet", "check", sheet).done().out()).doesNotContain("120th");
  }

  @Test
  void a_newcomer_of_the_next_congress_can_be_named_in_a_sheet_for_a_time_when_they_sit() {
    officials();
    Official newcomer =
        new Official(
            "N000001",
            "Pat",
            "Newcomer",
            "Pat Newcomer",
            "Democrat",
            Chamber.HOUSE,
            "NY",
            new District("NY", 22),
            LocalDate.of(2027, 1, 3),
            LocalDate.of(2029, 1, 3),
            List.of());
    new Rosters(database.jdbi(), CLOCK).add(LocalDate.of(2026, 11, 24), "next", List.of(newcomer));
    new Districts(database.jdbi(), CLOCK)
        .add(120, "test", Map.of("13202", List.of(new District("NY", 22))));
    String head = HEAD.replace("asks:", "positions:\n  Newcomer: silent\nasks:");
    Path sheet = cli.file("a.md", head + "sms: \"Hi\"\n---\n{{ call_list }}\n");
    assertThat(cli.run("sheet", "check", sheet, "--at", "2027-01-05T09:00:00Z").done().out())
        .doesNotContain("positions.Newcomer", "120th");
    assertThat(cli.run("sheet", "check", sheet).out()).contains("error a.md:6: positions.Newcomer");
  }

  /** Paragraphs of so many bytes of HTML together. */
  private Path ofLength(int bytes) {
    String paragraph = "a".repeat(91) + "\n\n"; // <p></p> and a line break make it 99
    return cli.file(
        "a.md",
        HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n\n" + paragraph.repeat(bytes / 99) + "\n");
  }

  @Test
  void an_email_that_gmail_would_clip_is_warned_of_with_and_without_officials() {
    assertThat(cli.run("sheet", "check", ofLength(92_000)).done().out())
        .contains("warning a.md:9: The email comes to 9", "Gmail cuts off", "unsubscribe");
    assertThat(cli.run("sheet", "check", ofLength(80_000)).done().out()).doesNotContain("Gmail");
    officials();
    assertThat(cli.run("sheet", "check", ofLength(92_000)).done().out())
        .contains("warning a.md:9: The email comes to 9");
    assertThat(cli.run("sheet", "check", ofLength(80_000)).done().out()).doesNotContain("Gmail");
  }
}
