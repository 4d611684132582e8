package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** The weeks around a change of Congress, as an organizer types them. */
final class CongressToComeTest {
  private static final Instant BEGINS = Instant.parse("2027-01-03T17:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-12-20T15:00:00Z"));
  private Cli cli;

  @BeforeEach
  void begin() {
    cli = new Cli(TestDatabase.fresh(), clock, folder);
  }

  private String officials(String name, int year) {
    return ran(name, year, "2026-12-20").done().out();
  }

  private Cli.Ran ran(String name, int year, String day) {
    Path people =
        cli.file(
            "people.yaml",
            """
            - id: {bioguide: A000001}
              name: {first: Ann, last: %s}
              terms:
              - {type: rep, start: '%d-01-03', end: '%d-01-03', state: NY, district: 22}
            """
                .formatted(name, year, year + 2));
    Path offices =
        cli.file(
            "offices.yaml",
            "- id: {bioguide: A000001}\n  offices: [{city: Rome, phone: 315-555-0101 x12}]\n");
    return cli.run("officials", "import", people, offices, "--as-of", day);
  }

  private String map(int congress, int district) {
    Path file = cli.file("map.csv", "state_abbr,zcta,cd\nNY,13202," + district + "\n");
    return cli.run("districts", "import", file, "--congress", congress).done().out();
  }

  private String explain() {
    return cli.run("explain", "zip", "13202").done().out();
  }

  @Test
  void the_first_officials_of_all_may_be_of_a_congress_to_come() {
    assertThat(officials("Next", 2027))
        .contains("comes into force at noon Eastern on 2027-01-03")
        .contains("districts import ZCCD --congress 120");
    assertThat(map(120, 22)).contains("noon Eastern on 2027-01-03", "officials, who are here");
    cli.run("explain", "zip", "13202").failed("No officials are known yet");
    clock.set(BEGINS);
    assertThat(explain()).contains("Ann Next", "315-555-0101 x12");
  }

  @Test
  void what_comes_into_force_is_said_and_can_be_taken_back() {
    assertThat(officials("Now", 2025))
        .contains("They are in force.", "districts import ZCCD --congress 119", "alerts wait");
    assertThat(map(119, 22)).contains("It is in force.");
    assertThat(officials("Next", 2027)).contains("comes into force at noon Eastern");
    map(120, 22);
    assertThat(explain()).contains("Ann Now");
    clock.set(BEGINS);
    assertThat(explain()).contains("Ann Next");
    assertThat(cli.run("officials", "back").done().out())
        .contains("In force are those as of 2026-12-20, of the 119th Congress.");
    assertThat(explain()).contains("Ann Now");
    assertThat(officials("Next", 2027)).contains("They are in force.");
    assertThat(officials("Now", 2025))
        .contains("They are kept. In force stay those as of 2026-12-20, of the 120th Congress.");
    assertThat(cli.run("officials", "back", "--to", "2026-12-19").err())
        .contains("no officials before these", "Nothing has changed");
    map(120, 23);
    assertThat(explain()).contains("NY-23");
    assertThat(cli.run("districts", "back", "--congress", "120").done().out())
        .contains("It is in force.");
    assertThat(explain()).contains("NY-22", "Ann Next");
  }

  @Test
  void officials_of_a_congress_to_come_may_be_as_of_its_first_day() {
    officials("Now", 2025);
    map(119, 22);
    map(120, 22);
    assertThat(ran("Next", 2027, "2027-01-03").done().out()).contains("noon Eastern on 2027-01-03");
    ran("Next", 2027, "2027-01-04").failed("2027-01-04 is still to come");
    ran("Now", 2025, "2027-01-03").failed("2027-01-03 is still to come");
    clock.set(BEGINS.minusSeconds(1));
    assertThat(explain()).contains("Ann Now");
    clock.set(BEGINS);
    assertThat(explain()).contains("Ann Next");
  }

  @Test
  void a_slip_in_the_number_of_a_congress_is_refused_and_changes_nothing() {
    officials("Now", 2025);
    map(119, 22);
    Map<String, String> before = cli.everything();
    Path file = cli.file("map.csv", "state_abbr,zcta,cd\nNY,13202,23\n");
    for (int slip : List.of(91, 19, 1, 0, 1119, 121)) {
      cli.run("districts", "import", file, "--congress", slip)
          .failed("is it a slip?", "--congress 119", "or 120", "--anyway");
    }
    assertThat(cli.everything()).isEqualTo(before);
    cli.run("districts", "import", file, "--congress", 121, "--anyway").done();
  }
}
