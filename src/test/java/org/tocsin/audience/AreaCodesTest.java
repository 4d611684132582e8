package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.audience.AreaCodes.Area;

final class AreaCodesTest {
  // L04: the half-zone states, and overlays in them of which libphonenumber knows too little.
  @ParameterizedTest
  @CsvSource({
    "315, NY, America/New_York",
    "202, DC, America/New_York",
    "206, WA, America/Los_Angeles",
    "713, TX, America/Chicago",
    "808, HI, Pacific/Honolulu",
    "602, AZ, America/Phoenix",
    "928, AZ, America/Denver America/Phoenix",
    "317, IN, America/New_York",
    "812, IN, America/Chicago America/New_York",
    "930, IN, America/Chicago America/New_York",
    "208, ID, America/Boise America/Denver America/Los_Angeles",
    "986, ID, America/Boise America/Denver America/Los_Angeles",
    "850, FL, America/Chicago America/New_York",
    "448, FL, America/Chicago America/New_York",
    "270, KY, America/Chicago America/New_York",
    "364, KY, America/Chicago America/New_York",
    "423, TN, America/Chicago America/New_York",
    "308, NE, America/Chicago America/Denver",
    "541, OR, America/Denver America/Los_Angeles",
    "458, OR, America/Denver America/Los_Angeles",
    "906, MI, America/Chicago America/New_York",
    "785, KS, America/Chicago America/Denver",
    "605, SD, America/Chicago America/Denver America/North_Dakota/Center",
    "701, ND, America/Chicago America/Denver America/North_Dakota/Center",
    "787, PR, America/Puerto_Rico",
    "671, GU, Pacific/Guam",
    "670, MP, Pacific/Saipan",
    "684, AS, Pacific/Pago_Pago",
    "340, VI, America/St_Thomas",
    "445, PA, America/New_York",
    "728, FL, America/New_York",
    "324, FL, America/New_York",
    "738, CA, America/Los_Angeles"
  })
  void an_area_code_tells_the_state_and_every_zone_that_it_reaches_into(
      String code, String state, String zones) {
    assertThat(AreaCodes.of(code))
        .isEqualTo(new Area(Optional.of(state), List.of(zones.split(" "))));
  }

  @Test
  void a_toll_free_number_is_nowhere_and_a_canadian_one_is_in_no_state() {
    assertThat(AreaCodes.of("800")).isEqualTo(new Area(Optional.empty(), List.of()));
    assertThat(AreaCodes.of("416"))
        .isEqualTo(new Area(Optional.empty(), List.of("America/Toronto")));
    assertThat(AreaCodes.of("345").state()).as("the Caymans are not Kentucky").isEmpty();
  }

  @Test
  void every_area_code_of_the_united_states_has_a_state_and_a_zone() {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    List<String> codes =
        IntStream.range(200, 1000)
            .filter(code -> isAmerican(numbers, code))
            .mapToObj(String::valueOf)
            .toList();
    assertThat(codes).hasSizeGreaterThan(300);
    assertThat(codes)
        .allSatisfy(
            code -> {
              assertThat(AreaCodes.of(code).state()).isPresent();
              assertThat(AreaCodes.of(code).zones())
                  .isNotEmpty()
                  .allMatch(zone -> ZoneId.getAvailableZoneIds().contains(zone));
            });
  }

  private static boolean isAmerican(PhoneNumberUtil numbers, int code) {
    var number =
        new com.google.i18n.phonenumbers.Phonenumber.PhoneNumber()
            .setCountryCode(1)
            .setNationalNumber(code * 10_000_000L + 5_550_100);
    return numbers.isNumberGeographical(number)
        && "US".equals(numbers.getRegionCodeForNumber(number));
  }
}
