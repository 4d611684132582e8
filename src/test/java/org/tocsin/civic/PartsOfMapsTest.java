package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.support.TestDatabase;

/** A file of one state is not the country, nor is one of another Congress this one's. */
final class PartsOfMapsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final String HEADER = "state_abbr,zcta,cd\n";

  @TempDir Path folder;
  private final Districts districts = new Districts(JDBI, Clock.systemUTC());

  @BeforeEach
  void set_up() {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE district_map, roster CASCADE"));
  }

  /** A hundred ZIPs of a state, with the district of each by its number. */
  private static String state(String code, int first, IntUnaryOperator district) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      rows.append("%s,%05d,%d\n".formatted(code, first + i, district.applyAsInt(i)));
    }
    return rows.toString();
  }

  private static final String NEW_YORK = state("NY", 13000, i -> i < 50 ? 22 : 24);
  private static final String TEXAS = state("TX", 75000, i -> i < 50 ? 30 : 32);
  private static final String WYOMING = state("WY", 82000, i -> 0);
  private static final String NEW_TEXAS = state("TX", 75000, i -> i < 60 ? 30 : 32);
  private static final String COUNTRY = HEADER + NEW_YORK + TEXAS + WYOMING;

  private Districts.Imported imported(String text, int congress, String... only) {
    try {
      Path file = Files.writeString(folder.resolve("map.csv"), text);
      return districts.importFile(file, congress, Set.of(only));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<District> of(String zip, int congress) {
    return districts.ofZip(districts.orRefused(congress), zip);
  }

  // 2 U.S.C. 2a: the 120th has the seats of the 119th, so that only the lines tell them apart
  @Test
  void a_map_of_the_120th_given_as_the_119th_is_told_by_its_lines() {
    imported(COUNTRY, 119);
    assertThatThrownBy(() -> imported(HEADER + NEW_YORK + NEW_TEXAS + WYOMING, 119))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("TX 10 of 100", "--congress 120")
        .hasMessageNotContaining("NY ");
    assertThat(of("75055", 119)).containsExactly(District.of("TX-32"));
    assertThat(imported(HEADER + NEW_YORK + NEW_TEXAS + WYOMING, 120).zips()).isEqualTo(300);
  }

  @Test
  void a_zip_that_was_wrong_is_put_right_within_a_congress() {
    imported(COUNTRY, 119);
    imported(HEADER + NEW_YORK + state("TX", 75000, i -> i < 52 ? 30 : 32) + WYOMING, 119);
    assertThat(of("75051", 119)).containsExactly(District.of("TX-30"));
  }

  @Test
  void lines_of_one_state_that_changed_all_the_same_are_taken_when_named_and_said() {
    imported(COUNTRY, 119);
    assertThat(imported(HEADER + NEW_TEXAS, 119, "TX").warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("other lines than the map of the 119th"));
    assertThat(of("75055", 119)).containsExactly(District.of("TX-30"));
    assertThat(of("13000", 119)).containsExactly(District.of("NY-22"));
  }

  @Test
  void a_state_with_new_lines_begins_the_map_of_the_next_congress_on_the_rest_of_this_one() {
    imported(COUNTRY, 119);
    Districts.Imported in = imported(HEADER + NEW_TEXAS, 120, "TX");
    assertThat(in.warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("other states are those of the map of the 119th"));
    assertThat(in.known()).isEqualTo(300);
    assertThat(of("75055", 120)).containsExactly(District.of("TX-30"));
    assertThat(of("13000", 120)).containsExactly(District.of("NY-22"));
    assertThat(of("75055", 119)).containsExactly(District.of("TX-32"));
  }

  @Test
  void the_rest_is_not_taken_from_before_a_census() {
    imported(COUNTRY.replace("TX,", "CA,"), 117);
    assertThatThrownBy(() -> imported(HEADER + NEW_TEXAS, 118, "TX"))
        .hasMessageContaining("other numbers of seats");
  }

  @Test
  void a_file_that_was_cut_off_in_the_middle_of_a_state_is_refused() {
    imported(COUNTRY, 119);
    String cut = COUNTRY.substring(0, COUNTRY.indexOf("WY,82030"));
    assertThatThrownBy(() -> imported(cut, 119)).hasMessageContaining("only 30 of 100 of WY");
    assertThatThrownBy(() -> imported(cut, 120)).hasMessageContaining("only 30 of 100 of WY");
    assertThat(imported(HEADER + TEXAS.substring(0, 60), 119, "TX").warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("of 100 of TX"));
  }

  private static final String CENSUS = "GEOID_CD120_20|GEOID_ZCTA5_20|AREALAND_PART\n";

  @Test
  void a_file_of_the_census_of_one_state_does_not_begin_a_map_alone() {
    imported(COUNTRY, 119);
    String texas = CENSUS + "4830|75000|7\n4832|75099|7\n";
    assertThatThrownBy(() -> imported(texas, 120)).hasMessageContaining("leaves out NY, WY");
    assertThat(imported(texas, 120, "TX").known()).isEqualTo(202);
  }

  @Test
  void the_same_map_under_the_next_number_is_remarked_on() {
    StringBuilder many = new StringBuilder(HEADER);
    for (int i = 0; i < 11; i++) {
      many.append(state("NY", 10000 + 100 * i, z -> 1 + z % 26));
    }
    imported(many.toString(), 119);
    assertThat(imported(many.toString(), 120).warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("map of the 119th Congress, ZIP for ZIP"));
  }

  private static final String BOXES =
      "zip,state_abbr,cd,method,city\n13201,NY,22,city,Syracuse\n75201,TX,32,city,Dallas\n"
          + "13205,NY,22,city,Syracuse\n13205,NY,24,city,Syracuse\n82930,WY,0,state,Evanston\n";

  @Test
  void boxes_are_taken_over_where_all_zips_around_lie_as_before() {
    imported(HEADER + state("NY", 13210, i -> i < 50 ? 22 : 24) + TEXAS + WYOMING, 119);
    imported(BOXES, 119);
    Districts.Imported in =
        imported(
            HEADER
                + state("NY", 13210, i -> i < 50 ? 22 : 24)
                + NEW_TEXAS
                + state("WY", 82000, i -> 0),
            120);
    assertThat(of("13201", 120)).containsExactly(District.of("NY-22"));
    assertThat(of("13205", 120)).containsExactly(District.of("NY-22"), District.of("NY-24"));
    assertThat(of("82930", 120)).as("at large").containsExactly(District.of("WY-0"));
    assertThat(of("75201", 120)).as("new lines in its district").isEmpty();
    assertThat(in.warnings())
        .extracting(Problem::message)
        .anyMatch(
            m ->
                m.contains("3 ZIPs of post offices")
                    && m.contains("1 are left out")
                    && m.contains("zip-supplement.csv --congress 120"));
    imported(BOXES, 120);
    assertThat(of("75201", 120)).containsExactly(District.of("TX-32"));
  }

  @Test
  void boxes_taken_over_go_when_the_right_lines_come() {
    imported(COUNTRY, 119);
    imported(BOXES, 119);
    imported(COUNTRY, 120);
    assertThat(of("75201", 120)).isNotEmpty();
    imported(HEADER + NEW_TEXAS, 120, "TX");
    assertThat(of("75201", 120)).isEmpty();
    assertThat(of("13201", 120)).isNotEmpty();
  }

  @Test
  void a_map_of_post_offices_alone_puts_no_congress_in_force() {
    imported(BOXES, 120);
    assertThat(districts.mapFor(120)).isEmpty();
    imported(COUNTRY, 120);
    assertThat(of("75201", 120)).containsExactly(District.of("TX-32"));
  }

  @Test
  void seats_and_districts_that_do_not_fit_each_other_are_named() {
    new Rosters(JDBI, Clock.systemUTC())
        .add(
            LocalDate.parse("2026-06-15"),
            "test",
            List.of(
                member("A000001", "NY-22"), member("A000002", "NY-26"), member("A000003", "WY-0")));
    assertThat(imported(COUNTRY, 119).warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("No district of the map is the seat of Ann A000002 (NY-26)"))
        .anyMatch(m -> m.contains("Nobody in the roster holds NY-24, TX-30, TX-32"));
  }

  private static Official member(String id, String seat) {
    District district = District.of(seat);
    return new Official(
        id,
        "Ann",
        id,
        "Ann " + id,
        "Democrat",
        Chamber.HOUSE,
        district.state(),
        district,
        LocalDate.parse("2025-01-03"),
        LocalDate.parse("2027-01-03"),
        List.of());
  }
}
