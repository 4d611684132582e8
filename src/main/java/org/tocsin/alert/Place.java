package org.tocsin.alert;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.audience.AreaCodes;

/**
 * Where a person may be, as far as it decides when a text may go.
 *
 * @param zones all that are possible, never none
 * @param states USPS codes of all that are possible; none where nothing is known
 */
record Place(Set<ZoneId> zones, Set<String> states) {
  /** Where nothing is known of a person's zone: those of the contiguous states. */
  private static final Set<ZoneId> ANYWHERE =
      Set.of(
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Chicago"),
          ZoneId.of("America/Denver"),
          ZoneId.of("America/Los_Angeles"));

  /**
   * Names the place of a row s of subscriber: "America/Chicago,America/New_York|KY,TN". Who has no
   * district and named no state is in that of their area code: "America/New_York|315".
   */
  static final String KEY =
      """
      concat_ws('|', array_to_string(s.zones, ','),
        CASE WHEN cardinality(s.districts) = 1 THEN split_part(s.districts[1], '-', 1)
             WHEN cardinality(s.districts) > 1
               THEN (SELECT string_agg(DISTINCT split_part(d.code, '-', 1), ',')
                     FROM unnest(s.districts) AS d (code))
             WHEN s.state <> '' THEN s.state
             ELSE substr(s.phone, 3, 3) END)\
      """;

  Place {
    zones = zones.isEmpty() ? ANYWHERE : Set.copyOf(zones);
    states = Set.copyOf(states);
  }

  /** As {@link #KEY} has it: where no state is known, that of the number's area code. */
  static Place of(Set<ZoneId> zones, Set<String> states, String phone) {
    return new Place(zones, states.isEmpty() ? states(phone.substring(2, 5)) : states);
  }

  static Place of(String key) {
    String[] sides = key.split("\\|", 2);
    return new Place(
        parts(sides[0]).stream().map(ZoneId::of).collect(Collectors.toSet()),
        states(sides.length < 2 ? "" : sides[1]));
  }

  private static List<String> parts(String list) {
    return Arrays.stream(list.split(",")).filter(part -> !part.isEmpty()).toList();
  }

  private static Set<String> states(String statesOrAreaCode) {
    return statesOrAreaCode.matches("[0-9]{3}")
        ? AreaCodes.of(statesOrAreaCode).state().map(Set::of).orElse(Set.of())
        : Set.copyOf(parts(statesOrAreaCode));
  }
}
