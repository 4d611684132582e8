package org.tocsin.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;

/** Finds officials for a line among a sheet's positions. */
final class OfficialPicker {
  private static final int SHOWN = 20;

  private final Rosters rosters;

  OfficialPicker(Rosters rosters) {
    this.rosters = rosters;
  }

  /** By the roster in force: a name, or how one begins, a state, a district or an id. */
  List<Map<String, String>> found(Visit visit) {
    String asked = visit.request().field("find");
    if (asked.isEmpty()) {
      return List.of();
    }
    return rosters
        .inForce()
        .map(roster -> found(roster, asked).stream().limit(SHOWN).map(this::row).toList())
        .orElse(List.of());
  }

  private static List<Official> found(Roster roster, String asked) {
    String seat = asked.toUpperCase(Locale.ROOT);
    List<Official> there =
        roster.officials().stream()
            .filter(
                official ->
                    official.bioguide().equals(seat)
                        || official.state().equals(seat)
                        || official.district() != null && official.district().code().equals(seat))
            .toList();
    return there.isEmpty() ? new NameSearch(roster).like(asked) : there;
  }

  private Map<String, String> row(Official official) {
    return Map.of("id", official.bioguide(), "name", official.titled(), "party", official.party());
  }
}
