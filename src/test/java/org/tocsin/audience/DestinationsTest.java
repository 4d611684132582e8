package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;

final class DestinationsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+13155550123", // New York
        "+17875550123", // Puerto Rico
        "+19395550123",
        "+13406420123", // US Virgin Islands
        "+16716470123", // Guam
        "+16846330123", // American Samoa
        "+16702340123", // Northern Marianas
      })
  void the_states_and_the_territories_are_included(String phone) {
    assertThat(Destinations.unitedStates().include(phone)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14165550123", // Canada
        "+18765550123", // Jamaica
        "+18095550123", // Dominican Republic
        "+18295550123",
        "+12425550123", // Bahamas
        "+14412345678", // Bermuda
        "+442079460123",
        "+1999",
        "13155550123x",
        ""
      })
  void what_lies_elsewhere_or_nowhere_is_not(String phone) {
    assertThat(Destinations.unitedStates().include(phone)).isFalse();
  }

  @Test
  void the_setting_names_countries_of_the_north_american_plan() {
    assertThat(Destinations.of(" us, ca ").include("+14165550123")).isTrue();
    assertThat(Destinations.of("").include("+13155550123")).isFalse();
    assertThatThrownBy(() -> Destinations.of("US,UK"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("'UK'");
  }
}
