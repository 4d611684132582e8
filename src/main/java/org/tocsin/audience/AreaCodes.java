package org.tocsin.audience;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.tocsin.civic.States;

/** What an area code tells of where the owner of a number lives, from libphonenumber's tables. */
public final class AreaCodes {
  private static final PhoneNumberToTimeZonesMapper ZONES =
      PhoneNumberToTimeZonesMapper.getInstance();
  private static final PhoneNumberOfflineGeocoder PLACES = PhoneNumberOfflineGeocoder.getInstance();
  private static final int FIRST_EXCHANGE = 200;
  private static final int END_OF_EXCHANGES = 1000;

  /** What the tables say of numbers that lie nowhere, such as toll-free ones. */
  private static final Set<String> NOWHERE =
      Set.copyOf(ZONES.getTimeZonesForGeographicalNumber(number("800", FIRST_EXCHANGE)));

  /** Codes laid over an older area, of which the tables tell too little. */
  private static final Map<String, String> LAID_OVER =
      Map.of(
          "324", "904", "445", "215", "728", "561", "738", "213", "364", "270", "448", "850", "458",
          "541", "930", "812", "986", "208");

  /** Regions of libphonenumber that are no countries; its CA is Canada and its KY the Caymans. */
  private static final Set<String> TERRITORIES = Set.of("PR", "GU", "VI", "AS", "MP");

  private static final Map<String, String> OTHER_NAMES =
      Map.of("Washington State", "WA", "Washington D.C.", "DC");

  private static final Map<String, Area> KNOWN = new ConcurrentHashMap<>();

  /**
   * Where an area code lies.
   *
   * @param state USPS code; empty outside the United States and for codes that lie nowhere
   * @param zones IANA names of every zone that the area reaches into, sorted
   */
  public record Area(Optional<String> state, List<String> zones) {}

  private AreaCodes() {}

  /**
   * @param code the first three digits of a number: "315"
   */
  public static Area of(String code) {
    return KNOWN.computeIfAbsent(LAID_OVER.getOrDefault(code, code), AreaCodes::look);
  }

  private static Area look(String code) {
    return new Area(state(number(code, 555)), zones(code));
  }

  private static PhoneNumber number(String code, int exchange) {
    return new PhoneNumber()
        .setCountryCode(1)
        .setNationalNumber(Integer.parseInt(code) * 10_000_000L + exchange * 10_000L + 100);
  }

  /** The place of the exchange 555 is that of the whole area: "New Jersey", or "Houston, TX". */
  private static Optional<String> state(PhoneNumber number) {
    String region = PhoneNumberUtil.getInstance().getRegionCodeForNumber(number);
    if (!"US".equals(region)) {
      return Optional.ofNullable(region).filter(TERRITORIES::contains);
    }
    String place = PLACES.getDescriptionForValidNumber(number, Locale.ENGLISH);
    String name = place.substring(place.lastIndexOf(',') + 1).strip();
    return Optional.ofNullable(OTHER_NAMES.get(name)).or(() -> States.code(name));
  }

  /**
   * Numbers of mobiles do not tell the town, so where the exchanges of an area lie in several zones
   * all of them are possible (L03).
   */
  private static List<String> zones(String code) {
    Set<String> zones = new TreeSet<>();
    for (int exchange = FIRST_EXCHANGE; exchange < END_OF_EXCHANGES; exchange++) {
      zones.addAll(ZONES.getTimeZonesForGeographicalNumber(number(code, exchange)));
    }
    return zones.containsAll(NOWHERE) ? List.of() : List.copyOf(zones);
  }

  /**
   * Makes a table area_code (code, zones) of the codes of some numbers, until the transaction ends.
   *
   * @param phones a query with the column phone, E.164
   */
  static void lay(Handle handle, String phones) {
    List<String> codes =
        handle
            .createQuery(
                """
                SELECT DISTINCT substr(phone, 3, 3) FROM (<phones>) p WHERE phone IS NOT NULL
                """
                    .replace("<phones>", phones))
            .mapTo(String.class)
            .list();
    handle.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS area_code (code text, zones text[]) ON COMMIT DROP;
        DELETE FROM area_code\
        """);
    handle
        .createUpdate(
            """
            INSERT INTO area_code SELECT code, string_to_array(zones, ',')
            FROM unnest(:codes, :zones) AS a (code, zones)
            """)
        .bindArray("codes", String.class, codes.toArray())
        .bindArray(
            "zones",
            String.class,
            codes.stream().map(code -> String.join(",", of(code).zones())).toArray())
        .execute();
  }
}
