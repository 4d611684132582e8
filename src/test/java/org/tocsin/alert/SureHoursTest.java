package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.support.Ledger;
import org.tocsin.support.LedgerAlert;

/** P6 while clocks differ. The number is in New York, where it is 2 p.m. */
final class SureHoursTest {
  private static final Ledger LEDGER = Ledger.fresh();
  private static final Instant NOW = Ledger.NOON;
  private static final Instant EIGHT_PM = Instant.parse("2017-03-15T00:00:00Z");
  private static final String PHONE = "+13155550101";

  private SteadyClock clock;
  private SureHours hours;
  private long subscriber;
  private LedgerAlert alert;

  @BeforeEach
  void clear() {
    LEDGER.clear();
    clock = new SteadyClock(LEDGER.clock, () -> 0);
    hours = new SureHours(LEDGER.jdbi, clock, TextHours.parse("09:00-20:00", StateRules.builtIn()));
    alert = LEDGER.alert();
    subscriber =
        LEDGER.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO subscriber (phone, phone_key, sms_consent, zones)
                        VALUES (:phone, :key, true, '{America/New_York}') RETURNING id
                        """)
                    .bind("phone", PHONE)
                    .bind("key", UUID.randomUUID())
                    .mapTo(Long.class)
                    .one());
  }

  private Optional<Instant> closing() {
    return hours.apply(
        new ClaimedDelivery(
            1,
            alert.id,
            subscriber,
            1,
            Channel.SMS,
            PHONE,
            UUID.randomUUID(),
            "",
            1,
            false,
            Optional.of(EIGHT_PM),
            1));
  }

  private static void machineIsSet(Duration by) {
    LEDGER.clock.advance(by);
  }

  @Test
  void as_long_as_the_clocks_agree_it_is_what_the_ledger_says() {
    assertThat(closing()).contains(EIGHT_PM);
  }

  @Test
  void a_text_goes_that_is_inside_by_every_clock_for_as_long_as_by_the_latest() {
    machineIsSet(Duration.ofHours(-1));
    assertThat(closing()).contains(EIGHT_PM);
    machineIsSet(Duration.ofHours(3));
    assertThat(closing()).contains(EIGHT_PM.minus(Duration.ofHours(2)));
  }

  @Test
  void no_text_goes_when_it_is_night_by_one_of_the_clocks() {
    machineIsSet(Duration.ofHours(8));
    assertThat(closing()).contains(NOW);
    machineIsSet(Duration.ofHours(-8 - 7));
    assertThat(closing()).contains(NOW);
  }

  @Test
  void a_day_ahead_it_is_the_same_hour_but_a_deadline_may_have_passed() {
    machineIsSet(Duration.ofDays(1));
    assertThat(closing()).contains(EIGHT_PM);
    LEDGER.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE alert SET deadline = ?::timestamptz", "2017-03-14T20:00:00Z"));
    assertThat(closing().orElseThrow()).isBeforeOrEqualTo(NOW);
  }
}
