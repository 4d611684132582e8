package org.tocsin.sheet;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;

/** Who was probably meant by a name that nobody in a roster has. */
public final class NearestNames {
  private static final int MOST_NAMED = 3;

  private NearestNames() {}

  /** " Did you mean Rep. John Mannion (NY-22), M001231?", or "" where no name is near. */
  public static String of(String written, Roster roster) {
    Map<String, Official> names = new NameSearch(roster).plainNames();
    List<String> near = Suggestion.near(NameSearch.plain(written), names.keySet());
    String meant =
        near.stream()
            .map(names::get)
            .distinct()
            .limit(MOST_NAMED)
            .map(NearestNames::described)
            .collect(Collectors.joining(", or "));
    return meant.isEmpty() ? "" : " Did you mean " + meant + "?";
  }

  /** "Rep. John Mannion (NY-22), M001231". */
  static String described(Official official) {
    return official.titled() + ", " + official.bioguide();
  }
}
