package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.civic.Official.Chamber;

/** What an import changed, for those who call. */
final class RosterChangesTest {
  private static final LocalDate DAY = LocalDate.of(2017, 1, 3);

  private static Official official(
      String id, Chamber chamber, Integer district, Office... offices) {
    return new Official(
        id,
        "Ann",
        id,
        "Ann " + id,
        "Independent",
        chamber,
        "NY",
        district == null ? null : new District("NY", district),
        DAY,
        DAY.plusYears(2),
        List.of(offices));
  }

  private static Office office(String label, String phone) {
    return new Office(label, phone, null, null);
  }

  private static RosterChanges changes(List<Official> before, List<Official> now) {
    return RosterChanges.between(new Roster(1, DAY, 115, before), new Roster(2, DAY, 115, now));
  }

  @Test
  void a_successor_came_and_the_predecessor_left() {
    Official old = official("A000001", Chamber.HOUSE, 24);
    Official young = official("B000002", Chamber.HOUSE, 24);
    RosterChanges changes = changes(List.of(old), List.of(young));
    assertThat(changes.came()).containsExactly(young);
    assertThat(changes.left()).containsExactly(old);
  }

  @Test
  void who_moves_to_the_senate_came_there_and_did_not_leave() {
    RosterChanges changes =
        changes(
            List.of(official("A000001", Chamber.HOUSE, 24)),
            List.of(official("A000001", Chamber.SENATE, null)));
    assertThat(changes.came()).hasSize(1);
    assertThat(changes.left()).isEmpty();
  }

  @Test
  void numbers_are_compared_office_by_office() {
    Official before =
        official(
            "A000001",
            Chamber.HOUSE,
            24,
            office("DC", "202-555-0101"),
            office("Auburn", "315-555-0101"),
            office("Oswego", null));
    Official now =
        official(
            "A000001",
            Chamber.HOUSE,
            24,
            office("Oswego", "315-555-0103"),
            office("DC", "202-555-0101"));
    assertThat(changes(List.of(before), List.of(now)).numbers())
        .containsExactly(
            new RosterChanges.NewNumber(
                now, "Auburn", Optional.of("315-555-0101"), Optional.empty()),
            new RosterChanges.NewNumber(
                now, "Oswego", Optional.empty(), Optional.of("315-555-0103")));
  }

  @Test
  void nothing_is_told_of_a_roster_that_is_the_same() {
    List<Official> all =
        Arrays.asList(
            official("A000001", Chamber.HOUSE, 24, office("DC", "202-555-0101")),
            official("B000002", Chamber.SENATE, null));
    assertThat(changes(all, all)).isEqualTo(new RosterChanges(List.of(), List.of(), List.of()));
  }
}
