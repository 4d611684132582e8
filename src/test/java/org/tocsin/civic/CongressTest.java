package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CongressTest {
  @ParameterizedTest
  @CsvSource({
    "2017-01-02, 114",
    "2017-01-03, 115",
    "2017-03-14, 115",
    "2018-12-31, 115",
    "2019-01-02, 115",
    "2019-01-03, 116",
    "2026-06-15, 119",
    "2027-01-03, 120"
  })
  void a_congress_begins_on_january_3_of_an_odd_year(LocalDate day, int congress) {
    assertThat(Congress.at(day)).isEqualTo(congress);
  }

  // 20th Amendment, section 1
  @Test
  void it_begins_at_noon_in_washington() {
    assertThat(Congress.at(Instant.parse("2027-01-03T16:59:59Z"))).isEqualTo(119);
    assertThat(Congress.at(Instant.parse("2027-01-03T17:00:00Z"))).isEqualTo(120);
    assertThat(Congress.begins(120)).isEqualTo("2027-01-03T17:00:00Z");
    assertThat(Congress.at(Instant.parse("2026-01-01T03:00:00Z"))).isEqualTo(119);
  }

  @ParameterizedTest
  @CsvSource({"111, 111th", "119, 119th", "121, 121st", "122, 122nd", "123, 123rd"})
  void it_is_named_by_its_number(int congress, String name) {
    assertThat(Congress.ordinal(congress)).isEqualTo(name);
  }

  @Test
  void a_congress_ends_when_the_next_begins() {
    assertThat(Congress.endOf(115)).isEqualTo("2019-01-03");
  }
}
