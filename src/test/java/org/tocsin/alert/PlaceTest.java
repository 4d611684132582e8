package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.support.TestDatabase;

/** L03, L05: what is known of a person, and where they may be by it. */
final class PlaceTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  private static Set<String> words(String list) {
    return list == null
        ? Set.of()
        : Stream.of(list.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "{America/New_York}, {NY-24}, HI, 808, America/New_York, NY",
    "'{America/Chicago,America/New_York}', '{KY-1,TN-6,TN-7}', '', 808,"
        + " America/Chicago America/New_York, KY TN",
    "{Pacific/Honolulu}, {}, HI, 315, Pacific/Honolulu, HI",
    "{America/New_York}, {}, '', 315, America/New_York, NY",
    "{America/Toronto}, {}, '', 416, America/Toronto, ''",
    "{}, {}, '', 800," + " America/New_York America/Chicago America/Denver America/Los_Angeles, ''"
  })
  void districts_tell_the_states_or_else_the_state_or_else_the_area_code(
      String zones, String districts, String state, String code, String inZones, String inStates) {
    String key =
        JDBI.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + Place.KEY
                            + " FROM (SELECT :zones::text[] AS zones, :districts::text[] AS"
                            + " districts, :state AS state, :phone AS phone) s")
                    .bind("zones", zones)
                    .bind("districts", districts)
                    .bind("state", state)
                    .bind("phone", "+1" + code + "5550101")
                    .mapTo(String.class)
                    .one());
    assertThat(Place.of(key))
        .isEqualTo(
            new Place(
                words(inZones).stream().map(ZoneId::of).collect(Collectors.toSet()),
                words(inStates)));
  }
}
