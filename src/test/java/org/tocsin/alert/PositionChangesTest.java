package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.sheet;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.TocsinException;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.Sheet;

final class PositionChangesTest {
  @TempDir static Path folder;
  private static Installation town;
  private static PositionChanges changes;

  @BeforeAll
  static void install() {
    town = new Installation(folder).withOfficials().withDistricts();
    changes = new PositionChanges(town.jdbi, town.clock, town.sheets, town.rosters);
  }

  @BeforeEach
  void clear() {
    town.mendCheckpoints();
    town.ledger.clear();
    town.withPerson("ann@example.org", "315-555-0101");
  }

  private static Sheet telling() {
    return sheet(
        "telling",
        Installation.ENGLISH
            .formatted("one")
            .replaceAll("sms: .*", "sms: \"Stands at {{ representative.position }}\""));
  }

  private static List<String> texts(long alert) {
    return town.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT body FROM rendering WHERE alert_id = ? AND channel = 'sms'")
                .bind(0, alert)
                .mapTo(String.class)
                .list());
  }

  @Test
  void who_moves_while_an_alert_waits_stands_there_in_its_messages_and_it_is_recorded() {
    long alert = town.publishing.publish(telling(), SendOptions.plain().evenStale()).id();
    assertThat(changes.note(alert, "Rep. Katko", Position.OPPOSES, "Ann")).isEqualTo("John Katko");
    changes.note(alert, "K000386", Position.SUPPORTS, "");
    town.alerts.release();
    town.gatherAll(ALWAYS);
    assertThat(texts(alert)).singleElement().asString().contains("Stands at supports");
    assertThat(changes.of(alert))
        .extracting(c -> c.was() + " " + c.position() + " " + c.who())
        .endsWith("OPPOSES SUPPORTS ")
        .hasSize(2);
  }

  @Test
  void once_all_is_rendered_nothing_can_be_changed() {
    long alert = town.gathered(telling(), SendOptions.plain().evenStale(), ALWAYS);
    assertThatThrownBy(() -> changes.note(alert, "K000386", Position.SUPPORTS, ""))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("is not waiting");
    assertThatThrownBy(() -> changes.note(alert, "X999999", Position.SUPPORTS, ""))
        .hasMessageContaining("Nobody in the roster")
        .hasMessageContaining("officials find");
    assertThat(changes.of(alert)).isEmpty();
  }
}
