package org.tocsin.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;

/**
 * A subscriber's district and how it is known.
 *
 * @param state USPS code, or "" where unknown or where the candidates lie in several states
 * @param districts one where it is certain, the candidates where the ZIP is split, likeliest first,
 *     else none
 * @param shares how much of the split ZIP's land lies in each, in percent; empty where not known
 */
public record Assignment(Kind kind, String state, List<District> districts, List<Integer> shares) {
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
    shares = List.copyOf(shares);
  }

  public Assignment(Kind kind, String state, List<District> districts) {
    this(kind, state, districts, List.of());
  }

  /**
   * From the columns of the table subscriber.
   *
   * @param stated the state that the person gave, which holds only where no district is known
   * @param codes districts as "NY-24"
   * @param shares in percent, as many as districts, or none
   */
  public static Assignment of(
      String kind, String stated, List<String> codes, List<Integer> shares) {
    Kind known = Kind.valueOf(kind);
    List<District> districts = codes.stream().map(District::of).toList();
    String state = known == Kind.STATE ? stated : stateOf(districts);
    return new Assignment(known, state, districts, shares);
  }

  /** From a row with the columns assignment, state, districts and shares. */
  public static Assignment of(ResultSet row) throws SQLException {
    return of(
        row.getString("assignment"),
        row.getString("state"),
        List.of((String[]) row.getArray("districts").getArray()),
        Stream.of((Short[]) row.getArray("shares").getArray()).map(Short::intValue).toList());
  }

  /** By the districts in which a ZIP lies; none where the ZIP is not known. */
  public static Assignment byZip(List<Districts.Part> parts) {
    List<District> districts = parts.stream().map(Districts.Part::district).toList();
    Kind kind =
        switch (districts.size()) {
          case 0 -> Kind.UNKNOWN;
          case 1 -> Kind.ZIP;
          default -> Kind.ZIP_SPLIT;
        };
    return new Assignment(kind, stateOf(districts), districts, shares(kind, parts));
  }

  /** Where no more than the state is known. */
  static Assignment byState(String state) {
    return new Assignment(Kind.STATE, state, List.of());
  }

  private static List<Integer> shares(Kind kind, List<Districts.Part> parts) {
    boolean known = kind == Kind.ZIP_SPLIT && parts.stream().allMatch(part -> part.share() != null);
    return known
        ? parts.stream().map(part -> (int) Math.round(100 * part.share())).toList()
        : List.of();
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
