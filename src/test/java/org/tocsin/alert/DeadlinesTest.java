package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.Channel.EMAIL;
import static org.tocsin.Channel.SMS;
import static org.tocsin.alert.Installation.DAYTIME;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.support.SendingProcess;

/** P6, L01, L03. */
final class DeadlinesTest {
  private static final String SYRACUSE = "+13155550101";
  private static final String HONOLULU = "+13155550102";
  private static final String ANN = "ann@example.org";

  @TempDir static Path folder;
  private static Installation town;

  private SendingProcess process;

  @BeforeAll
  static void install() {
    town =
        new Installation(folder)
            .withOfficials()
            .withDistricts()
            .withZones("13202,America/New_York", "96813,Pacific/Honolulu");
  }

  @BeforeEach
  void two_people_in_two_zones() {
    town.ledger.clear();
    town.withPeople(
        "email,phone,zip,email_consent,sms_consent",
        ANN + ",315-555-0101,13202,yes,yes",
        ",315-555-0102,96813,,yes");
    process = town.ledger.process();
  }

  private static Instant inSyracuse(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("America/New_York")).toInstant();
  }

  private static Instant inHonolulu(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Pacific/Honolulu")).toInstant();
  }

  private static long alertUntil(Instant deadline) {
    SendOptions order =
        new SendOptions(
            Optional.empty(),
            Optional.ofNullable(deadline),
            Set.of(Channel.values()),
            List.of(),
            false,
            false);
    return town.gathered(sheet(), order, DAYTIME);
  }

  private static void pass() {
    new Deadlines(town.jdbi, town.clock, DAYTIME).pass();
  }

  private List<String> claimed(Channel channel) {
    return process.claim(channel, 25).stream().map(ClaimedDelivery::address).toList();
  }

  @Test
  void texts_outside_the_hours_wait_for_nine_in_the_morning_where_each_person_is() {
    town.clock.set(inSyracuse("2017-03-14T21:30"));
    alertUntil(null);
    // half past three in the afternoon in Honolulu
    assertThat(claimed(SMS)).containsExactly(HONOLULU);
    assertThat(claimed(EMAIL)).containsExactly(ANN);
    pass();
    town.clock.set(inSyracuse("2017-03-15T08:59:59"));
    pass();
    assertThat(claimed(SMS)).isEmpty();
    town.clock.set(inSyracuse("2017-03-15T09:00"));
    assertThat(claimed(SMS)).containsExactly(SYRACUSE);
  }

  @Test
  void a_text_that_did_not_go_within_the_hours_waits_for_the_next_day() {
    town.clock.set(inSyracuse("2017-03-14T19:30"));
    long alert = alertUntil(null);
    town.clock.set(inSyracuse("2017-03-14T20:00"));
    assertThat(claimed(SMS)).as("closed in Syracuse").containsExactly(HONOLULU);
    pass();
    long text = town.delivery(alert, SYRACUSE);
    town.ledger.assertThatDelivery(text).isQueued().isDueAt(inSyracuse("2017-03-15T09:00"));
    town.clock.set(inSyracuse("2017-03-15T09:00"));
    List<ClaimedDelivery> claim = process.claim(SMS, 25);
    assertThat(claim).extracting(ClaimedDelivery::address).containsExactly(SYRACUSE);
    assertThat(claim.get(0).closesAt()).contains(inSyracuse("2017-03-15T20:00"));
  }

  @Test
  void a_text_deferred_past_the_hours_waits_for_the_next_day_too() {
    town.clock.set(inSyracuse("2017-03-14T19:59:59"));
    long alert = alertUntil(null);
    process.attempt(SMS).forEach(due -> process.record(due, deferred()));
    town.clock.set(inSyracuse("2017-03-14T21:00"));
    pass();
    assertThat(claimed(SMS)).containsExactly(HONOLULU);
    long text = town.delivery(alert, SYRACUSE);
    town.ledger.assertThatDelivery(text).isQueued().isDueAt(inSyracuse("2017-03-15T09:00"));
  }

  private static Outcome deferred() {
    return new Outcome.Deferred("429", "later", Outcome.Fault.DELIVERY);
  }

  @Test
  void where_nothing_is_known_of_the_place_all_zones_must_be_inside() {
    town.withPeople("phone,sms_consent", "800-555-0103,yes");
    town.clock.set(inSyracuse("2017-03-14T11:00"));
    long alert = alertUntil(null);
    assertThat(claimed(SMS)).containsExactly(SYRACUSE);
    town.ledger
        .assertThatDelivery(town.delivery(alert, "+18005550103"))
        .isDueAt(inSyracuse("2017-03-14T12:00"));
  }

  @Test
  void nothing_goes_after_the_deadline_and_what_waited_expires() {
    town.clock.set(inSyracuse("2017-03-14T21:30"));
    Instant deadline = inSyracuse("2017-03-15T08:00");
    long alert = alertUntil(deadline);
    process.attempt(EMAIL).forEach(due -> process.record(due, deferred()));
    town.clock.set(deadline);
    assertThat(claimed(SMS)).isEmpty();
    assertThat(claimed(EMAIL)).isEmpty();
    pass();
    for (String address : List.of(ANN, SYRACUSE, HONOLULU)) {
      town.ledger.assertThatDelivery(town.delivery(alert, address)).isExpired();
    }
    assertThat(town.count(alert, SMS, "expired")).isEqualTo(2);
    town.alerts.finish();
    assertThat(town.state(alert)).isEqualTo(AlertState.DONE);
  }

  // T03: a text does not wait at the provider past the deadline or the hours
  @Test
  void what_is_claimed_knows_when_its_time_ends() {
    town.clock.set(inSyracuse("2017-03-14T14:00"));
    Instant deadline = inSyracuse("2017-03-14T22:00");
    alertUntil(deadline);
    for (ClaimedDelivery text : process.claim(SMS, 25)) {
      Instant end = text.address().equals(SYRACUSE) ? inSyracuse("2017-03-14T20:00") : deadline;
      assertThat(text.closesAt()).contains(end);
    }
    assertThat(process.claim(EMAIL, 25).get(0).closesAt()).contains(deadline);
  }

  @Test
  void what_is_in_hand_at_the_deadline_is_not_touched() {
    town.clock.set(inSyracuse("2017-03-14T14:00"));
    long alert = alertUntil(inSyracuse("2017-03-14T15:00"));
    ClaimedDelivery due = process.attemptOne(EMAIL);
    town.clock.set(inSyracuse("2017-03-14T15:00"));
    pass();
    town.ledger.assertThatDelivery(due.id()).isLeased();
    process.record(due, new Outcome.Accepted("id"));
    assertThat(town.count(alert, EMAIL, "accepted")).isEqualTo(1);
  }

  @Test
  void the_day_of_honolulu_is_its_own() {
    town.clock.set(inHonolulu("2017-03-14T07:00"));
    alertUntil(null);
    assertThat(claimed(SMS)).containsExactly(SYRACUSE);
    town.clock.set(inHonolulu("2017-03-14T09:00"));
    assertThat(claimed(SMS)).containsExactly(HONOLULU);
  }
}
