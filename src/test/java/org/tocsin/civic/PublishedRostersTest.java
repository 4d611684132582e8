package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/** Both vintages of congress-legislators, as published. */
@Tag("shared")
final class PublishedRostersTest {
  private static Rosters.Imported imported2017;
  private static Rosters.Imported imported2026;
  private static Roster in2017;
  private static Roster in2026;

  @BeforeAll
  static void import_both() {
    Rosters rosters = new Rosters(TestDatabase.fresh().jdbi(), Clock.systemUTC());
    imported2026 = importFrom(rosters, "data/civic/2026-06/", ".json", "2026-06-15");
    imported2017 = importFrom(rosters, "data/civic/2017-03/", ".yaml", "2017-03-14");
    in2017 = rosters.get(imported2017.rosterId());
    in2026 = rosters.inForce().orElseThrow();
  }

  private static Rosters.Imported importFrom(
      Rosters rosters, String folder, String ending, String day) {
    Path members = Shared.path(folder + "legislators-current" + ending);
    Path offices = Shared.path(folder + "legislators-district-offices" + ending);
    return rosters.importFiles(members, offices, LocalDate.parse(day));
  }

  @Test
  void the_latest_date_is_in_force_whatever_was_imported_last() {
    assertThat(in2026.id()).isEqualTo(imported2026.rosterId());
    assertThat(in2026.asOf()).isEqualTo("2026-06-15");
    assertThat(in2026.congress()).isEqualTo(119);
    assertThat(in2026.houseEnds()).isEqualTo("2027-01-03");
    assertThat(in2017.congress()).isEqualTo(115);
    assertThat(in2017.houseEnds()).isEqualTo("2019-01-03");
  }

  @Test
  void every_member_and_office_is_there() {
    assertThat(imported2017.officials()).isEqualTo(536);
    assertThat(imported2017.offices()).isEqualTo(1388 + 536);
    assertThat(imported2026.officials()).isEqualTo(537);
    // One member has neither an office in Washington nor one at home.
    assertThat(imported2026.offices()).isEqualTo(1312 + 536);
    assertThat(in2026.official("G000607").orElseThrow().offices()).isEmpty();
  }

  @Test
  void vacant_seats_have_nobody() {
    assertThat(imported2017.vacantHouseSeats()).isEqualTo(5);
    assertThat(imported2026.vacantHouseSeats()).isEqualTo(4);
    // Tom Price had left for the cabinet.
    assertThat(in2017.houseMember(District.of("GA-6"))).isEmpty();
  }

  @Test
  void katko_has_three_numbers_and_the_one_in_washington_comes_last() {
    Official katko = in2017.houseMember(District.of("NY-24")).orElseThrow();
    assertThat(katko.fullName()).isEqualTo("John Katko");
    assertThat(numbers(katko)).containsExactly("315-253-4068", "315-423-5657", "202-225-3701");
    assertThat(katko.offices().get(katko.offices().size() - 1).label()).isEqualTo("DC");
  }

  private static List<String> numbers(Official official) {
    return official.offices().stream().map(Office::phone).filter(Objects::nonNull).toList();
  }

  @Test
  void a_number_in_washington_passes_to_another_member() {
    Official mannion = in2026.houseMember(District.of("NY-22")).orElseThrow();
    assertThat(mannion.lastName()).isEqualTo("Mannion");
    assertThat(numbers(mannion)).contains("202-225-3701");
  }

  @Test
  void states_have_two_senators_and_the_district_of_columbia_and_territories_none() {
    for (Roster roster : List.of(in2017, in2026)) {
      assertThat(Stream.of("DC", "PR", "GU", "VI", "AS", "MP").map(roster::senators))
          .allMatch(List::isEmpty);
      assertThat(roster.officials().stream().filter(o -> o.chamber() == Chamber.SENATE))
          .hasSize(100)
          .allMatch(o -> roster.senators(o.state()).size() == 2);
    }
    assertThat(in2017.senators("NY"))
        .extracting(Official::bioguide)
        .containsExactly("G000555", "S000148");
  }

  @Test
  void delegates_hold_seat_0() {
    assertThat(in2026.houseMember(new District("DC", 0)).orElseThrow().lastName())
        .isEqualTo("Norton");
    assertThat(in2017.houseMember(new District("PR", 0))).isPresent();
  }

  @Test
  void a_member_without_a_full_name_gets_one() {
    assertThat(in2026.officials())
        .extracting(Official::fullName)
        .contains("Analilia Mejia", "James Gallagher");
  }

  @Test
  void an_accent_that_stands_only_in_the_last_name_stands_in_the_full_name_too() {
    assertThat(in2017.officials()).extracting(Official::fullName).contains("Robert Menéndez");
  }

  @Test
  void a_malformed_record_of_offices_is_a_warning_and_costs_those_offices() {
    assertThat(imported2017.warnings())
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.level()).isEqualTo(Problem.Level.WARNING);
              assertThat(w.line()).isEqualTo(12370);
              assertThat(w.message()).contains("M001200");
            });
    assertThat(in2017.official("M001200").orElseThrow().offices())
        .extracting(Office::label)
        .containsExactly("DC");
    assertThat(imported2026.warnings()).isEmpty();
  }
}
