package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.TocsinException;
import org.tocsin.alert.TextHours.Window;

/** P6, L01, L03, L04, L05. */
final class TextHoursTest {
  private static final TextHours HOURS = hours("09:00-20:00");

  private static TextHours hours(String setting) {
    return TextHours.parse(setting, StateRules.builtIn());
  }

  private static Instant at(String local, String zone) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
  }

  private static Place place(Set<String> states, String... zones) {
    return new Place(Stream.of(zones).map(ZoneId::of).collect(Collectors.toSet()), states);
  }

  private static Window next(Instant from, String... zones) {
    return HOURS.next(from, place(Set.of(), zones)).orElseThrow();
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
    Place far = place(Set.of(), "Pacific/Guam", "America/New_York");
    assertThat(hours("12:00-13:00").next(Instant.parse("2026-11-24T12:00:00Z"), far)).isEmpty();
  }

  // L05, with the federal holidays of Alabama; 2026-11-26 is Thanksgiving, 2026-11-29 a Sunday.
  @ParameterizedTest
  @CsvSource({
    "KY, America/Kentucky/Louisville, 2026-11-24T09:30, 2026-11-24T10:00, 20:00",
    "RI, America/New_York, 2026-11-24T18:00, 2026-11-25T09:00, 18:00",
    "RI, America/New_York, 2026-11-28T09:00, 2026-11-28T10:00, 17:00",
    "TX, America/Chicago, 2026-11-29T09:00, 2026-11-29T12:00, 20:00",
    "LA, America/Chicago, 2026-11-28T20:00, 2026-11-30T09:00, 20:00",
    "MS, America/Chicago, 2026-11-29T12:00, 2026-11-30T09:00, 20:00",
    "AL, America/Chicago, 2026-11-25T20:00, 2026-11-27T09:00, 20:00",
    "NY, America/New_York, 2026-11-26T08:00, 2026-11-26T09:00, 20:00"
  })
  void a_stricter_state_narrows_the_hours(
      String state, String zone, String from, String opens, String closes) {
    Window window = HOURS.next(at(from, zone), place(Set.of(state), zone)).orElseThrow();
    assertThat(window.opens()).isEqualTo(at(opens, zone));
    assertThat(window.closes().orElseThrow().atZone(ZoneId.of(zone)).toLocalTime())
        .hasToString(closes);
  }

  @Test
  void where_several_states_are_possible_the_strictest_hours_hold() {
    Instant early = at("2026-11-24T08:00", "America/Chicago");
    Window window =
        hours("08:00-21:00")
            .next(early, place(Set.of("KY", "CT", "NY"), "America/Chicago"))
            .orElseThrow();
    assertThat(window)
        .isEqualTo(
            new Window(
                at("2026-11-24T10:00", "America/Chicago"),
                Optional.of(at("2026-11-24T20:00", "America/Chicago"))));
  }

  @Test
  void off_means_at_all_hours_in_every_state() {
    Instant sundayNight = at("2026-11-29T03:00", "America/Chicago");
    assertThat(hours("off").next(sundayNight, place(Set.of("AL"), "America/Chicago")))
        .contains(new Window(sundayNight, Optional.empty()));
  }

  @Test
  void hours_in_the_night_are_exact_where_the_clock_changes() {
    // L04: 02:00 becomes 03:00 on 2026-03-08, and 01:00 comes twice on 2026-11-01.
    TextHours late = TextHours.parse("01:30-02:30", new StateRules(Map.of()));
    Place boise = place(Set.of(), "America/Boise");
    assertThat(late.next(at("2026-03-08T00:00", "America/Boise"), boise))
        .contains(
            new Window(
                Instant.parse("2026-03-08T08:30:00Z"),
                Optional.of(Instant.parse("2026-03-08T09:00:00Z"))));
    assertThat(late.next(at("2026-11-01T00:00", "America/Boise"), boise))
        .contains(
            new Window(
                Instant.parse("2026-11-01T07:30:00Z"),
                Optional.of(Instant.parse("2026-11-01T08:00:00Z"))));
  }

  @Test
  void a_misspelt_setting_says_how_to_write_it() {
    for (String wrong : List.of("9-20", "", "20:00-09:00", "09:00-20:00-21:00", "always")) {
      assertThatThrownBy(() -> hours(wrong))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("09:00-20:00, or off");
    }
  }
}
