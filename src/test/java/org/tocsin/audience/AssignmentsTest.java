package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.audience.Assignments.Way;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.support.TestDatabase;

final class AssignmentsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  private static final District NY_22 = District.of("NY-22");

  @TempDir Path folder;
  private People people;
  private Assignments assignments;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder).withDistricts();
    assignments = new Assignments(people.jdbi, People.CLOCK);
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
    people.jdbi.useTransaction(
        handle -> {
          assignments.settle(handle, people.find("ann@example.org").id(), NY_22, Way.GEOCODER);
          assignments.settle(handle, people.find("bob@example.org").id(), NY_22, Way.PAGE);
        });
    people.jdbi.useTransaction(
        handle -> assignments.move(handle, people.find("ann@example.org").id(), "42223"));
    assertThat(people.find("ann@example.org").assignment().districts())
        .containsExactly(District.of("KY-1"), District.of("TN-7"));
    assertThat(people.find("bob@example.org").assignment().kind()).isEqualTo(Kind.ADDRESS);
  }

  @Test
  void what_is_known_by_address_stays_until_the_person_moves() {
    people.importRows("email,zip", "ann@example.org,13440");
    settle(Way.PAGE);
    assertThat(assignments.reassignAll()).isZero();
    people.importRows("email,zip,first_name", "ann@example.org,13440,Ann");
    assertThat(people.find("ann@example.org").assignment().kind()).isEqualTo(Kind.ADDRESS);
    people.importRows("email,zip", "ann@example.org,13202");
    assertThat(people.find("ann@example.org").assignment())
        .isEqualTo(new Assignment(Kind.ZIP, "NY", List.of(District.of("NY-24"))));
  }

  private void settle(Way way) {
    long ann = people.find("ann@example.org").id();
    people.jdbi.useTransaction(handle -> assignments.settle(handle, ann, NY_22, way));
    assertThat(people.find("ann@example.org").assignment())
        .isEqualTo(new Assignment(Kind.ADDRESS, "NY", List.of(NY_22)));
  }

  @Test
  void what_someone_said_holds_for_its_congress_only() {
    people.importRows("email,zip", "ann@example.org,13440");
    settle(Way.TEXT);
    Clock begun = Clock.fixed(Instant.parse("2019-01-04T18:00:00Z"), ZoneOffset.UTC);
    new Rosters(people.jdbi, begun).add(LocalDate.parse("2019-01-04"), "next", List.of());
    new Districts(people.jdbi, begun)
        .add(116, "next", Map.of("13440", List.of(NY_22, District.of("NY-21"))));
    assertThat(assignments.reassignAll()).isEqualTo(1);
    assertThat(people.find("ann@example.org").assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
  }

  @Test
  void what_was_said_of_a_district_that_the_zip_no_longer_lies_in_is_dropped() {
    people.importRows("email,zip", "ann@example.org,13440");
    settle(Way.PAGE);
    people.addMap(Map.of("13440", List.of(District.of("NY-21"))));
    assertThat(assignments.reassignAll()).isEqualTo(1);
    assertThat(people.find("ann@example.org").assignment().districts())
        .containsExactly(District.of("NY-21"));
  }

  @Test
  void what_was_found_by_street_goes_with_the_street() {
    people.importRows("email,zip,street", "ann@example.org,13440,1 Oak St");
    settle(Way.GEOCODER);
    people.importRows("email,zip,street", "ann@example.org,13440,2 Elm St");
    assertThat(people.find("ann@example.org").assignment().kind()).isEqualTo(Kind.ZIP_SPLIT);
  }

  @Test
  void thousands_are_assigned_again_in_chunks_and_who_moved_is_told() {
    people.importRows("email,zip", "ann@example.org,13202", "bob@example.org,13440");
    people.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO subscriber (email, email_key, zip, assignment, districts)
                SELECT 'many' || n || '@example.org', gen_random_uuid(), '13202', 'ZIP', '{NY-24}'
                FROM generate_series(1, 45000) n
                """));
    people.addMap(Map.of("13202", List.of(NY_22), "13440", List.of(District.of("NY-21"), NY_22)));
    Reassigning.Report report = new Reassigning(people.jdbi, People.CLOCK).finish(upTo -> {});
    assertThat(report.moves())
        .containsExactly(new Reassigning.Move("ZIP NY-24", "ZIP NY-22", 45_001));
    List<Long> moved = new ArrayList<>();
    new Reassigning(people.jdbi, People.CLOCK).moved((id, was, isNow) -> moved.add(id));
    assertThat(moved).hasSize(45_001).contains(people.find("ann@example.org").id());
    assertThat(new Reassigning(people.jdbi, People.CLOCK).next()).isFalse();
  }

  private List<String> zonesOf(String phone, String zip, String state) {
    people.importRows(
        "email,phone,zip,state", "ann@example.org," + phone + "," + zip + "," + state);
    return zones();
  }

  private List<String> zones() {
    return people.find("ann@example.org").zones().stream().map(ZoneId::getId).toList();
  }

  @Test
  void the_zone_is_that_of_the_zip_whatever_the_number() {
    // L03
    assertThat(zonesOf("808-555-0101", "13202", "HI")).containsExactly("America/New_York");
  }

  @Test
  void without_a_zip_the_zones_are_all_of_the_number() {
    // L03, L04
    assertThat(zonesOf("812-555-0101", "", ""))
        .containsExactly("America/Chicago", "America/New_York");
    assertThat(zonesOf("808-555-0101", "", "")).containsExactly("Pacific/Honolulu");
    assertThat(zonesOf("800-555-0101", "", "")).isEmpty();
  }

  @Test
  void a_state_without_a_known_zip_adds_the_zones_it_lies_in() {
    // L03
    assertThat(zonesOf("808-555-0101", "13201", "NY"))
        .containsExactly("America/New_York", "Pacific/Honolulu");
  }

  @Test
  void a_row_that_is_silent_on_the_number_keeps_its_zones() {
    zonesOf("808-555-0101", "", "");
    people.importRows("email,first_name", "ann@example.org,Ann");
    assertThat(zones()).containsExactly("Pacific/Honolulu");
    assertThat(assignments.reassignAll()).isZero();
  }

  @Test
  void zones_that_come_in_later_replace_those_of_the_number() {
    zonesOf("808-555-0101", "13440", "");
    assertThat(zones()).contains("Pacific/Honolulu");
    people.jdbi.useHandle(
        handle -> handle.execute("INSERT INTO zip_zone VALUES ('13440', 'America/Boise')"));
    assertThat(assignments.reassignAll()).isEqualTo(1);
    assertThat(zones()).containsExactly("America/Boise");
  }
}
