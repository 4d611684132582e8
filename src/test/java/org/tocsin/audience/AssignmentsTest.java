package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.support.TestDatabase;

final class AssignmentsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;
  private Assignments assignments;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder).withDistricts();
    assignments = new Assignments(people.jdbi);
  }

  private Assignment assignmentOf(String zip, String state) {
    people.importRows("email,zip,state", "ann@example.org," + zip + "," + state);
    return people.find("ann@example.org").assignment();
  }

  @Test
  void a_zip_in_one_district_is_certain() {
    assertThat(assignmentOf("13202", ""))
        .isEqualTo(new Assignment(Kind.ZIP, "NY", List.of(District.of("NY-24"))));
    assertThat(people.find("ann@example.org").zones())
        .containsExactly(ZoneId.of("America/New_York"));
  }

  @Test
  void a_split_zip_has_candidates_and_no_district() {
    // P7
    Assignment assignment = assignmentOf("13440", "");
    assertThat(assignment)
        .isEqualTo(
            new Assignment(
                Kind.ZIP_SPLIT, "NY", List.of(District.of("NY-21"), District.of("NY-22"))));
    assertThat(assignment.isCertain()).isFalse();
    assertThat(people.export()).contains(",,ZIP_SPLIT,NY-21 NY-22,");
  }

  @Test
  void a_zip_across_a_state_line_has_no_state() {
    assertThat(assignmentOf("42223", "TN"))
        .isEqualTo(
            new Assignment(Kind.ZIP_SPLIT, "", List.of(District.of("KY-1"), District.of("TN-7"))));
  }

  @Test
  void a_zip_that_the_map_lacks_leaves_the_state() {
    assertThat(assignmentOf("13201", "NY")).isEqualTo(new Assignment(Kind.STATE, "NY", List.of()));
    assertThat(people.find("ann@example.org").zones()).isEmpty();
  }

  @Test
  void nothing_is_known_without_zip_and_state() {
    assertThat(assignmentOf("", "")).isEqualTo(new Assignment(Kind.UNKNOWN, "", List.of()));
  }

  @Test
  void a_new_map_assigns_everyone_anew_and_counts_who_moved() {
    people.importRows("email,zip", "ann@example.org,13202", "bob@example.org,13440");
    people.addMap(
        Map.of(
            "13202", List.of(District.of("NY-22")),
            "13440", List.of(District.of("NY-21"), District.of("NY-22"))));
    assertThat(assignments.reassignAll()).isEqualTo(1);
    assertThat(people.find("ann@example.org").assignment().districts())
        .containsExactly(District.of("NY-22"));
    assertThat(assignments.reassignAll()).isZero();
  }

  @Test
  void someone_who_moves_is_assigned_by_the_new_zip_and_nobody_else_is() {
    people.importRows("email,zip", "ann@example.org,13202", "bob@example.org,13440");
    people.jdbi.useHandle(
        h -> h.execute("UPDATE subscriber SET assignment = 'ADDRESS', districts = '{NY-22}'"));
    people.jdbi.useTransaction(
        h -> assignments.move(h, people.find("ann@example.org").id(), "42223"));
    assertThat(people.find("ann@example.org").assignment().districts())
        .containsExactly(District.of("KY-1"), District.of("TN-7"));
    assertThat(people.find("bob@example.org").assignment().kind()).isEqualTo(Kind.ADDRESS);
  }

  @Test
  void what_is_known_by_address_stays_until_the_person_moves() {
    people.importRows("email,zip", "ann@example.org,13440");
    people.jdbi.useHandle(
        h -> h.execute("UPDATE subscriber SET assignment = 'ADDRESS', districts = '{NY-22}'"));
    assertThat(assignments.reassignAll()).isZero();
    people.importRows("email,zip,first_name", "ann@example.org,13440,Ann");
    assertThat(people.find("ann@example.org").assignment().kind()).isEqualTo(Kind.ADDRESS);
    people.importRows("email,zip", "ann@example.org,13202");
    assertThat(people.find("ann@example.org").assignment())
        .isEqualTo(new Assignment(Kind.ZIP, "NY", List.of(District.of("NY-24"))));
  }
}
