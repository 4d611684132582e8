package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.ENGLISH;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.audience.Assignments;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/** Officials and lines change while an alert is gathered: no message mixes the two. */
final class RosterSwapTest {
  private static final int MANY = 120;

  @TempDir Path folder;
  private Installation town;

  @BeforeEach
  void set_up() {
    town = new Installation(folder).withOfficials().withDistricts().withMany(MANY);
    new Assignments(town.jdbi, town.clock).reassignAll();
  }

  /** The next Congress, in which Syracuse is NY-22 and NY-24 lies elsewhere. */
  private void swap() {
    town.clock.set(Instant.parse("2019-01-05T15:00:00Z"));
    town.rosters.add(
        LocalDate.parse("2019-01-04"),
        "next",
        List.of(member("X000022", "Newcomer", 22), member("X000024", "Faraway", 24)));
    town.districts.add(116, "next", Map.of("13202", List.of(District.of("NY-22"))));
  }

  private static Official member(String id, String name, int district) {
    return new Official(
        id,
        "Pat",
        name,
        "Pat " + name,
        "Democrat",
        Chamber.HOUSE,
        "NY",
        new District("NY", district),
        LocalDate.parse("2019-01-03"),
        LocalDate.parse("2021-01-03"),
        List.of(new Office("DC", "202-555-0122", null, null)));
  }

  private void assertThatAllAreTold(long alert, String name, String rosterOf) {
    assertThat(town.addresses(alert)).hasSize(MANY);
    for (String address : town.addresses(alert)) {
      assertThat(town.rendering(alert, address).body())
          .contains(name)
          .doesNotContain(name.equals("Katko") ? "Newcomer" : "Katko", "Faraway", "Tenney");
    }
    assertThat(town.report(alert).roster()).isEqualTo(rosterOf);
  }

  @Test
  void an_alert_goes_on_with_the_officials_and_lines_that_it_began_with() {
    long alert = town.released(sheet(), SendOptions.plain());
    Gathering gathering = town.gathering(ALWAYS);
    assertThat(gathering.next()).isTrue();
    swap();
    assertThat(gathering.next()).as("in between, nobody is assigned again yet").isTrue();
    new Assignments(town.jdbi, town.clock).reassignAll();
    town.gatherAll(ALWAYS);
    assertThatAllAreTold(alert, "Katko", DemoFacts.AS_OF.toString());
  }

  @Test
  void an_alert_released_after_the_swap_goes_by_the_new_ones_at_once() {
    swap();
    long alert = town.gathered(sheet("new", ENGLISH.formatted("two")));
    assertThatAllAreTold(alert, "Newcomer", "2019-01-04");
  }
}
