package org.tocsin.audience;

import java.util.List;
import org.tocsin.civic.District;

/**
 * A subscriber's district and how it is known.
 *
 * @param state USPS code, or "" where unknown or where the candidates lie in several states
 * @param districts one where it is certain, the candidates where the ZIP is split, else none
 */
public record Assignment(Kind kind, String state, List<District> districts) {
  public enum Kind {
    /** By street address; certain. */
    ADDRESS,
    /** By a ZIP that lies in one district; certain. */
    ZIP,
    /** By a ZIP that lies in several; never name one of them as theirs. */
    ZIP_SPLIT,
    /** Only the state is known. */
    STATE,
    UNKNOWN
  }

  public Assignment {
    districts = List.copyOf(districts);
  }

  /**
   * From the columns of the table subscriber.
   *
   * @param stated the state that the person gave, which holds only where no district is known
   * @param codes districts as "NY-24"
   */
  public static Assignment of(String kind, String stated, List<String> codes) {
    Kind known = Kind.valueOf(kind);
    List<District> districts = codes.stream().map(District::of).toList();
    return new Assignment(known, known == Kind.STATE ? stated : stateOf(districts), districts);
  }

  /** By the districts in which a ZIP lies; none where the ZIP is not known. */
  public static Assignment byZip(List<District> districts) {
    Kind kind =
        switch (districts.size()) {
          case 0 -> Kind.UNKNOWN;
          case 1 -> Kind.ZIP;
          default -> Kind.ZIP_SPLIT;
        };
    return new Assignment(kind, stateOf(districts), districts);
  }

  /** The one state that all of these lie in, else "": 109 ZIPs cross a state line. */
  public static String stateOf(List<District> districts) {
    List<String> states = districts.stream().map(District::state).distinct().toList();
    return states.size() == 1 ? states.get(0) : "";
  }

  public boolean isCertain() {
    return kind == Kind.ADDRESS || kind == Kind.ZIP;
  }
}
