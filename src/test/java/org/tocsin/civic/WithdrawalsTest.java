package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.TocsinException;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** From which day officials and maps hold, and the way back. */
final class WithdrawalsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Instant BEGINS = Instant.parse("2027-01-03T17:00:00Z");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-12-20T15:00:00Z"));
  private final Rosters rosters = new Rosters(JDBI, clock);
  private final Districts districts = new Districts(JDBI, clock);
  private final Corrections corrections = new Corrections(JDBI, clock, rosters);
  private final Withdrawals withdrawals = new Withdrawals(JDBI, clock, rosters);

  @BeforeEach
  void set_up() {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster, district_map, correction CASCADE"));
    map(119);
    officials("2026-12-01", 119, "Able");
  }

  private long map(int congress) {
    return districts.add(congress, "test", Map.of("13202", List.of(District.of("NY-22"))));
  }

  private long officials(String day, int congress, String name) {
    Official official =
        new Official(
            "A000001",
            "Ann",
            name,
            "Ann " + name,
            "Democrat",
            Chamber.HOUSE,
            "NY",
            District.of("NY-22"),
            Congress.endOf(congress - 1),
            Congress.endOf(congress),
            List.of(new Office("DC", "202-555-0101", null, null)));
    return rosters.add(LocalDate.parse(day), "test", List.of(official));
  }

  private Official inForce() {
    return rosters.orRefused().official("A000001").orElseThrow();
  }

  // 20th Amendment, section 1
  @Test
  void officials_that_waited_come_into_force_although_those_before_were_updated_since() {
    map(120);
    officials("2026-12-20", 120, "Next");
    clock.set(BEGINS.minusSeconds(60));
    officials("2027-01-03", 119, "Able");
    rosters.begin();
    assertThat(inForce().lastName()).isEqualTo("Able");
    clock.set(BEGINS);
    rosters.begin();
    assertThat(inForce().lastName()).isEqualTo("Next");
  }

  @Test
  void a_roster_of_a_time_to_come_is_the_one_that_waits_for_it() {
    map(120);
    officials("2026-12-20", 120, "Next");
    assertThat(rosters.at(BEGINS.minusSeconds(1)).orElseThrow().congress()).isEqualTo(119);
    assertThat(rosters.at(BEGINS).orElseThrow().congress()).isEqualTo(120);
    assertThat(rosters.directory(BEGINS).orElseThrow().inForce().congress()).isEqualTo(120);
    assertThat(rosters.directory().orElseThrow().inForce().congress()).isEqualTo(119);
  }

  @Test
  void the_last_import_is_taken_back_with_what_was_corrected_of_it() {
    officials("2026-12-10", 119, "Wrong");
    corrections.correct("A000001", "DC", "202-555-0199", false, "Vera");
    assertThat(withdrawals.lastOfficials().asOf()).isEqualTo("2026-12-01");
    assertThat(inForce().lastName()).isEqualTo("Able");
    assertThat(inForce().offices().get(0).phone())
        .as("what people here know holds for those of before too")
        .isEqualTo("202-555-0199");
  }

  @Test
  void a_correction_undone_since_does_not_come_back() {
    Correction correction = corrections.correct("A000001", "DC", "202-555-0199", false, "Vera");
    clock.set(clock.instant().plusSeconds(60));
    officials("2026-12-10", 119, "Wrong");
    corrections.undo(correction.id(), "Otto");
    withdrawals.lastOfficials();
    assertThat(inForce().lastName()).isEqualTo("Able");
    assertThat(inForce().offices().get(0).phone()).isEqualTo("202-555-0101");
  }

  @Test
  void officials_that_wait_are_taken_back_before_they_come_into_force() {
    map(120);
    officials("2026-12-20", 120, "Wrong");
    assertThat(withdrawals.lastOfficials().congress()).isEqualTo(119);
    clock.set(BEGINS);
    rosters.begin();
    assertThat(inForce().lastName()).isEqualTo("Able");
    assertThat(rosters.at(BEGINS).orElseThrow().congress()).isEqualTo(119);
  }

  @Test
  void all_after_a_day_are_taken_back_with_one_command() {
    map(120);
    officials("2026-12-20", 120, "Wrong");
    officials("2026-12-28", 119, "Late");
    clock.set(BEGINS);
    rosters.begin();
    officials("2027-01-03", 120, "Wrong");
    assertThat(withdrawals.officialsAfter(LocalDate.parse("2026-12-31")).congress()).isEqualTo(119);
    assertThat(inForce().lastName()).isEqualTo("Late");
  }

  @Test
  void where_there_is_nothing_before_nothing_changes() {
    assertThatThrownBy(withdrawals::lastOfficials)
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("Nothing has changed");
    assertThat(inForce().lastName()).isEqualTo("Able");
    assertThatThrownBy(() -> withdrawals.lastMap(119)).hasMessageContaining("before this one");
    assertThatThrownBy(() -> withdrawals.lastMap(118)).hasMessageContaining("no map of the 118th");
    assertThat(districts.mapFor(119)).isPresent();
  }

  @Test
  void a_map_is_taken_back_and_the_one_before_it_is_used() {
    long before = districts.mapFor(119).orElseThrow();
    map(119);
    assertThat(withdrawals.lastMap(119)).isEqualTo("It is in force.");
    assertThat(districts.mapFor(119)).contains(before);
  }

  @Test
  void a_map_of_the_next_congress_by_mistake_can_be_taken_back_too() {
    map(120);
    assertThat(withdrawals.lastMap(120)).contains("no map of the 120th Congress");
    assertThat(districts.mapFor(120)).isEmpty();
  }

  @Test
  void a_correction_holds_for_officials_that_wait_and_after_they_come_into_force() {
    map(120);
    officials("2026-12-20", 120, "Next");
    corrections.correct("A000001", "DC", "202-555-0199", false, "Vera");
    clock.set(BEGINS);
    rosters.begin();
    assertThat(inForce().lastName()).isEqualTo("Next");
    assertThat(inForce().offices().get(0).phone()).isEqualTo("202-555-0199");
  }

  @Test
  void an_import_says_from_when_a_map_is_used() {
    assertThat(fromWhen(119)).isEqualTo("It is in force.");
    assertThat(fromWhen(120)).contains("districts import ZCCD --congress 120");
    map(120);
    assertThat(fromWhen(120))
        .contains("noon Eastern on 2027-01-03", "120th Congress", "import them");
    officials("2026-12-20", 120, "Next");
    assertThat(fromWhen(120)).contains("with its officials, who are here");
    map(118);
    assertThat(fromWhen(118)).contains("It is kept", "those of the 119th Congress");
    clock.set(BEGINS);
    rosters.begin();
    assertThat(fromWhen(120)).isEqualTo("It is in force.");
    JDBI.useHandle(handle -> handle.execute("TRUNCATE roster CASCADE"));
    assertThat(fromWhen(120)).contains("officials import LEGISLATORS");
  }

  private String fromWhen(int congress) {
    return JDBI.withHandle(handle -> FromWhen.map(handle, congress, clock.instant()));
  }
}
