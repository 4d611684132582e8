package org.tocsin.audience;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.civic.Districts;

/** What ZIPs alone tell of where someone lives. */
public final class ZipAssignments {
  private ZipAssignments() {}

  /**
   * By the map of a Congress; where that is not here, the state is known from the newest map of
   * any, so that senators are known all the same. ZIPs that nothing is known of are left out.
   *
   * @param zips five digits each
   */
  public static Map<String, Assignment> of(
      Districts districts, int congress, Collection<String> zips) {
    Optional<Long> map = districts.mapFor(congress);
    Map<String, Assignment> assignments = new HashMap<>();
    if (map.isPresent()) {
      districts
          .ofZips(map.get(), zips)
          .forEach((zip, parts) -> assignments.put(zip, Assignment.byZip(parts)));
    } else {
      districts
          .statesOf(zips)
          .forEach((zip, state) -> assignments.put(zip, Assignment.byState(state)));
    }
    return assignments;
  }

  /** Nothing is known. */
  public static Assignment none() {
    return Assignment.byZip(List.of());
  }
}
