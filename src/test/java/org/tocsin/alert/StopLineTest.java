package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L12: who sends and how to stop, in the first text and then at the interval of 30 days. */
final class StopLineTest {
  private static final String ANN = "+13155550101";
  private static final String BEN = "+13155550102";

  @TempDir static Path folder;
  private static Installation town;

  @BeforeAll
  static void install() {
    town = new Installation(folder).withOfficials().withDistricts();
  }

  @BeforeEach
  void clear() {
    town.mendCheckpoints();
    town.ledger.clear();
  }

  private static long alert(String slug) {
    return town.gathered(
        sheet(slug, Installation.ENGLISH.formatted(slug)), SendOptions.plain().evenStale(), ALWAYS);
  }

  private static List<String> told(long alert) {
    return town.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT d.address FROM delivery d JOIN rendering r ON r.id = d.rendering_id
                    WHERE d.alert_id = ? AND d.channel = 'sms' AND r.body LIKE '%Reply STOP%'
                      AND r.body LIKE 'CNY: %' ORDER BY d.address
                    """)
                .bind(0, alert)
                .mapTo(String.class)
                .list());
  }

  private static long texts(long alert) {
    return town.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM delivery WHERE alert_id = ? AND channel = 'sms'")
                .bind(0, alert)
                .mapTo(Long.class)
                .one());
  }

  private static void taken(long alert, String number, String state) {
    town.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE delivery SET state = ?, attempts = 1, attempted_at = ?, settled_at = ?
                    WHERE alert_id = ? AND address = ?
                    """)
                .bind(0, state)
                .bind(1, town.clock.instant())
                .bind(2, town.clock.instant())
                .bind(3, alert)
                .bind(4, number)
                .execute());
  }

  @Test
  void the_first_text_tells_and_the_next_ones_only_after_the_interval() {
    town.withPerson("", "315-555-0101");
    long first = alert("one");
    assertThat(told(first)).containsExactly(ANN);
    taken(first, ANN, "accepted");
    town.clock.advance(Duration.ofDays(29));
    long second = alert("two");
    assertThat(texts(second)).isEqualTo(1);
    assertThat(told(second)).isEmpty();
    taken(second, ANN, "delivered");
    town.clock.advance(Duration.ofDays(2));
    assertThat(told(alert("three"))).containsExactly(ANN);
  }

  @Test
  void who_joins_later_is_told_while_the_others_are_not() {
    town.withPerson("", "315-555-0101");
    taken(alert("one"), ANN, "accepted");
    town.withPerson("", "315-555-0102");
    long second = alert("two");
    assertThat(texts(second)).isEqualTo(2);
    assertThat(told(second)).containsExactly(BEN);
  }

  @Test
  void a_text_that_did_not_arrive_has_told_nobody() {
    town.withPerson("", "315-555-0101");
    taken(alert("one"), ANN, "undelivered");
    assertThat(told(alert("two"))).containsExactly(ANN);
  }
}
