package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Rosters;
import org.tocsin.support.TestDatabase;

class OfficialsFindTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir static Path folder;
  private static Cli cli;

  @BeforeAll
  static void a_roster_with_two_of_one_name() {
    cli = new Cli(DATABASE, Clock.systemUTC(), folder);
    new Rosters(DATABASE.jdbi(), Clock.systemUTC())
        .add(
            LocalDate.of(2026, 6, 15),
            "test",
            List.of(
                official("T000001", "Charles", "Tanner", "Charles E. Tanner", "NY"),
                official("S000001", "Tim", "Scott", "Tim Scott", "SC"),
                official("S000002", "Rick", "Scott", "Rick Scott", "FL"),
                official("N000001", "Nydia", "Velázquez", "Nydia M. Velázquez", "NY-7"),
                official("O000001", "Ana", "Ocaso-Cortés", "Ana Ocaso-Cortés", "NY-14"),
                official("W000001", "Deb", "Wasser Schulz", "Deb Wasser Schulz", "FL-25"),
                official("A000001", "Al", "Arden", "Al Arden", "AK-0")));
  }

  private static Official official(String id, String first, String last, String full, String seat) {
    boolean house = seat.contains("-");
    return new Official(
        id,
        first,
        last,
        full,
        "Democrat",
        house ? Chamber.HOUSE : Chamber.SENATE,
        seat.substring(0, 2),
        house ? District.of(seat) : null,
        LocalDate.of(2025, 1, 3),
        LocalDate.of(2027, 1, 3),
        List.of(
            new Office("Albany", "518-555-0103", null, null), new Office("DC", null, null, null)));
  }

  private static List<String> found(String name) throws Exception {
    JsonNode json = new ObjectMapper().readTree(cli.run("officials", "find", name, "--json").out());
    return json.findValuesAsText("id");
  }

  @Test
  void who_is_found_is_told_with_id_seat_party_term_and_every_number() {
    assertThat(cli.run("officials", "find", "velazquez").done().out())
        .containsSubsequence(
            "N000001  Rep. Nydia M. Velázquez (NY-7), Democrat, term ends 2027-01-03\n",
            "  Albany: 518-555-0103\n",
            "  DC: no number\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tanner",
        "tanner",
        "Sen. Tanner",
        "Chuck Tanner",
        "Tanner, Charles",
        "C Tanner",
        "chuck",
        "chuck tan",
        "Senator Charles E. Tanner",
        "Tanner (NY)",
        "Sen. Charles E. Tanner (NY)",
        "T000001",
        "t000001"
      })
  void last_name_nickname_title_initial_seat_beginning_and_id_find_one(String name)
      throws Exception {
    assertThat(found(name)).containsExactly("T000001");
  }

  @Test
  void names_of_several_words_are_found_by_each_of_them() throws Exception {
    assertThat(found("Cortes")).containsExactly("O000001");
    assertThat(found("Ocaso Cortés")).containsExactly("O000001");
    assertThat(found("Schulz")).containsExactly("W000001");
    assertThat(found("Rep. Wasser Schulz")).containsExactly("W000001");
  }

  @Test
  void all_who_are_called_so_are_told() throws Exception {
    assertThat(found("scott")).containsExactly("S000001", "S000002");
    assertThat(found("Rick Scott")).containsExactly("S000002");
    assertThat(found("Scott (FL)")).containsExactly("S000002");
    assertThat(found("Rep. Scott")).isEmpty();
  }

  @Test
  void a_misspelt_name_is_answered_with_the_nearest() {
    cli.run("officials", "find", "Velasquez")
        .failed("Nobody in the roster of 2026-06-15 is called 'Velasquez'", "N000001");
    cli.run("officials", "find", "Zzyzx").failed("officials list --state NY");
    assertThat(cli.run("officials", "find", "Zzyzx", "--json").done().out().strip())
        .isEqualTo("[ ]");
  }

  @Test
  void a_list_goes_by_state_with_the_senators_first() {
    assertThat(cli.run("officials", "list").done().out())
        .containsSubsequence("Al Arden (AK at large)", "Rick Scott (FL)", "(FL-25)", "(NY)", "(SC)")
        .endsWith("7 officials in the roster of 2026-06-15\n");
    assertThat(cli.run("officials", "list", "--state", "new york").done().out())
        .containsSubsequence("Tanner (NY)", "(NY-7)", "(NY-14)", "3 officials in the roster")
        .doesNotContain("Scott");
    cli.run("officials", "list", "--state", "XX").wrongUsage("'XX' is no state");
  }

  @Test
  void a_list_for_machines_has_every_number() throws Exception {
    String out = cli.run("officials", "list", "--state", "AK", "--json").done().out();
    assertThat(new ObjectMapper().readTree(out))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"id": "A000001", "name": "Al Arden", "chamber": "house",
                      "party": "Democrat", "state": "AK", "district": "AK-0",
                      "term_end": "2027-01-03",
                      "phones": [{"label": "Albany", "number": "518-555-0103"}]}]
                    """));
  }

  @Test
  void without_a_roster_a_sentence_says_how_to_get_one() {
    Cli empty = new Cli(TestDatabase.fresh(), Clock.systemUTC(), folder);
    empty.run("officials", "find", "Scott").failed("No officials are known yet", "import");
    empty.run("officials", "list").failed("No officials are known yet", "import");
  }
}
