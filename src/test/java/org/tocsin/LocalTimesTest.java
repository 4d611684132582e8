package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {
  private static final LocalTimes SYRACUSE =
      new LocalTimes(Optional.of(ZoneId.of("America/New_York")));

  private static Instant read(LocalTimes times, String written) {
    return times.instant(WallTime.of(written));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-03T18:00, 2027-03-03T23:00:00Z",
    "2027-03-03 18:00, 2027-03-03T23:00:00Z",
    "2027-07-03T18:00:30, 2027-07-03T22:00:30Z",
    "2027-03-03T18:00 America/Denver, 2027-03-04T01:00:00Z",
    "2027-03-03T18:00-08:00, 2027-03-04T02:00:00Z",
    "2027-03-03T18:00Z, 2027-03-03T18:00:00Z",
    "2027-03-03t18:00:00.5z, 2027-03-03T18:00:00.5Z",
    "2027-03-03T18:00 UTC, 2027-03-03T18:00:00Z"
  })
  void a_time_without_a_zone_is_the_organizations_and_never_the_servers(
      String written, Instant instant) {
    TimeZone servers = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(read(SYRACUSE, written)).isEqualTo(instant);
    } finally {
      TimeZone.setDefault(servers);
    }
  }

  @Test
  void where_no_zone_is_set_a_time_must_say_its_own() {
    assertThatThrownBy(() -> read(LocalTimes.UNSET, "2027-03-03T18:00"))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.time-zone is not set")
        .hasMessageContaining("2027-03-03T18:00 America/New_York");
    assertThat(read(LocalTimes.UNSET, "2027-03-03T18:00 America/New_York"))
        .isEqualTo(Instant.parse("2027-03-03T23:00:00Z"));
  }

  @Test
  void an_hour_that_clocks_skip_is_refused() {
    assertThatThrownBy(() -> read(SYRACUSE, "2027-03-14T02:30"))
        .hasMessage(
            "There is no 2027-03-14T02:30 in America/New_York: clocks go from 02:00 to 03:00 that"
                + " day. Give another time.");
  }

  @Test
  void an_hour_that_comes_twice_is_refused_and_can_be_told_apart() {
    assertThatThrownBy(() -> read(SYRACUSE, "2027-11-07T01:30"))
        .hasMessageContaining("comes twice in America/New_York")
        .hasMessageContaining("2027-11-07T01:30-04:00 for the first")
        .hasMessageContaining("2027-11-07T01:30-05:00 for the second");
    assertThat(read(SYRACUSE, "2027-11-07T01:30-05:00"))
        .isEqualTo(Instant.parse("2027-11-07T06:30:00Z"));
  }

  @Test
  void a_time_is_told_in_the_organizations_zone() {
    assertThat(SYRACUSE.words(Instant.parse("2027-03-03T23:00:00Z")))
        .isEqualTo("Wed 3 March 2027, 18:00 EST (America/New_York)");
    assertThat(SYRACUSE.words(Instant.parse("2027-03-31T22:00:00Z")))
        .isEqualTo("Wed 31 March 2027, 18:00 EDT (America/New_York)");
    assertThat(LocalTimes.UNSET.words(Instant.parse("2027-03-03T23:00:00Z")))
        .isEqualTo("Wed 3 March 2027, 23:00 UTC");
    assertThat(
            LocalTimes.UNSET
                .or(Optional.of(ZoneId.of("America/Denver")))
                .words(Instant.parse("2027-03-03T23:00:00Z")))
        .isEqualTo("Wed 3 March 2027, 16:00 MST (America/Denver)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2027-03-31",
        "2027-02-30T12:00",
        "2027-03-31T24:30",
        "2027-03-31T8:00",
        "2027-03-31T20:00 Syracuse",
        "2027-03-31T20:00 New York",
        "+12027-03-31T20:00Z",
        "2027-03-31T20:00+25:00",
        "18:00"
      })
  void what_is_no_time_is_refused_with_how_to_write_one(String wrong) {
    assertThatThrownBy(() -> WallTime.of(wrong))
        .isInstanceOf(TocsinException.class)
        .hasMessage(
            "'"
                + wrong
                + "' is no time. Write date, T, time and zone: 2027-03-31T20:00 America/New_York.");
  }
}
