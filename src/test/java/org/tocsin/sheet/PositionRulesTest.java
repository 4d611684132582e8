package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

class PositionRulesTest {
  private static final String RULES =
      """
      position_rules:
        - party: R
          position: opposes
        - party: Republican
          chamber: house
          position: silent
        - state: NY, PA
          position: supports
        - committee: judiciary.txt
          position: unknown
      """;

  @TempDir Path folder;

  private static String sheet(String rules) {
    return "---\ntitle: A\nsubject: B\nlang: en\npositions:\n  A000009: supports\n"
        + rules
        + "---\n\n{{ call_list }}\n";
  }

  private static Sheet read(String rules, String list) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.md", sheet(rules));
    files.put("judiciary.txt", list);
    return SheetFiles.parse("a", files);
  }

  private static Official official(String id, String party, Chamber chamber, String state) {
    District district = chamber == Chamber.HOUSE ? new District(state, 1) : null;
    LocalDate day = LocalDate.of(2025, 1, 3);
    return new Official(
        id, "Ann", "Able", "Ann Able", party, chamber, state, district, day, day, List.of());
  }

  private static Position of(String id, String party, Chamber chamber, String state) {
    return read(RULES, "# Judiciary\nJ000001 Joe Judge\n")
        .positionOf(official(id, party, chamber, state));
  }

  @Test
  void the_most_specific_rule_wins_and_a_name_over_all_rules() {
    assertThat(of("A000001", "Republican", Chamber.SENATE, "TX")).isEqualTo(Position.OPPOSES);
    assertThat(of("A000001", "Republican", Chamber.HOUSE, "TX")).isEqualTo(Position.SILENT);
    assertThat(of("A000001", "Republican", Chamber.HOUSE, "NY")).isEqualTo(Position.SUPPORTS);
    assertThat(of("J000001", "Republican", Chamber.HOUSE, "NY")).isEqualTo(Position.UNKNOWN);
    assertThat(of("A000009", "Republican", Chamber.HOUSE, "TX")).isEqualTo(Position.SUPPORTS);
    assertThat(of("A000001", "Democrat", Chamber.HOUSE, "TX")).isEqualTo(Position.UNKNOWN);
  }

  @Test
  void what_was_learnt_since_wins_over_everything() {
    Sheet sheet = read(RULES, "J000001").with(Map.of("A000009", Position.OPPOSES));
    assertThat(sheet.positionOf(official("A000009", "Democrat", Chamber.HOUSE, "NY")))
        .isEqualTo(Position.OPPOSES);
  }

  @Test
  void a_list_is_read_from_beside_the_sheet() throws IOException {
    Files.writeString(folder.resolve("a.md"), sheet(RULES));
    Files.writeString(folder.resolve("judiciary.txt"), "bioguide,name\nJ000001,Joe\n");
    assertThat(
            SheetFiles.read(folder.resolve("a.md"))
                .positionOf(official("J000001", "Republican", Chamber.HOUSE, "TX")))
        .isEqualTo(Position.UNKNOWN);
    Files.delete(folder.resolve("judiciary.txt"));
    BadInput missing =
        catchThrowableOfType(BadInput.class, () -> SheetFiles.read(folder.resolve("a.md")));
    assertThat(missing.problems().get(0).line()).isEqualTo(15);
    assertThat(missing).hasMessageContaining("There is no judiciary.txt beside the sheet");
  }

  private static void assertRefused(String rules, String list, int line, String message) {
    BadInput refused = catchThrowableOfType(BadInput.class, () -> read(rules, list));
    assertThat(refused.problems())
        .anyMatch(problem -> problem.line() == line && problem.message().contains(message));
  }

  @Test
  void what_is_wrong_with_a_rule_is_named_by_its_line_P11() {
    String rule = "position_rules:\n  - party: Republican\n    ";
    assertRefused(rule + "position: against\n", "J000001", 9, "'against' is no position");
    assertRefused(rule + "chamber: lords\n    position: silent\n", "J000001", 9, "'lords'");
    assertRefused(rule + "state: QQ\n    position: silent\n", "J000001", 9, "'QQ' is no state");
    assertRefused(rule + "color: red\n    position: silent\n", "J000001", 9, "no 'color'");
    assertRefused(
        rule + "committee: ../x\n    position: silent\n", "J000001", 9, "is no committee");
    assertRefused("position_rules:\n  - party: Whig\n    position: silent\n", "J000001", 8, "Whig");
    assertRefused("position_rules:\n  - position: silent\n", "J000001", 8, "Say who it is for");
    assertRefused("position_rules: silent\n", "J000001", 7, "Write a list");
    assertRefused(RULES, "J000001\nJoe\n", 2, "begins with a bioguide id");
    assertRefused(
        rule + "position: silent\n  - party: R\n    position: opposes\n",
        "J000001",
        10,
        "The rule of line 8 is for the same officials");
  }

  @Test
  void an_ask_that_a_rule_needs_is_missed() {
    assertThat(new SheetCheck().check(read(RULES, "J000001")))
        .anyMatch(problem -> problem.field().equals("asks.opposes"));
  }
}
