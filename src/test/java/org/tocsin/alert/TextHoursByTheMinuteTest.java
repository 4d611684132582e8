package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tocsin.alert.TextHours.Window;

/** P6 held against counting minutes, with every time zone of the United States (L03, L04, L05). */
final class TextHoursByTheMinuteTest {
  private static final List<String> ZONES =
      List.of(
          "America/New_York",
          "America/Detroit",
          "America/Kentucky/Louisville",
          "America/Indiana/Indianapolis",
          "America/Indiana/Tell_City",
          "America/Menominee",
          "America/Chicago",
          "America/North_Dakota/Center",
          "America/Denver",
          "America/Boise",
          "America/Phoenix",
          "America/Los_Angeles",
          "America/Anchorage",
          "America/Adak",
          "Pacific/Honolulu",
          "America/Puerto_Rico",
          "America/St_Thomas",
          "Pacific/Guam",
          "Pacific/Saipan",
          "Pacific/Pago_Pago");
  private static final List<String> STATES =
      List.of("AL", "FL", "KY", "LA", "MS", "NV", "NY", "RI", "TX", "WY");
  private static final StateRules RULES = StateRules.builtIn();
  private static final long LAST_MINUTE = Duration.ofDays(9).toMinutes();

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2024-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2030-12-31T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  /** In the days around the changes of the clock, where mistakes would be. */
  @Provide
  Arbitrary<Instant> momentsOfChange() {
    return Arbitraries.of(ZONES)
        .map(ZoneId::of)
        .flatMap(
            zone ->
                moments()
                    .map(
                        at ->
                            Optional.ofNullable(zone.getRules().nextTransition(at))
                                .map(change -> change.getInstant())
                                .orElse(at)))
        .flatMap(
            change ->
                Arbitraries.longs().between(-100_000, 20_000).map(s -> change.plusSeconds(s)));
  }

  @Provide
  Arbitrary<Set<ZoneId>> zones() {
    return Arbitraries.of(ZONES).map(ZoneId::of).set().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<Set<String>> states() {
    return Arbitraries.of(STATES).set().ofMaxSize(2);
  }

  /** Also hours that nobody would set, since clocks change at night. */
  @Provide
  Arbitrary<String> settings() {
    return Arbitraries.of(
        "09:00-20:00", "08:00-21:00", "00:30-23:30", "01:15-02:45", "02:10-12:00");
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void a_text_goes_in_the_first_minutes_that_are_inside_everywhere(
      @ForAll("moments") Instant from,
      @ForAll("settings") String setting,
      @ForAll("zones") Set<ZoneId> zones,
      @ForAll("states") Set<String> states) {
    assertThatItIsAsCounted(from, setting, new Place(zones, states));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void and_so_it_is_when_clocks_change(
      @ForAll("momentsOfChange") Instant from,
      @ForAll("settings") String setting,
      @ForAll("zones") Set<ZoneId> zones,
      @ForAll("states") Set<String> states) {
    assertThatItIsAsCounted(from, setting, new Place(zones, states));
  }

  private static void assertThatItIsAsCounted(Instant from, String setting, Place place) {
    Optional<Window> window = TextHours.parse(setting, RULES).next(from, place);
    Hours hours = Hours.read(setting.substring(0, 5), setting.substring(6)).orElseThrow();
    assertThat(window.filter(w -> w.opens().isBefore(from.plus(LAST_MINUTE, ChronoUnit.MINUTES))))
        .isEqualTo(counted(from, hours, place));
  }

  /** Minute by minute, each looked up on the wall clocks of all zones. */
  private static Optional<Window> counted(Instant from, Hours hours, Place place) {
    Optional<Instant> opens = Optional.empty();
    Instant whole = from.truncatedTo(ChronoUnit.MINUTES);
    for (long minute = 0; minute < LAST_MINUTE; minute++) {
      Instant at = minute == 0 ? from : whole.plus(minute, ChronoUnit.MINUTES);
      boolean inside = isInside(at, hours, place);
      if (opens.isPresent() && !inside) {
        return Optional.of(new Window(opens.get(), Optional.of(at)));
      } else if (opens.isEmpty() && inside) {
        opens = Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean isInside(Instant at, Hours hours, Place place) {
    return place.zones().stream()
        .allMatch(
            zone -> {
              LocalDateTime local = LocalDateTime.ofInstant(at, zone);
              return RULES
                  .on(local.toLocalDate(), hours, place.states())
                  .filter(
                      day ->
                          !local.toLocalTime().isBefore(day.opens())
                              && local.toLocalTime().isBefore(day.closes()))
                  .isPresent();
            });
  }
}
