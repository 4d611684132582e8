package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void a_congress_ends_when_the_next_begins() {
    assertThat(Congress.endOf(115)).isEqualTo("2019-01-03");
  }
}
