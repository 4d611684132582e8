package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.support.TestDatabase;

final class RostersTest {
  private static final LocalDate DAY = LocalDate.parse("2017-03-14");
  private static final Path FILES = Path.of("src/test/resources/civic");
  private static final Path OFFICES = FILES.resolve("offices.yaml");

  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private final Rosters rosters = new Rosters(JDBI, Clock.systemUTC());
  private String members;

  @BeforeEach
  void set_up() throws IOException {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster CASCADE"));
    members = Files.readString(FILES.resolve("legislators.json"));
  }

  private Rosters.Imported importMembers(String text) {
    return rosters.importFiles(write("members", text), OFFICES, DAY);
  }

  private Path write(String name, String text) {
    try {
      return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_last_term_is_the_current_one() {
    Roster roster = rosters.get(importMembers(members).rosterId());
    Official able = roster.houseMember(District.of("NY-24")).orElseThrow();
    assertThat(able.chamber()).isEqualTo(Chamber.HOUSE);
    assertThat(able.fullName()).isEqualTo("Ann B. Able");
    assertThat(able.termEnd()).isEqualTo("2019-01-03");
    assertThat(roster.senators("CT")).isEmpty();
    assertThat(roster.congress()).isEqualTo(115);
  }

  @Test
  void offices_at_home_come_first_and_numbers_have_one_form() {
    Roster roster = rosters.get(importMembers(members).rosterId());
    assertThat(roster.official("X000001").orElseThrow().offices())
        .containsExactly(
            new Office("Syracuse", "315-555-0102", 43.05, -76.15),
            new Office("Auburn", null, null, null),
            new Office("DC", "202-555-0101", null, null));
  }

  @Test
  void what_is_wrong_with_an_office_is_a_warning_that_names_the_record() {
    Rosters.Imported imported = importMembers(members);
    assertThat(imported.warnings())
        .allMatch(w -> w.level() == Problem.Level.WARNING)
        .extracting(w -> w.line() + " " + w.field() + " " + w.message().split(":")[0])
        .containsExactly(
            "13 terms[last].phone X000002", "11 offices X000002", "14 id.bioguide X000009");
    assertThat(imported.officials()).isEqualTo(3);
    assertThat(imported.offices()).isEqualTo(3);
    assertThat(imported.vacantHouseSeats()).isEqualTo(439);
  }

  @Test
  void a_name_is_put_together_where_the_official_one_is_missing() {
    Roster roster = rosters.get(importMembers(members).rosterId());
    assertThat(roster.senators("NY")).extracting(Official::fullName).containsExactly("Bo C. Baker");
    assertThat(roster.houseMember(District.of("GU-0")).orElseThrow().fullName())
        .isEqualTo("Cy Cook");
  }

  @Test
  void broken_json_is_refused_with_its_line() {
    assertRefused(members.replace("\"name\": { \"first\": \"Bo\"", "\"name\": { first"), 15, "");
    assertRefused(members.substring(0, members.indexOf("X000003")), 21, "");
    assertRefused(members + "x", 31, "");
  }

  @Test
  void broken_yaml_is_refused_with_its_line() {
    assertRefused("- id:\n    bioguide: X1\n  name: {first: Ann\n- id: 2\n", 4, "");
    assertRefused("- id:\n\tbioguide: X1\n", 2, "TAB");
    assertRefused("- id: &who\n    bioguide: X1\n- id: *who\n", 3, "aliases");
  }

  @Test
  void what_is_no_list_of_members_is_refused() {
    assertRefused("<!DOCTYPE html>\n<title>404</title>\n", 1, "no list of records");
    assertRefused("", 1, "no list of records");
    assertRefused("{}", 1, "no list of records");
    assertRefused("[]", 0, "nobody");
    assertRefused("[1, null]", 1, "record 1: it has no terms");
  }

  @Test
  void a_missing_or_impossible_field_is_refused_with_record_and_field() {
    assertRefused(members.replace("\"last\": \"Baker\"", "\"x\": 1"), 13, "X000002: it is missing");
    assertRefused(members.replace("\"district\": 24", "\"d\": 1"), 2, "terms[last].district");
    assertRefused(members.replace("\"district\": 24", "\"district\": 99"), 2, "is no district");
    assertRefused(members.replace("\"GU\"", "\"XX\""), 20, "'XX' is no USPS code");
    assertRefused(members.replace("\"2013-01-03\"", "\"soon\""), 13, "'soon' is no date");
    assertRefused(members.replace("\"type\": \"rep\"", "\"type\": \"king\""), 2, "neither rep nor");
  }

  @Test
  void two_members_for_one_seat_are_refused() {
    String twice =
        members.replace(
            "\"state\": \"GU\", \"district\": 0", "\"state\": \"NY\", \"district\": 24");
    assertRefused(twice, 0, "X000001 and X000003 both hold NY-24");
    assertRefused(members.replace("X000003", "X000001"), 0, "X000001 stands twice");
  }

  private void assertRefused(String text, int line, String saying) {
    assertThatThrownBy(() -> importMembers(text))
        .isInstanceOfSatisfying(
            BadInput.class,
            e -> {
              assertThat(e.problems().get(0).file()).endsWith("members");
              assertThat(e.problems().get(0).line()).isEqualTo(line);
              assertThat(e.problems()).allMatch(Problem::isError);
            })
        .hasMessageContaining(saying);
    assertThat(rosters.inForce()).isEmpty();
  }

  @Test
  void files_in_the_wrong_order_or_missing_are_refused() {
    Path file = write("members", members);
    assertThatThrownBy(() -> rosters.importFiles(OFFICES, file, DAY))
        .isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.problems()).hasSize(1))
        .hasMessageContaining("It is the file of offices");
    assertThatThrownBy(() -> rosters.importFiles(file, file, DAY))
        .isInstanceOfSatisfying(BadInput.class, e -> assertThat(e.problems()).hasSize(1))
        .hasMessageContaining("no offices");
    assertThatThrownBy(() -> rosters.importFiles(file, folder.resolve("none"), DAY))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no such file");
    assertThat(rosters.inForce()).isEmpty();
  }

  @Test
  void a_yaml_file_larger_than_the_usual_limit_is_read() {
    // SnakeYAML stops at 3 MB unless told.
    String padding = ("# " + "x".repeat(998) + "\n").repeat(4_000);
    Path offices =
        write("offices", padding + "- id: {bioguide: X000001}\n  offices: [{city: A}]\n");
    rosters.importFiles(write("members", members), offices, DAY);
    assertThat(rosters.inForce()).isPresent();
  }

  @Test
  void a_date_in_another_congress_is_a_warning_and_districts_follow_the_terms() {
    Path file = write("members", members);
    Rosters.Imported imported = rosters.importFiles(file, OFFICES, LocalDate.parse("2026-06-15"));
    assertThat(imported.warnings()).last().asString().contains("Congress 119 sits");
    assertThat(rosters.get(imported.rosterId()).congress()).isEqualTo(115);
  }

  @Test
  void the_latest_date_is_in_force_and_of_one_date_the_last_import() {
    long late = importMembers(members).rosterId();
    rosters.importFiles(write("members", members), OFFICES, DAY.minusDays(1));
    assertThat(rosters.inForce().orElseThrow().id()).isEqualTo(late);
    long later = importMembers(members).rosterId();
    assertThat(rosters.inForce().orElseThrow().id()).isEqualTo(later);
    assertThatThrownBy(() -> rosters.get(99)).isInstanceOf(TocsinException.class);
  }

  @Test
  void facts_written_elsewhere_are_held_to_the_same_rules() {
    Official able =
        rosters.get(importMembers(members).rosterId()).official("X000001").orElseThrow();
    long id = rosters.add(DAY, "demo", List.of(able));
    assertThat(rosters.get(id).officials()).containsExactly(able);
    assertThatThrownBy(() -> rosters.add(DAY, "demo", List.of(able, able)))
        .isInstanceOf(BadInput.class);
  }

  @Test
  void a_roster_without_a_house_ends_with_its_congress() {
    assertThat(rosters.get(rosters.add(DAY, "demo", List.of())).houseEnds())
        .isEqualTo("2019-01-03");
  }

  private static String member(int i, String more) {
    return """
    - id: {bioguide: A%06d}
      name: {first: Ann, last: Able}
      terms:
      - {start: '2017-01-03', end: '2019-01-03', %s}
    """
        .formatted(i, more);
  }

  private Rosters.Imported importYaml(String text, String offices, LocalDate day) {
    return rosters.importFiles(write("m.yaml", text), write("o.yaml", offices), day);
  }

  private void assertCannotBeTrue(String members, String saying) {
    String offices = "- id: {bioguide: A000001}\n  offices: [{city: Rome, phone: 315-555-0101}]\n";
    assertThatThrownBy(() -> importYaml(members, offices, DAY))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(saying);
    assertThat(rosters.inForce()).isEmpty();
  }

  @Test
  void what_no_state_has_is_refused_and_said() {
    assertCannotBeTrue(member(1, "type: sen, state: DC"), "A000001: DC has no senators");
    assertCannotBeTrue(member(1, "type: rep, state: PR, district: 2"), "PR elects one delegate");
    assertCannotBeTrue(
        member(1, "type: rep, state: NY, district: 2").replace("2017-01-03", "2019-01-03"),
        "A000001: the term ends before it begins");
  }

  @Test
  void a_day_to_come_is_refused() {
    LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    assertThatThrownBy(() -> rosters.importFiles(write("members", members), OFFICES, later))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is still to come");
  }

  @Test
  void files_that_lost_a_fifth_are_refused_whole() {
    StringBuilder people = new StringBuilder();
    StringBuilder offices = new StringBuilder();
    for (int i = 1; i <= 25; i++) {
      people.append(member(i, "type: rep, state: NY, district: " + i));
      offices.append(
          "- id: {bioguide: A%06d}\n  offices: [{city: Rome, phone: 315-555-01%02d}]\n"
              .formatted(i, i));
    }
    long before = importYaml(people.toString(), offices.toString(), DAY).rosterId();
    String fewer = offices.substring(0, offices.indexOf("- id: {bioguide: A000020"));
    assertThatThrownBy(() -> importYaml(people.toString(), fewer, DAY.plusDays(1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("It has 19 offices; the roster in force has 25");
    String cut = people.substring(0, people.indexOf("- id: {bioguide: A000020"));
    assertThatThrownBy(() -> importYaml(cut, offices.toString(), DAY.plusDays(1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("It has 19 House members; the roster in force has 25");
    String noNumbers = offices.toString().replaceAll("phone: 315-555-01[1-9]", "phone: 0");
    assertThatThrownBy(() -> importYaml(people.toString(), noNumbers, DAY.plusDays(1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("numbers of offices");
    assertThat(rosters.orRefused().id()).isEqualTo(before);
  }
}
