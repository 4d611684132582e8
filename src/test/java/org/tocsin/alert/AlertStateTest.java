package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.TestDatabase;

/** The states that the program knows and those that the database takes are the same. */
final class AlertStateTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Pattern QUOTED = Pattern.compile("'(\\w+)'");

  @ParameterizedTest
  @CsvSource({"alert_state_check, ALERT", "delivery_state_check, DELIVERY"})
  void no_state_is_known_to_one_side_alone(String constraint, String whose) {
    String check =
        JDBI.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
                    .bind("name", constraint)
                    .mapTo(String.class)
                    .one());
    Stream<String> known =
        whose.equals("ALERT")
            ? Stream.of(AlertState.values()).map(AlertState::code)
            : Stream.of(DeliveryState.values()).map(DeliveryState::code);
    List<String> taken = QUOTED.matcher(check).results().map(m -> m.group(1)).toList();
    assertThat(taken).containsExactlyInAnyOrderElementsOf(known.toList());
  }
}
