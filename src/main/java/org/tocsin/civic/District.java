package org.tocsin.civic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/**
 * A district of the US House.
 *
 * @param state USPS code, "NY"
 * @param number 0 for an at-large seat or a delegate's
 */
public record District(String state, int number) implements Comparable<District> {
  private static final Pattern CODE = Pattern.compile("([A-Z]{2})-(\\d{1,2})");
  private static final Pattern AT_LARGE = Pattern.compile("(?i)at[ -]?large|al|00|98");
  private static final Pattern GEOID = Pattern.compile("([0-9]{2})([0-9]{2})");

  /** The highest number that a district can have. */
  public static final int LARGEST = 60;

  private static final int DELEGATE = 98;

  public District {
    if (!state.matches("[A-Z]{2}") || number < 0 || number > LARGEST) {
      throw new TocsinException("There is no district " + state + "-" + number + ".");
    }
  }

  /** Whether a file's word or number, other than 0, means the seat of a whole state. */
  static boolean isAtLarge(String written) {
    return AT_LARGE.matcher(written).matches();
  }

  /** Reads {@link #code()}. */
  public static District of(String code) {
    Matcher matcher = CODE.matcher(code);
    if (!matcher.matches()) {
      throw new TocsinException("'" + code + "' is no district. Write it as NY-24.");
    }
    return new District(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  /**
   * Reads the identifier of the Census: "3622" is NY-22, "5600" Wyoming at large, "1198" the
   * delegate's district of DC. Empty for anything else, such as "36ZZ", water in no district.
   */
  public static Optional<District> ofGeoid(String geoid) {
    Matcher matcher = GEOID.matcher(geoid);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(2));
    return States.byFips(matcher.group(1))
        .filter(state -> number <= LARGEST || number == DELEGATE)
        .map(state -> new District(state, number == DELEGATE ? 0 : number));
  }

  /** "NY-24", "WY-0". */
  public String code() {
    return state + "-" + number;
  }

  /** "NY-24", "WY at large". */
  public String spoken() {
    return number == 0 ? state + " at large" : code();
  }

  @Override
  public int compareTo(District other) {
    int byState = state.compareTo(other.state);
    return byState != 0 ? byState : Integer.compare(number, other.number);
  }
}
