package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tocsin.Channel;
import org.tocsin.support.TestDatabase;

final class ConsentTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-03-14T12:00:00Z"), ZoneOffset.UTC);

  private final Consent consent = new Consent(JDBI, CLOCK);
  private final UUID key = UUID.randomUUID();

  private boolean stop() {
    return consent.withdraw(
        Channel.SMS, key, Consent.Reason.STOP, new Evidence("text", "SM1", "Stop"));
  }

  private List<String> events() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT change || ' ' || way || ' ' || source || ' ' || words
                    FROM consent_event WHERE address_key = :key ORDER BY id
                    """)
                .bind("key", key)
                .mapTo(String.class)
                .list());
  }

  @Test
  void a_stop_holds_on_its_channel_and_is_recorded_in_the_persons_words() {
    assertThat(stop()).isTrue();
    assertThat(consent.isSuppressed(Channel.SMS, key)).isTrue();
    assertThat(consent.isSuppressed(Channel.EMAIL, key)).isFalse();
    assertThat(events()).containsExactly("withdrawn text SM1 Stop");
  }

  @Test
  void a_second_stop_changes_nothing_more() {
    // E12
    stop();
    assertThat(stop()).isFalse();
    assertThat(events()).hasSize(1);
  }

  @Test
  void stops_that_come_at_once_leave_one_row_and_one_event() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    Callable<Boolean> one = this::stop;
    var all =
        pool.invokeAll(IntStream.range(0, 24).mapToObj(i -> one).collect(Collectors.toList()));
    int changed = 0;
    for (var each : all) {
      changed += each.get() ? 1 : 0;
    }
    pool.shutdown();
    assertThat(changed).isEqualTo(1);
    assertThat(events()).hasSize(1);
  }

  @Test
  void a_start_lifts_it_and_both_stay_on_record() {
    stop();
    assertThat(consent.restore(Channel.SMS, key, new Evidence("text", "SM2", "START"))).isTrue();
    assertThat(consent.isSuppressed(Channel.SMS, key)).isFalse();
    assertThat(events()).containsExactly("withdrawn text SM1 Stop", "restored text SM2 START");
  }

  @Test
  void a_start_without_a_stop_changes_nothing() {
    assertThat(consent.restore(Channel.SMS, key, new Evidence("text", "SM2", "START"))).isFalse();
    assertThat(events()).isEmpty();
  }

  private String reason() {
    return JDBI.withHandle(handle -> consent.reason(handle, Channel.EMAIL, key))
        .orElseThrow()
        .code();
  }

  @Test
  void a_stronger_reason_takes_the_place_of_a_weaker_one_and_is_recorded() {
    // A07: who clicked and later complained is not brought back by a click
    consent.withdraw(
        Channel.EMAIL, key, Consent.Reason.UNSUBSCRIBE, new Evidence("page", "delivery 1", ""));
    assertThat(
            consent.withdraw(
                Channel.EMAIL,
                key,
                Consent.Reason.COMPLAINT,
                new Evidence("complaint", "delivery 1", "abuse")))
        .isTrue();
    assertThat(reason()).isEqualTo("complaint");
    assertThat(events())
        .containsExactly("withdrawn page delivery 1 ", "withdrawn complaint delivery 1 abuse");
    assertThat(
            consent.withdraw(
                Channel.EMAIL,
                key,
                Consent.Reason.UNSUBSCRIBE,
                new Evidence("page", "delivery 1", "")))
        .isFalse();
    assertThat(reason()).isEqualTo("complaint");
    assertThat(events()).hasSize(2);
  }

  @Test
  void every_reason_fits_the_database() {
    for (Consent.Reason reason : Consent.Reason.values()) {
      assertThat(
              consent.withdraw(
                  Channel.EMAIL, UUID.randomUUID(), reason, new Evidence("page", "", "a\0b")))
          .isTrue();
    }
  }

  @Test
  void a_withdrawal_falls_with_the_transaction_it_stands_in() {
    JDBI.useHandle(
        handle -> {
          handle.begin();
          consent.withdraw(
              handle, Channel.SMS, key, Consent.Reason.STOP, new Evidence("text", "SM1", ""));
          handle.rollback();
        });
    assertThat(consent.isSuppressed(Channel.SMS, key)).isFalse();
    assertThat(events()).isEmpty();
  }
}
