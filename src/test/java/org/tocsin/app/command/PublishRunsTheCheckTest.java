package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.Officials;
import org.tocsin.support.TestDatabase;

/** Publishing runs what {@code sheet check} runs; its errors stop it. */
final class PublishRunsTheCheckTest {
  private static final String HEAD =
      "---\ntitle: A\nsubject: B\nlang: en\nasks:\n  unknown: \"Ask.\"\n";
  private static final String WRONG_NUMBER =
      HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n\nRep. Tia Tanner: 202-555-0101\n";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path folder;
  private static TestDatabase database;
  private static Cli cli;

  @BeforeAll
  static void an_installation_with_officials_and_a_reader() {
    database = TestDatabase.fresh();
    cli = new Cli(database, CLOCK, folder);
    new Rosters(database.jdbi(), CLOCK)
        .add(
            LocalDate.of(2026, 6, 15),
            "test",
            List.copyOf(Officials.DIRECTORY.inForce().officials()));
    new Districts(database.jdbi(), CLOCK)
        .add(119, "test", Map.of("13202", List.of(new District("NY", 22))));
    Path people =
        cli.file("people.csv", "email,zip,language,email_consent\na@example.org,13202,en,yes\n");
    cli.run("subscribers", "import", people).done();
  }

  @Test
  void publish_runs_what_sheet_check_runs_and_its_errors_stop_it() {
    Path sheet = cli.file("wrong-number.md", WRONG_NUMBER);
    Map<String, String> before = cli.everything();
    cli.run("publish", sheet, "--yes")
        .failed(
            "wrong-number.md:11: 202-555-0101: This is the number of Rep. Ann Archer", "--anyway");
    assertThat(cli.everything()).isEqualTo(before);
  }

  @Test
  void a_text_that_would_be_cut_stops_it_too() {
    String text = "Call {{ representative.phone }}. " + "Say what you think. ".repeat(20);
    Path sheet = cli.file("long.md", HEAD + "sms: \"" + text + "\"\n---\n{{ call_list }}\n");
    new Cli(database, CLOCK, folder, Map.of("tocsin.sms.segments-at-most", "2"))
        .run("publish", sheet, "--yes")
        .failed("segments for NY-22", "--anyway");
  }

  @Test
  void with_anyway_it_goes_and_the_errors_are_said_as_warnings() {
    Path sheet = cli.file("anyway.md", WRONG_NUMBER);
    assertThat(cli.run("publish", sheet, "--yes", "--anyway").done().out())
        .contains("warning anyway.md:11: 202-555-0101: This is the number of")
        .contains("Published as alert");
  }

  @Test
  void anyway_does_not_let_a_sheet_go_that_cannot_be_rendered() {
    Path sheet = cli.file("broken.md", WRONG_NUMBER + "{{ nobody }}\n");
    cli.run("publish", sheet, "--yes", "--anyway").failed("broken.md:12: nobody");
  }

  @Test
  void warnings_and_hints_of_the_check_are_said_and_stop_nothing() {
    Path sheet =
        cli.file(
            "hints.md",
            HEAD + "sms: \"Hi\"\n---\n{{ call_list }}\n\nSen. Al Franken. 315-555-0188\n");
    String checked = cli.run("sheet", "check", sheet).done().out();
    String published = cli.run("publish", sheet, "--yes").done().out();
    assertThat(checked).contains("warning hints.md:11: 315-555-0188", "Al Franken");
    assertThat(checked.lines().filter(line -> line.startsWith("warning ")))
        .allSatisfy(line -> assertThat(published).contains(line));
  }

  @Test
  void a_preview_shows_such_a_sheet_all_the_same() {
    Path sheet = cli.file("preview.md", WRONG_NUMBER);
    assertThat(cli.run("preview", sheet, "--all").done().out()).contains("NY-22");
  }
}
