package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.BadInput;
import org.tocsin.support.TestDatabase;

final class DistrictsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private final Districts districts = new Districts(JDBI, Clock.systemUTC());
  private final Zones zones = new Zones(JDBI);

  @BeforeEach
  void set_up() {
    JDBI.useHandle(h -> h.execute("TRUNCATE district_map, zip_zone CASCADE"));
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("file.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void columns_come_in_any_order_and_a_zip_may_lie_in_several_districts() {
    Districts.Imported imported =
        districts.importFile(
            file(
                "cd,zcta,state_abbr\r\n"
                    + "24,13202,NY\r\n"
                    + "22,13440,NY\r\n"
                    + "21,13440,NY\r\n"
                    + "0,00601,PR\r\n"),
            115);
    assertThat(imported.zips()).isEqualTo(3);
    assertThat(imported.splitZips()).isEqualTo(1);
    assertThat(districts.ofZip(imported.mapId(), "13440"))
        .containsExactly(District.of("NY-21"), District.of("NY-22"));
    assertThat(districts.ofZip(imported.mapId(), "00601")).containsExactly(District.of("PR-0"));
    assertThat(districts.ofZip(imported.mapId(), "99999")).isEmpty();
  }

  @Test
  void states_that_the_map_leaves_out_are_a_warning() {
    Districts.Imported imported =
        districts.importFile(file("state_abbr,zcta,cd\nNY,13202,24\n"), 115);
    assertThat(imported.warnings()).singleElement().asString().contains("AK, AL").contains("WY");
    assertThat(imported.warnings().get(0).message()).doesNotContain("NY");
  }

  @Test
  void a_line_that_stands_twice_makes_no_split() {
    Districts.Imported imported =
        districts.importFile(file("state_abbr,zcta,cd\nNY,13202,24\nNY,13202,24\n"), 115);
    assertThat(imported.splitZips()).isZero();
  }

  @Test
  void the_newest_map_of_a_congress_is_found() {
    long old = districts.importFile(file("state_abbr,zcta,cd\nNY,13202,24\n"), 115).mapId();
    long other = districts.importFile(file("state_abbr,zcta,cd\nNY,13202,22\n"), 119).mapId();
    assertThat(districts.mapFor(115)).contains(old);
    assertThat(districts.mapFor(119)).contains(other);
    assertThat(districts.mapFor(120)).isEmpty();
    long again = districts.importFile(file("state_abbr,zcta,cd\nNY,13202,24\n"), 115).mapId();
    assertThat(districts.mapFor(115)).contains(again);
  }

  @Test
  void a_bad_line_refuses_the_file_and_is_named() {
    assertRefused("state_abbr,zcta,cd\nNY,13202,24\nNY,1320,24\n", "file.csv:3: zcta: '1320'");
    assertRefused("state_abbr,zcta,cd\nXX,13202,24\n", "file.csv:2: state_abbr: 'XX'");
    assertRefused("state_abbr,zcta,cd\nNY,13202,ZZ\n", "file.csv:2: cd: 'ZZ'");
    assertRefused("state_abbr,zcta,cd\nNY,13202\n", "file.csv:2: cd: ''");
    assertRefused("state_abbr,zcta\nNY,13202\n", "file.csv:1: cd: There is no such column");
    assertRefused("state_abbr,zcta,cd\n", "no rows");
    assertRefused("", "It is empty");
  }

  private void assertRefused(String text, String saying) {
    assertThatThrownBy(() -> districts.importFile(file(text), 115))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(saying);
    assertThat(districts.mapFor(115)).isEmpty();
  }

  @Test
  void zones_are_replaced_whole_or_not_at_all() {
    assertThat(zones.importFile(file("zip,tz\n13202,America/New_York\n96701,Pacific/Honolulu\n")))
        .isEqualTo(2);
    assertThatThrownBy(() -> zones.importFile(file("zip,tz\n13202,America/Nowhere\n")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("file.csv:2: tz: 'America/Nowhere'");
    assertThatThrownBy(
            () -> zones.importFile(file("zip,tz\n13202,America/Chicago\n13202,America/Boise\n")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("file.csv:3: zip: ZIP 13202 has two time zones");
    assertThat(count()).isEqualTo(2);
    zones.importFile(file("zip,tz\n13202,America/New_York\n"));
    assertThat(count()).isEqualTo(1);
  }

  private long count() {
    return JDBI.withHandle(
        h -> h.createQuery("SELECT count(*) FROM zip_zone").mapTo(Long.class).one());
  }
}
