package org.tocsin.audience;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;

/**
 * Where texts may go. Some twenty countries share +1 with the United States, and a text to some of
 * them costs twenty times as much; what is not known to lie where texts may go gets none.
 *
 * @param regions ISO 3166 codes
 */
public record Destinations(Set<String> regions) {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int NORTH_AMERICA = 1;

  public Destinations {
    regions = Set.copyOf(regions);
  }

  /** The United States with the territories that vote for a delegate. */
  public static Destinations unitedStates() {
    return new Destinations(Set.of("US", "PR", "VI", "GU", "AS", "MP"));
  }

  /**
   * Reads the setting.
   *
   * @param written ISO codes with commas between: "US,PR"
   * @throws TocsinException naming what is no country or territory of the North American plan
   */
  public static Destinations of(String written) {
    Set<String> regions =
        Arrays.stream(written.split(","))
            .map(code -> code.strip().toUpperCase(Locale.ROOT))
            .filter(code -> !code.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = Set.copyOf(NUMBERS.getRegionCodesForCountryCode(NORTH_AMERICA));
    regions.stream()
        .filter(code -> !known.contains(code))
        .findFirst()
        .ifPresent(
            code -> {
              throw new TocsinException("'" + code + "' has no numbers that begin with +1.");
            });
    return new Destinations(regions);
  }

  /**
   * @param phone E.164
   */
  public boolean include(String phone) {
    return region(phone).filter(regions::contains).isPresent();
  }

  private static Optional<String> region(String phone) {
    try {
      return Optional.ofNullable(NUMBERS.getRegionCodeForNumber(NUMBERS.parse(phone, null)));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
