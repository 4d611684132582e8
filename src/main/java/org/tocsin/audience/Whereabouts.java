package org.tocsin.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where someone may be, as far as their ZIP, state and number tell.
 *
 * @param zones time zones, none where nothing is known
 * @param states USPS codes; likewise
 */
public record Whereabouts(Set<ZoneId> zones, Set<String> states) {
  /** From a row of what {@link Assignments} finds out. */
  static Whereabouts of(ResultSet row, String state) throws SQLException {
    Set<String> states =
        texts(row, "districts").stream()
            .map(code -> code.substring(0, 2))
            .collect(Collectors.toSet());
    return new Whereabouts(
        texts(row, "zones").stream().map(ZoneId::of).collect(Collectors.toSet()),
        states.isEmpty() && !state.isEmpty() ? Set.of(state) : states);
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
  }
}
