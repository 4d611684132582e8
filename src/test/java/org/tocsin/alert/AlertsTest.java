package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.ENGLISH;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.Ledger;
import org.tocsin.support.SendingProcess;

final class AlertsTest {
  private static final String ANN = "ann@example.org";
  private static final String BEN = "ben@example.org";
  private static final Outcome LATER = new Outcome.Deferred("451", "later", Outcome.Fault.DELIVERY);

  @TempDir static Path folder;
  private static Installation town;

  private SendingProcess process;

  @BeforeAll
  static void install() {
    town = new Installation(folder).withOfficials().withDistricts();
  }

  @BeforeEach
  void two_people() {
    town.ledger.clear();
    town.withPerson(ANN, "").withPerson(BEN, "");
    process = town.ledger.process();
  }

  private static SendOptions at(Duration later) {
    return new SendOptions(
        Optional.of(Ledger.NOON.plus(later)),
        Optional.empty(),
        Set.of(Channel.values()),
        List.of(),
        false,
        false);
  }

  @Test
  void an_alert_is_released_when_its_time_has_come_and_not_before() {
    long alert = town.released(sheet(), at(Duration.ofHours(1)));
    assertThat(town.state(alert)).isEqualTo(AlertState.SCHEDULED);
    assertThat(town.gathering(ALWAYS).next()).isFalse();
    assertThat(town.report(alert).roster()).isEmpty();
    town.clock.advance(Duration.ofHours(1));
    town.alerts.release();
    assertThat(town.state(alert)).isEqualTo(AlertState.GATHERING);
    assertThat(town.alerts.summary(alert).releasedAt()).contains(town.clock.instant());
  }

  // P8
  @Test
  void an_alert_is_made_from_the_officials_in_force_at_its_release_whatever_is_imported_later() {
    long alert = town.released(sheet(), at(Duration.ofHours(1)));
    town.rosters.add(LocalDate.parse("2017-03-13"), "older", List.of());
    town.rosters.add(LocalDate.parse("2017-03-15"), "newer", onlyKatko("Ann", "Successor"));
    town.clock.advance(Duration.ofHours(1));
    town.alerts.release();
    town.rosters.add(LocalDate.parse("2017-03-16"), "too late", onlyKatko("Too", "Late"));
    town.gatherAll(ALWAYS);
    assertThat(town.report(alert).roster()).isEqualTo("2017-03-15");
    assertThat(town.rendering(alert, ANN).body()).contains("Successor").doesNotContain("Katko");
    // as it was before, for the other tests
    town.rosters.add(LocalDate.parse("2017-03-17"), "test", new DemoFacts().officials());
  }

  private static List<Official> onlyKatko(String first, String last) {
    Official katko =
        new DemoFacts()
            .officials().stream()
                .filter(o -> District.of("NY-24").equals(o.district()))
                .findFirst()
                .orElseThrow();
    return List.of(
        new Official(
            katko.bioguide(),
            first,
            last,
            first + " " + last,
            katko.party(),
            katko.chamber(),
            katko.state(),
            katko.district(),
            katko.termStart(),
            katko.termEnd(),
            katko.offices()));
  }

  @Test
  void the_newest_alert_stands_first_in_the_list() {
    long first = town.released(sheet(), SendOptions.plain());
    long second = town.released(sheet("other", ENGLISH.formatted("two")), SendOptions.plain());
    assertThat(town.alerts.list()).extracting(Alerts.Summary::id).containsExactly(second, first);
    assertThat(town.alerts.list()).extracting(Alerts.Summary::sheet).contains("sheet", "other");
  }

  @Test
  void pausing_while_gathering_stops_it_and_resuming_goes_on_where_it_stood() {
    town.withMany(1_000);
    long alert = town.released(sheet(), SendOptions.plain());
    town.gathering(ALWAYS).next();
    town.alerts.pause(alert);
    long before = town.count(alert, EMAIL, "queued");
    assertThat(town.gathering(ALWAYS).next()).isFalse();
    assertThat(process.claim(EMAIL, 25)).isEmpty();
    assertThat(town.count(alert, EMAIL, "queued")).isEqualTo(before).isPositive();

    town.alerts.resume(alert);
    assertThat(town.state(alert)).isEqualTo(AlertState.GATHERING);
    town.gatherAll(ALWAYS);
    assertThat(town.addresses(alert)).hasSize(1_002).doesNotHaveDuplicates();
  }

  @Test
  void pausing_while_sending_lets_everything_wait_until_it_is_resumed() {
    long alert = town.gathered(sheet());
    town.alerts.pause(alert);
    assertThat(process.claim(EMAIL, 25)).isEmpty();
    town.alerts.finish();
    assertThat(town.state(alert)).isEqualTo(AlertState.PAUSED);
    town.alerts.resume(alert);
    assertThat(town.state(alert)).isEqualTo(AlertState.SENDING);
    assertThat(process.claim(EMAIL, 25)).hasSize(2);
  }

  @Test
  void what_is_in_hand_when_an_alert_is_paused_comes_to_its_end() {
    long alert = town.gathered(sheet());
    List<ClaimedDelivery> begun = process.attempt(EMAIL);
    town.alerts.pause(alert);
    process.record(begun.get(0), new Outcome.Accepted("id"));
    process.record(begun.get(1), LATER);
    assertThat(town.count(alert, EMAIL, "accepted")).isEqualTo(1);
    assertThat(town.count(alert, EMAIL, "queued")).isEqualTo(1);
  }

  @Test
  void cancelling_before_the_release_sends_nothing() {
    long alert = town.released(sheet(), at(Duration.ofHours(1)));
    town.alerts.cancel(alert);
    town.clock.advance(Duration.ofHours(1));
    town.alerts.release();
    assertThat(town.state(alert)).isEqualTo(AlertState.CANCELLED);
    assertThat(town.gathering(ALWAYS).next()).isFalse();
  }

  @Test
  void cancelling_while_gathering_cancels_what_is_queued_and_gathers_no_more() {
    town.withMany(1_000);
    long alert = town.released(sheet(), SendOptions.plain());
    town.gathering(ALWAYS).next();
    long queued = town.count(alert, EMAIL, "queued");
    town.alerts.cancel(alert);
    assertThat(town.gathering(ALWAYS).next()).isFalse();
    assertThat(town.count(alert, EMAIL, "cancelled")).isEqualTo(queued).isPositive();
    assertThat(town.count(alert, EMAIL, "queued")).isZero();
    assertThat(process.claim(EMAIL, 25)).isEmpty();
  }

  @Test
  void cancelling_while_sending_ends_what_waits_and_keeps_what_went() {
    long alert = town.gathered(sheet());
    List<ClaimedDelivery> claim = process.claim(EMAIL, 1);
    process.record(process.begin(claim).get(0), new Outcome.Accepted("id"));
    town.alerts.cancel(alert);
    assertThat(town.count(alert, EMAIL, "accepted")).isEqualTo(1);
    assertThat(town.count(alert, EMAIL, "cancelled")).isEqualTo(1);
  }

  @Test
  void what_was_in_hand_when_an_alert_was_cancelled_does_not_wait_for_ever() {
    town.withPerson("carla@example.org", "");
    long alert = town.gathered(sheet());
    List<ClaimedDelivery> begun = process.begin(process.claim(EMAIL, 2));
    process.claim(EMAIL, 1);
    town.alerts.cancel(alert);
    process.record(begun.get(0), LATER);
    process.record(begun.get(1), new Outcome.Accepted("id"));
    process.worker.deregister();
    town.alerts.finish();
    assertThat(town.count(alert, EMAIL, "queued")).isZero();
    assertThat(town.count(alert, EMAIL, "accepted")).isEqualTo(1);
    assertThat(town.count(alert, EMAIL, "cancelled")).isEqualTo(2);
  }

  @Test
  void an_alert_is_done_when_nothing_of_it_waits() {
    long alert = town.gathered(sheet());
    town.alerts.finish();
    assertThat(town.state(alert)).isEqualTo(AlertState.SENDING);

    List<ClaimedDelivery> begun = process.attempt(EMAIL);
    town.alerts.finish();
    assertThat(town.state(alert)).as("leased").isEqualTo(AlertState.SENDING);

    process.record(begun.get(0), new Outcome.Accepted("id"));
    process.recordNothingKnown(begun.get(1));
    town.alerts.finish();
    assertThat(town.state(alert)).as("in doubt").isEqualTo(AlertState.SENDING);

    process.record(begun.get(1), LATER);
    town.alerts.finish();
    assertThat(town.state(alert)).as("deferred").isEqualTo(AlertState.SENDING);

    town.clock.advance(Ledger.BACKOFF.cap());
    process.record(
        process.attemptOne(EMAIL), new Outcome.Refused("550", "no", Outcome.Target.MESSAGE));
    town.alerts.finish();
    assertThat(town.state(alert)).isEqualTo(AlertState.DONE);
  }

  @Test
  void an_alert_for_nobody_is_done_at_once() {
    long alert = town.gathered(sheet(), nobody(), ALWAYS);
    town.alerts.finish();
    assertThat(town.state(alert)).isEqualTo(AlertState.DONE);
  }

  private static SendOptions nobody() {
    return new SendOptions(
        Optional.empty(),
        Optional.empty(),
        Set.of(Channel.values()),
        List.of("state=WY"),
        false,
        false);
  }

  @Test
  void steering_what_cannot_be_steered_says_why_and_changes_nothing() {
    long alert = town.released(sheet(), at(Duration.ofHours(1)));
    refused(() -> town.alerts.pause(alert), "is scheduled", "can be paused");
    refused(() -> town.alerts.resume(alert), "is scheduled", "only a paused one");
    town.alerts.cancel(alert);
    refused(() -> town.alerts.cancel(alert), "is cancelled", "it has ended");
    refused(() -> town.alerts.pause(alert + 99), "There is no alert", "tocsin alert list");
    assertThat(town.state(alert)).isEqualTo(AlertState.CANCELLED);
  }

  private static void refused(Runnable steering, String... words) {
    assertThatThrownBy(steering::run)
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll(words);
  }
}
