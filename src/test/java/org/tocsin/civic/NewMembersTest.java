package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** Files of the first days of a Congress: one record does not refuse the file. */
final class NewMembersTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final LocalDate DAY = LocalDate.parse("2027-01-05");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2027-01-05T12:00:00Z"));
  private final Rosters rosters = new Rosters(JDBI, clock);
  private final List<String> people = new ArrayList<>();
  private final List<String> offices = new ArrayList<>();

  /** A hundred members, of whom each has an office at home. */
  @BeforeEach
  void a_file() {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster, district_map, correction CASCADE"));
    for (int i = 1; i <= 100; i++) {
      people.add(member(i));
      offices.add(
          "- id: {bioguide: A%06d, govtrack: 4000%02d}\n  offices: [{city: Rome, phone: 315-555-01%02d}]\n"
              .formatted(i, i % 100, i % 100));
    }
  }

  private static String member(int i) {
    String state = i <= 50 ? "CA" : "TX";
    return """
    - id: {bioguide: A%06d, govtrack: 4000%02d}
      name: {first: Ann, last: Able%d}
      terms:
      - {type: rep, start: '2025-01-03', end: '2027-01-03', state: NY, district: 3}
      - {type: rep, start: '2027-01-03', end: '2029-01-03', state: %s, district: %d, phone: 202-555-01%02d}
    """
        .formatted(i, i % 100, i, state, i <= 50 ? i : i - 50, i % 100);
  }

  private void change(int i, String from, String to) {
    assertThat(people.get(i - 1)).contains(from);
    people.set(i - 1, people.get(i - 1).replace(from, to));
  }

  private Rosters.Imported imported() {
    return imported(DAY, Optional.empty());
  }

  private Rosters.Imported imported(LocalDate day, Optional<String> fewerBecause) {
    try {
      Path members = Files.writeString(folder.resolve("people.yaml"), String.join("", people));
      Path local = Files.writeString(folder.resolve("offices.yaml"), String.join("", offices));
      return rosters.importFiles(members, local, day, fewerBecause);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Official> inForce(String id) {
    return rosters.orRefused().official(id);
  }

  private static List<String> messages(Rosters.Imported imported) {
    assertThat(imported.warnings()).noneMatch(Problem::isError);
    return imported.warnings().stream().map(Problem::message).toList();
  }

  @Test
  void a_new_member_without_a_bioguide_id_is_taken_by_another_with_a_warning() {
    change(1, "bioguide: A000001, ", "");
    change(2, "{bioguide: A000002, govtrack: 400002}", "{fec: [H6CA01285, X]}");
    change(3, "{bioguide: A000003, govtrack: 400003}", "{bioguide: null}");
    change(4, "bioguide: A000004", "bioguide: TBD");
    change(6, "bioguide: A000006", "bioguide: a000006");
    change(5, "{bioguide: A000005, govtrack: 400005}", "{wikidata: Q999}");
    assertThat(messages(imported()))
        .filteredOn(m -> m.contains("no bioguide id"))
        .hasSize(5)
        .anyMatch(m -> m.contains("Able1 is taken by the id govtrack-400001"));
    assertThat(inForce("govtrack-400001").orElseThrow().offices())
        .as("the file of offices names them by that id too")
        .extracting(Office::phone)
        .containsExactly("315-555-0101", "202-555-0101");
    assertThat(inForce("fec-H6CA01285").orElseThrow().lastName()).isEqualTo("Able2");
    assertThat(inForce("CA-able3-ann").orElseThrow().seat()).isEqualTo("CA-3");
    assertThat(inForce("govtrack-400004")).isPresent();
    assertThat(inForce("A000006")).isPresent();
    assertThat(inForce("wikidata-Q999")).isPresent();
  }

  @Test
  void one_record_that_cannot_be_read_does_not_refuse_the_file() {
    change(7, "district: 7,", "district: soon,");
    assertThat(messages(imported())).anyMatch(m -> m.contains("A000007: 'soon' is no district"));
    assertThat(inForce("A000007")).isEmpty();
    assertThat(rosters.orRefused().officials()).hasSize(99);
  }

  @Test
  void a_record_that_cannot_be_read_leaves_who_sat_before_where_the_term_lasts() {
    imported();
    change(7, "last: Able7", "x: 1");
    assertThat(messages(imported()))
        .anyMatch(m -> m.contains("Ann Able7 stays as in the officials before"));
    assertThat(inForce("A000007").orElseThrow().offices())
        .extracting(Office::phone)
        .containsExactly("315-555-0107", "202-555-0107");
  }

  @Test
  void many_records_that_cannot_be_read_refuse_the_file() {
    change(7, "last: Able7", "x: 1");
    change(8, "last: Able8", "x: 1");
    assertThatThrownBy(this::imported).isInstanceOf(BadInput.class).hasMessageContaining("A000007");
    assertThat(rosters.inForce()).isEmpty();
  }

  @Test
  void one_mistyped_end_of_a_term_does_not_move_the_whole_congress() {
    change(9, "2029-01-03", "2039-01-03");
    imported();
    assertThat(rosters.orRefused().congress()).isEqualTo(120);
    assertThat(rosters.orRefused().houseEnds()).isEqualTo("2029-01-03");
  }

  @Test
  void who_is_listed_by_a_term_that_is_over_is_left_out_of_the_new_congress() {
    change(
        10,
        "  - {type: rep, start: '2027-01-03', end: '2029-01-03', state: CA, district: 10, phone:"
            + " 202-555-0110}\n",
        "");
    assertThat(messages(imported())).anyMatch(m -> m.contains("A000010: the term"));
    assertThat(inForce("A000010")).isEmpty();
    assertThat(rosters.orRefused().houseMember(District.of("NY-3"))).isEmpty();
  }

  @Test
  void who_is_listed_by_a_term_to_come_has_the_seat_of_now() {
    for (int i = 2; i <= 85; i++) {
      people.set(i - 1, onlyBefore(i));
    }
    people.subList(85, 100).clear();
    imported(LocalDate.parse("2027-01-02"), Optional.empty());
    assertThat(rosters.orRefused().congress()).isEqualTo(119);
    assertThat(inForce("A000001").orElseThrow().seat()).isEqualTo("NY-3");
  }

  private static String onlyBefore(int i) {
    return """
    - id: {bioguide: A%06d}
      name: {first: Ann, last: Able%d}
      terms:
      - {type: rep, start: '2025-01-03', end: '2027-01-03', state: %s, district: %d}
    """
        .formatted(i, i, i <= 50 ? "CA" : "TX", i <= 50 ? i : i - 50);
  }

  @Test
  void of_two_in_one_seat_the_later_term_counts() {
    change(12, "district: 12,", "district: 11,");
    change(12, "start: '2027-01-03'", "start: '2027-01-04'");
    assertThat(messages(imported()))
        .anyMatch(m -> m.contains("A000011: the seat (CA-11) is that of Ann Able12"));
    assertThat(rosters.orRefused().houseMember(District.of("CA-11")).orElseThrow().bioguide())
        .isEqualTo("A000012");
  }

  @Test
  void of_three_senators_who_has_made_room_is_left_out() {
    for (int i = 1; i <= 3; i++) {
      people.add(
          """
          - id: {bioguide: S00000%d}
            name: {first: Sue, last: Seal%d}
            terms:
            - {type: sen, start: '%s', end: '%s', state: NY}
          """
              .formatted(
                  i,
                  i,
                  i == 3 ? "2027-01-03" : "2021-01-03",
                  i == 1 ? "2027-01-03" : "2033-01-03"));
    }
    imported();
    assertThat(rosters.orRefused().senators("NY"))
        .extracting(Official::bioguide)
        .containsExactly("S000002", "S000003");
  }

  @Test
  void newcomers_without_offices_are_no_sign_of_a_file_that_was_cut_off() {
    imported();
    for (int i = 1; i <= 40; i++) {
      people.set(
          i - 1, people.get(i - 1).replace("A0000", "B0000").replace(", phone: 202", ", x: 202"));
      offices.set(i - 1, "");
    }
    imported();
    assertThat(inForce("B000040").orElseThrow().offices()).isEmpty();
  }

  @Test
  void who_stays_does_not_lose_offices_unless_someone_says_why() {
    imported();
    offices.subList(50, 100).clear();
    assertThatThrownBy(this::imported)
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("offices", "--fewer-because");
    assertThat(messages(imported(DAY, Optional.of("fifty moved out"))))
        .anyMatch(m -> m.contains("So many do not go at once"));
    String last = "SELECT fewer_because FROM roster ORDER BY id DESC LIMIT 1";
    String why = JDBI.withHandle(handle -> handle.createQuery(last).mapTo(String.class).one());
    assertThat(why).isEqualTo("fifty moved out");
  }

  @Test
  void the_seats_of_the_officials_are_held_against_the_map() {
    new Districts(JDBI, clock)
        .add(
            120,
            "test",
            Map.of(
                "90001",
                people.stream()
                    .limit(49)
                    .map(p -> District.of("CA-" + (people.indexOf(p) + 1)))
                    .collect(Collectors.toList()),
                "75001",
                List.of(District.of("TX-1"))));
    change(1, "district: 1,", "district: 52,");
    assertThat(messages(imported()))
        .anyMatch(m -> m.contains("No district of the map is the seat of") && m.contains("CA-52"))
        .anyMatch(m -> m.contains("Nobody in the roster holds CA-1."));
  }

  @Test
  void the_only_seat_of_a_state_is_at_large_however_it_is_written() {
    List<String> states = List.of("WY", "VT", "AK", "ND", "SD", "DE", "DC");
    List<String> written = List.of("1", "0", "00", "At-Large", "'01'", "AL", "98");
    for (int i = 0; i < states.size(); i++) {
      String seat = "state: CA, district: " + (i + 1) + ",";
      change(i + 1, seat, "state: " + states.get(i) + ", district: " + written.get(i) + ",");
    }
    imported();
    for (String state : states) {
      assertThat(rosters.orRefused().houseMember(new District(state, 0))).as(state).isPresent();
    }
  }

  private static final String TWO_IN_A_TOWN =
      """
      - id: {bioguide: A000001}
        offices:
        - {city: Houston, address: 1919 Smith Street, suite: Suite 1180, phone: '713-555-0101'}
        - {city: Houston, address: 2020 Solo Street, phone: '(713) 555-0102 ext. 12'}
        - {city: Rome, phone: 315-555-0103x4}
      - id: {bioguide: A000002}
        offices:
        - {city: Erie, address: 1 Main St., suite: '2', phone: 814-555-0101}
        - {city: erie, address: 1 Main St., suite: '3', phone: 814-555-0102}
      - id: {bioguide: A000003}
        offices:
        - {city: Erie, phone: 814-555-0101}
        - {city: Erie, phone: 814-555-0102 or 814-555-0103}
      """;

  private List<String> labels(String id) {
    return inForce(id).orElseThrow().offices().stream()
        .map(o -> o.label() + " " + o.phone())
        .toList();
  }

  @Test
  void offices_in_one_town_are_told_apart_and_extensions_are_kept() {
    offices.clear();
    offices.add(TWO_IN_A_TOWN);
    assertThat(messages(imported())).anyMatch(m -> m.contains("814-555-0102 is taken"));
    assertThat(labels("A000001"))
        .containsExactly(
            "Houston (1919 Smith Street) 713-555-0101",
            "Houston (2020 Solo Street) 713-555-0102 x12",
            "Rome 315-555-0103 x4",
            "DC 202-555-0101");
    assertThat(labels("A000002"))
        .contains("Erie (1 Main St., 2) 814-555-0101", "erie (1 Main St., 3) 814-555-0102");
    assertThat(labels("A000003")).contains("Erie (1) 814-555-0101", "Erie (2) 814-555-0102");
  }

  @Test
  void a_correction_of_a_town_still_finds_its_office_among_two() {
    offices.clear();
    offices.add("- id: {bioguide: A000001}\n  offices: [{city: Houston, phone: 713-555-0101}]\n");
    imported();
    Corrections corrections = new Corrections(JDBI, clock, rosters);
    corrections.correct("A000001", "Houston", "713-555-0177", false, "Vera");
    offices.set(0, TWO_IN_A_TOWN);
    imported();
    assertThat(labels("A000001"))
        .startsWith(
            "Houston (1919 Smith Street) 713-555-0177",
            "Houston (2020 Solo Street) 713-555-0102 x12");
    assertThatThrownBy(() -> corrections.correct("A000001", "houston", "713-555-0188", false, "V"))
        .hasMessageContaining("several offices in houston");
    corrections.correct("A000001", "Houston (2020 Solo Street)", "713-555-0188 x3", false, "Vera");
    assertThat(labels("A000001")).contains("Houston (2020 Solo Street) 713-555-0188 x3");
  }

  // RFC 3966 5.3
  @Test
  void extensions_are_read_as_people_write_them() {
    for (String written :
        List.of(
            "202-225-3701 x204",
            "202-225-3701x204",
            "(202) 225-3701 ext. 204",
            "202.225.3701, ext 204",
            "+1 202 225 3701 Extension 204",
            "202-225-3701 #204",
            "202-225-3701;ext=204",
            "202-225-3701 X 204",
            "202-225-3701 Ext: 204",
            "2022253701 x.204")) {
      assertThat(Fields.normalPhone(written)).as(written).contains("202-225-3701 x204");
    }
    assertThat(Fields.normalPhone("202-225-3701 x")).isEmpty();
    assertThat(Fields.normalPhone("202-225-3701 x12345678")).isEmpty();
  }
}
