package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Withdrawals;
import org.tocsin.sheet.Sheet;

/** What publishing refuses, the release of an alert that waits refuses too. */
final class HeldAlertsTest {
  private static final String ANN = "ann@example.org";
  private static final Instant BEGINS = Instant.parse("2019-01-03T17:00:00Z");

  @TempDir Path folder;
  private Installation town;

  @BeforeEach
  void install() {
    town = new Installation(folder).withOfficials().withDistricts().withPerson(ANN, "");
    town.clock.set(BEGINS.minus(Duration.ofMinutes(10)));
  }

  private long waiting(Duration untilRelease, Instant deadline, boolean evenStale) {
    return town.publishing
        .publish(
            sheet(),
            new SendOptions(
                Optional.of(town.clock.instant().plus(untilRelease)),
                Optional.ofNullable(deadline),
                Set.of(Channel.values()),
                List.of(),
                false,
                evenStale))
        .id();
  }

  private long waiting() {
    return waiting(Duration.ofMinutes(5), null, false);
  }

  @Test
  void senators_whose_terms_have_ended_by_then_are_named_before_it_is_published() {
    SendOptions later =
        new SendOptions(
            Optional.of(BEGINS), Optional.empty(), Set.of(Channel.EMAIL), List.of(), false, true);
    assertThat(town.publishing.preview(sheet(), SendOptions.plain()).warnings())
        .noneMatch(p -> p.field().equals("term_end"));
    town.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE official SET term_end = '2019-01-03'
                WHERE chamber = 'senate' AND last_name = 'Gillibrand'
                """));
    assertThat(town.publishing.preview(sheet(), later).warnings())
        .filteredOn(p -> p.field().equals("term_end"))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("Gillibrand (NY)", "officials update"));
  }

  private void theNextCongress(String day) {
    Official newcomer =
        new Official(
            "X000022",
            "Pat",
            "Newcomer",
            "Pat Newcomer",
            "Democrat",
            Chamber.HOUSE,
            "NY",
            new District("NY", 22),
            LocalDate.parse("2019-01-03"),
            LocalDate.parse("2021-01-03"),
            List.of(new Office("DC", "202-555-0122", null, null)));
    town.rosters.add(LocalDate.parse(day), "next", List.of(newcomer));
  }

  private void itsDistricts() {
    town.districts.add(116, "next", Map.of("13202", List.of(District.of("NY-22"))));
  }

  private void nothingWentAndItSays(long alert, String... words) {
    town.gatherAll(ALWAYS);
    assertThat(town.addresses(alert)).isEmpty();
    assertThat(town.state(alert)).isEqualTo(AlertState.SCHEDULED);
    assertThat(town.alerts.held()).extracting(Held::id).containsExactly(alert);
    assertThat(town.alerts.report(alert).held().orElseThrow()).contains(words);
    assertThat(town.alerts.report(alert).json()).containsKey("held");
  }

  @Test
  void an_alert_is_held_while_the_new_officials_have_no_districts_and_goes_when_they_are_here() {
    long alert = waiting();
    town.clock.set(BEGINS.plusSeconds(60));
    theNextCongress("2019-01-03");
    town.alerts.release();
    nothingWentAndItSays(alert, "116th Congress", "districts import ZCCD --congress 116");
    itsDistricts();
    town.alerts.release();
    assertThat(town.alerts.held()).isEmpty();
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(alert, ANN).body()).contains("Newcomer").doesNotContain("Katko");
  }

  @Test
  void an_alert_is_held_when_the_terms_of_the_house_have_ended_before_it_went() {
    long alert = waiting();
    town.clock.set(BEGINS);
    town.alerts.release();
    nothingWentAndItSays(alert, "ended on 2019-01-03", "116th Congress", "officials update");
  }

  @Test
  void until_noon_in_washington_the_old_house_sits_and_the_alert_goes() {
    long alert = waiting();
    town.clock.set(BEGINS.minusSeconds(1));
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(alert, ANN).body()).contains("Katko");
  }

  @Test
  void who_wanted_it_sent_with_the_old_officials_gets_it_sent() {
    long alert = waiting(Duration.ofMinutes(20), null, true);
    town.clock.set(BEGINS.plus(Duration.ofMinutes(11)));
    town.alerts.release();
    assertThat(town.state(alert)).isEqualTo(AlertState.GATHERING);
  }

  @Test
  void one_that_is_held_past_its_deadline_ends_and_everybody_is_counted_as_expired() {
    long alert = waiting(Duration.ofMinutes(5), BEGINS.plus(Duration.ofHours(1)), false);
    town.clock.set(BEGINS);
    town.alerts.release();
    nothingWentAndItSays(alert, "ended on 2019-01-03");
    town.clock.set(BEGINS.plus(Duration.ofHours(2)));
    town.alerts.release();
    town.gatherAll(ALWAYS);
    new Deadlines(town.jdbi, town.clock, ALWAYS).pass();
    assertThat(town.report(alert).channels().get("email"))
        .containsEntry("expired", 1L)
        .containsEntry("queued", 0L);
  }

  @Test
  void officials_of_a_congress_to_come_are_kept_until_it_begins() {
    theNextCongress("2019-01-02");
    itsDistricts();
    assertThat(town.rosters.orRefused().congress()).isEqualTo(115);
    long before = waiting();
    town.clock.set(BEGINS.minusSeconds(1));
    town.alerts.release();
    assertThat(town.rosters.orRefused().congress()).isEqualTo(115);
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(before, ANN).body()).contains("Katko").doesNotContain("Newcomer");
    town.clock.set(BEGINS);
    town.alerts.release();
    assertThat(town.rosters.orRefused().congress()).isEqualTo(116);
  }

  @Test
  void publishing_for_a_time_after_the_change_goes_by_the_officials_of_that_time() {
    theNextCongress("2019-01-02");
    itsDistricts();
    long alert = waiting(Duration.ofDays(2), null, false);
    town.clock.set(BEGINS.plus(Duration.ofDays(3)));
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(alert, ANN).body()).contains("Newcomer").doesNotContain("Katko");
  }

  @Test
  void who_sits_only_then_can_be_named_in_a_sheet_for_a_time_after_the_change() {
    theNextCongress("2019-01-02");
    itsDistricts();
    Sheet names =
        sheet(
            "names",
            Installation.ENGLISH
                .formatted("one")
                .replace("asks:", "positions:\n  Newcomer: silent\nasks:"));
    SendOptions later =
        new SendOptions(
            Optional.of(BEGINS.plus(Duration.ofDays(1))),
            Optional.empty(),
            Set.of(Channel.EMAIL),
            List.of(),
            false,
            false);
    long alert = town.publishing.publish(names, later).id();
    town.clock.set(BEGINS.plus(Duration.ofDays(2)));
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(alert, ANN).body()).contains("Newcomer");
  }

  @Test
  void officials_taken_back_after_the_change_hold_an_alert_until_the_right_ones_are_here() {
    theNextCongress("2019-01-02");
    itsDistricts();
    long alert = waiting();
    town.clock.set(BEGINS.plusSeconds(1));
    new Rosters(town.jdbi, town.clock).begin();
    new Withdrawals(town.jdbi, town.clock, town.rosters).lastOfficials();
    town.alerts.release();
    nothingWentAndItSays(alert, "ended on 2019-01-03", "officials update");
    theNextCongress("2019-01-03");
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(town.rendering(alert, ANN).body()).contains("Newcomer").doesNotContain("Katko");
  }

  @Test
  void a_release_shortly_before_the_terms_end_is_warned_of() {
    town.clock.set(BEGINS.minus(Duration.ofDays(2)));
    SendOptions daysBefore =
        new SendOptions(
            Optional.of(BEGINS.minus(Duration.ofDays(1))),
            Optional.empty(),
            Set.of(Channel.EMAIL),
            List.of(),
            false,
            false);
    assertThat(town.publishing.preview(sheet(), daysBefore).warnings())
        .filteredOn(p -> p.field().equals("house_ends"))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("2019-01-03 at noon Eastern"));
    assertThat(town.publishing.officialsAt(BEGINS.minus(Duration.ofDays(3))))
        .noneMatch(p -> p.field().equals("house_ends"));
  }
}
