package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.sheet.Sources.ENGLISH;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.support.TestDatabase;

/** The officials: Ann Archer and Tia Tanner in the House, Robert Baker and Carla Núñez not. */
class PositionNamesTest {
  private static final Roster ROSTER = Officials.DIRECTORY.inForce();

  private static Sheet sheet(String... positions) {
    return Sources.sheet(
        ENGLISH.replace("  K000386: silent\n", "  " + String.join("\n  ", positions) + "\n"));
  }

  private static Sheet known(String... positions) {
    return PositionNames.known(sheet(positions), () -> ROSTER);
  }

  private static Position position(Sheet sheet, String bioguide) {
    return sheet.positionOf(ROSTER.official(bioguide).orElseThrow());
  }

  private static List<String> problems(Roster roster, String... positions) {
    return PositionNames.problems(sheet(positions), Optional.of(roster)).stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void officials_are_named_as_people_name_them() {
    Sheet sheet =
        known("Archer: supports", "Sen. Nunez: opposes", "Bob Baker: silent", "T000001: silent");
    assertThat(position(sheet, "A000001")).isEqualTo(Position.SUPPORTS);
    assertThat(position(sheet, "N000001")).isEqualTo(Position.OPPOSES);
    assertThat(position(sheet, "B000001")).isEqualTo(Position.SILENT);
    assertThat(position(sheet, "T000001")).isEqualTo(Position.SILENT);
    assertThat(position(known("Rep. Ann Archer (NY-22): silent"), "A000001"))
        .isEqualTo(Position.SILENT);
  }

  @Test
  void a_name_of_several_is_refused_with_all_of_them_and_their_ids() {
    Official archer = ROSTER.official("A000001").orElseThrow();
    Official other =
        new Official(
            "A000002",
            "Zed",
            "Archer",
            "Zed Archer",
            "Democrat",
            archer.chamber(),
            "PA",
            new org.tocsin.civic.District("PA", 3),
            archer.termStart(),
            archer.termEnd(),
            List.of());
    List<Official> all = new ArrayList<>(ROSTER.officials());
    all.add(other);
    Roster two = new Roster(3, ROSTER.asOf(), 119, all);
    assertThat(problems(two, "Archer: silent"))
        .containsExactly(
            "fact-sheet.md:7: positions.Archer: 'Archer' may be Rep. Ann Archer (NY-22), A000001;"
                + " or Rep. Zed Archer (PA-3), A000002. Write the given name too, or the id.");
    assertThat(problems(two, "Zed Archer: silent")).isEmpty();
  }

  @Test
  void a_name_that_nobody_has_is_refused_with_the_nearest() {
    assertThat(problems(ROSTER, "Archre: silent", "Zzyzx: silent", "Sen. Archer: silent"))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith(
                        "fact-sheet.md:7: positions.Archre: Nobody in the roster of 2026-06-15")
                    .contains("Did you mean Rep. Ann Archer (NY-22), A000001?"),
            two ->
                assertThat(two).contains("fact-sheet.md:8", "officials find").doesNotContain("Did"),
            three -> assertThat(three).contains("fact-sheet.md:9", "Rep. Ann Archer"));
  }

  @Test
  void who_stands_there_twice_is_refused() {
    assertThat(problems(ROSTER, "A000001: silent", "Archer: supports"))
        .singleElement()
        .asString()
        .contains("fact-sheet.md:8", "has a position here already, as A000001");
    assertThat(problems(ROSTER, "Archer: silent", "Ann Archer: supports"))
        .singleElement()
        .asString()
        .contains("as Archer.");
  }

  @Test
  void whom_a_kept_sheet_means_stays_though_the_roster_changes() {
    TestDatabase database = TestDatabase.fresh();
    Sheets sheets = new Sheets(database.jdbi(), Clock.systemUTC());
    Sheet written = sheet("Archer: supports");
    assertThatThrownBy(() -> sheets.store(written))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("Archer");
    Revision kept = sheets.store(known("Archer: supports"));
    Sheet read = new Sheets(database.jdbi(), Clock.systemUTC()).get(kept.id()).sheet();
    assertThat(position(read, "A000001")).isEqualTo(Position.SUPPORTS);
    assertThat(read.first().source()).contains("  Archer: supports");
    assertThat(sheets.find(known("Archer: supports"))).contains(kept.id());

    Official archer = ROSTER.official("A000001").orElseThrow();
    Official successor =
        new Official(
            "A000003",
            "Joe",
            "Archer",
            "Joe Archer",
            "Democrat",
            archer.chamber(),
            "NY",
            archer.district(),
            archer.termStart(),
            archer.termEnd(),
            List.of());
    Roster next = new Roster(4, LocalDate.of(2027, 2, 1), 120, List.of(successor));
    assertThat(read.positionOf(successor)).isEqualTo(Position.UNKNOWN);
    assertThat(sheets.find(PositionNames.known(written, () -> next))).isEmpty();
  }
}
