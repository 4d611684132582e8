package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.TocsinException;
import org.tocsin.alert.Hours.Window;

/** P6, L01, L03, L04. */
final class HoursTest {
  private static final Hours HOURS = Hours.parse("09:00-20:00");

  private static Instant at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }

  private static Window next(Instant from, String... zones) {
    return HOURS.next(from, List.of(zones).stream().map(ZoneId::of).toList()).orElseThrow();
  }

  @Test
  void a_text_inside_the_hours_goes_at_once_and_until_they_end() {
    Instant noon = at("2026-11-24T12:00", "America/New_York");
    assertThat(next(noon, "America/New_York"))
        .isEqualTo(new Window(noon, Optional.of(at("2026-11-24T20:00", "America/New_York"))));
  }

  // L04: the days on which clocks change, and places where they do not.
  @ParameterizedTest
  @CsvSource({
    "2026-03-07, Pacific/Honolulu",
    "2026-03-07, America/Boise",
    "2026-03-07, America/Phoenix",
    "2026-03-07, America/Indiana/Indianapolis",
    "2026-10-31, Pacific/Honolulu",
    "2026-10-31, America/Boise",
    "2026-10-31, America/Phoenix",
    "2026-10-31, America/Indiana/Indianapolis"
  })
  void a_text_at_half_past_nine_in_the_evening_waits_for_nine_in_the_morning(
      String day, String zone) {
    LocalDateTime evening = LocalDateTime.parse(day + "T21:30");
    Window window = next(evening.atZone(ZoneId.of(zone)).toInstant(), zone);
    assertThat(window.opens().atZone(ZoneId.of(zone)).toLocalDateTime())
        .isEqualTo(evening.toLocalDate().plusDays(1).atTime(9, 0));
  }

  @Test
  void where_two_zones_are_possible_both_must_be_inside() {
    Instant early = at("2026-11-24T09:30", "America/New_York");
    Window window = next(early, "America/New_York", "America/Los_Angeles");
    assertThat(window.opens()).isEqualTo(at("2026-11-24T09:00", "America/Los_Angeles"));
    assertThat(window.closes()).contains(at("2026-11-24T20:00", "America/New_York"));
  }

  @Test
  void where_nothing_is_known_the_hours_are_those_that_fit_the_contiguous_states() {
    Instant early = at("2026-11-24T09:30", "America/New_York");
    assertThat(next(early).opens()).isEqualTo(at("2026-11-24T09:00", "America/Los_Angeles"));
  }

  @Test
  void zones_without_a_common_hour_have_no_window() {
    Hours noon = Hours.parse("12:00-13:00");
    List<ZoneId> zones = List.of(ZoneId.of("Pacific/Guam"), ZoneId.of("America/New_York"));
    assertThat(noon.next(Instant.parse("2026-11-24T12:00:00Z"), zones)).isEmpty();
  }

  @Test
  void off_means_at_all_hours() {
    Instant night = at("2026-11-24T03:00", "America/New_York");
    List<ZoneId> zones = List.of(ZoneId.of("America/New_York"));
    assertThat(Hours.parse("off").next(night, zones)).contains(new Window(night, Optional.empty()));
  }

  @Test
  void a_misspelt_setting_says_how_to_write_it() {
    for (String wrong : List.of("9-20", "", "20:00-09:00", "09:00-20:00-21:00", "always")) {
      assertThatThrownBy(() -> Hours.parse(wrong))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("09:00-20:00, or off");
    }
  }
}
