package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.BadInput;

final class StateRulesTest {
  private static final String HEADER = "state,days,from,to,note,source,as_of\n";
  private static final Hours FEDERAL = Hours.read("08:00", "21:00").orElseThrow();

  @TempDir Path folder;

  private static String on(StateRules rules, String day, String state) {
    return rules
        .on(LocalDate.parse(day), FEDERAL, Set.of(state))
        .map(hours -> hours.opens() + "-" + hours.closes())
        .orElse("none");
  }

  // L05; 2026-11-23 is a Monday.
  @ParameterizedTest
  @CsvSource({
    "AL, 08:00-20:00, 08:00-20:00, none",
    "CT, 09:00-20:00, 09:00-20:00, 09:00-20:00",
    "FL, 08:00-20:00, 08:00-20:00, 08:00-20:00",
    "KY, 10:00-21:00, 10:00-21:00, 10:00-21:00",
    "LA, 08:00-20:00, 08:00-20:00, none",
    "MA, 08:00-20:00, 08:00-20:00, 08:00-20:00",
    "MD, 08:00-20:00, 08:00-20:00, 08:00-20:00",
    "MI, 09:00-21:00, 09:00-21:00, 09:00-21:00",
    "MN, 09:00-21:00, 09:00-21:00, 09:00-21:00",
    "MS, 08:00-20:00, 08:00-20:00, none",
    "NJ, 08:00-20:00, 08:00-20:00, 08:00-20:00",
    "NM, 09:00-21:00, 09:00-21:00, 09:00-21:00",
    "NV, 09:00-20:00, 09:00-20:00, 09:00-20:00",
    "OK, 08:00-20:00, 08:00-20:00, 08:00-20:00",
    "RI, 09:00-18:00, 10:00-17:00, 10:00-17:00",
    "TX, 09:00-21:00, 09:00-21:00, 12:00-21:00",
    "NY, 08:00-21:00, 08:00-21:00, 08:00-21:00"
  })
  void the_rules_that_come_with_the_program_are_those_of_l05(
      String state, String monday, String saturday, String sunday) {
    StateRules rules = StateRules.builtIn();
    assertThat(on(rules, "2026-11-23", state)).isEqualTo(monday);
    assertThat(on(rules, "2026-11-28", state)).isEqualTo(saturday);
    assertThat(on(rules, "2026-11-29", state)).isEqualTo(sunday);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
        "2026-07-04", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
        "2027-06-18", "2027-07-05", "2027-12-24", "2027-12-31", "2028-01-17"
      })
  void on_a_holiday_or_the_day_it_is_observed_nothing_goes_to_alabama(String day) {
    // 5 U.S.C. 6103
    assertThat(on(StateRules.builtIn(), day, "AL")).isEqualTo("none");
    assertThat(on(StateRules.builtIn(), day, "MD")).isEqualTo("08:00-20:00");
  }

  @Test
  void a_year_has_eleven_holidays_and_those_observed() {
    long days =
        LocalDate.parse("2025-01-01")
            .datesUntil(LocalDate.parse("2026-01-01"))
            .filter(Holidays::has)
            .count();
    assertThat(days).isEqualTo(11);
  }

  private StateRules rules(String... rows) throws IOException {
    return StateRules.read(
        Files.writeString(folder.resolve("hours.csv"), HEADER + String.join("\n", rows)));
  }

  @Test
  void a_file_of_ones_own_is_taken_in_place_of_them() throws IOException {
    StateRules rules =
        rules(
            "# signed off by counsel",
            "WA,mon wed-fri,10:00,19:00,\"a note, with a comma\",counsel,2026-11-24");
    assertThat(on(rules, "2026-11-23", "WA")).isEqualTo("10:00-19:00");
    assertThat(on(rules, "2026-11-24", "WA")).isEqualTo("08:00-21:00");
    assertThat(on(rules, "2026-11-29", "AL")).isEqualTo("08:00-21:00");
  }

  @Test
  void a_spreadsheets_byte_order_mark_does_no_harm() throws IOException {
    Path file = folder.resolve("hours.csv");
    Files.writeString(file, "\uFEFF" + HEADER + "WA,sun,,,,counsel,2026-11-24\n");
    assertThat(on(StateRules.read(file), "2026-11-29", "WA")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XX,mon,09:00,20:00,,s,2026-11-24 | state",
        "WA,monday,09:00,20:00,,s,2026-11-24 | days",
        "WA,fri-mon,09:00,20:00,,s,2026-11-24 | days",
        "WA,,09:00,20:00,,s,2026-11-24 | days",
        "WA,mon,9,20,,s,2026-11-24 | from",
        "WA,mon,20:00,09:00,,s,2026-11-24 | from",
        "WA,mon,09:00,,,s,2026-11-24 | from",
        "WA,mon,09:00,20:00,,s,soon | as_of"
      })
  void a_wrong_row_is_named_with_its_line_and_column(String row, String column) {
    assertThatThrownBy(() -> rules("NY,mon,09:00,20:00,,s,2026-11-24", row))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("hours.csv:3: " + column + ": ");
  }

  @Test
  void a_file_that_is_missing_or_no_table_is_named() {
    assertThatThrownBy(() -> StateRules.read(folder.resolve("none.csv")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("none.csv")
        .hasMessageContaining("tocsin.text-hours");
    Stream.of(new byte[] {'s', (byte) 0xFF, '\n', 'x'}, "a,b\n1\n".getBytes())
        .forEach(
            bytes ->
                assertThatThrownBy(
                        () -> StateRules.read(Files.write(folder.resolve("odd.csv"), bytes)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("odd.csv"));
  }
}
