package org.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.alert.Installation.ALWAYS;
import static org.tocsin.alert.Installation.sheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.civic.NearestOffices;

/** The nearest office with a number comes first, then DC. */
final class NearestOfficesTest {
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

  private static int points(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("gazetteer.txt"), content);
    return new NearestOffices(town.jdbi).importFile(file);
  }

  /** Schumer's offices with a number in the demo's facts get these places. */
  private static void place(String label, double latitude, double longitude) {
    town.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE office SET latitude = ?, longitude = ? WHERE bioguide = 'S000148' AND label"
                    + " = ?",
                latitude,
                longitude,
                label));
  }

  private static List<String> labels() {
    return town.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT label FROM office WHERE bioguide = 'S000148' AND phone IS NOT NULL"
                        + " AND label <> 'DC' ORDER BY position")
                .mapTo(String.class)
                .list());
  }

  private static List<String> callLines(long alert) {
    String body =
        town.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM rendering WHERE alert_id = ? AND channel = 'email'")
                    .bind(0, alert)
                    .mapTo(String.class)
                    .one());
    String schumer = body.substring(body.indexOf("Schumer ("));
    return schumer
        .lines()
        .skip(1)
        .dropWhile(line -> !line.startsWith("  "))
        .takeWhile(line -> line.startsWith("  "))
        .map(line -> line.strip().replaceAll(":.*", ""))
        .filter(label -> !label.equals("I called"))
        .toList();
  }

  @Test
  void the_nearest_office_comes_first_then_dc_then_the_others() throws IOException {
    List<String> labels = labels();
    assertThat(labels).hasSizeGreaterThan(1);
    String far = labels.get(0);
    String near = labels.get(1);
    place(far, 40.7, -74.0);
    place(near, 43.0, -76.1);
    assertThat(points("GEOID\tALAND\tINTPTLAT\tINTPTLONG   \n13202\t1\t43.04\t-76.15\n"))
        .isEqualTo(1);
    town.withPerson("ann@example.org", "");
    long alert = town.gathered(sheet(), SendOptions.plain().evenStale(), ALWAYS);
    assertThat(callLines(alert)).startsWith(near, "DC", far);
  }

  @Test
  void where_a_zip_has_no_place_the_offices_keep_their_order() throws IOException {
    points("zip,latitude,longitude\n99999,1,1\n");
    town.withPerson("ann@example.org", "");
    long alert = town.gathered(sheet(), SendOptions.plain().evenStale(), ALWAYS);
    assertThat(callLines(alert)).startsWith(labels().get(0)).endsWith("DC");
  }

  @Test
  void a_file_with_what_is_no_place_changes_nothing_P11() {
    assertThatThrownBy(() -> points("zip,latitude,longitude\n13202,north,1\n1320,1,1\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'north' is no number of degrees")
        .hasMessageContaining("'1320' is no ZIP");
  }
}
