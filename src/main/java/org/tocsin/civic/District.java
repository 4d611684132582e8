package org.tocsin.civic;

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

  public District {
    if (!state.matches("[A-Z]{2}") || number < 0 || number > 60) {
      throw new TocsinException("There is no district " + state + "-" + number + ".");
    }
  }

  /** Reads {@link #code()}. */
  public static District of(String code) {
    Matcher matcher = CODE.matcher(code);
    if (!matcher.matches()) {
      throw new TocsinException("'" + code + "' is no district. Write it as NY-24.");
    }
    return new District(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  /** "NY-24", "WY-0". */
  public String code() {
    return state + "-" + number;
  }

  @Override
  public int compareTo(District other) {
    int byState = state.compareTo(other.state);
    return byState != 0 ? byState : Integer.compare(number, other.number);
  }
}
