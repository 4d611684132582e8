package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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
    JDBI.useHandle(handle -> handle.execute("TRUNCATE district_map, zip_zone CASCADE"));
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

  private static final String TWO_STATES =
      "state_abbr,zcta,cd\nNY,13202,22\nNY,06390,1\nTX,73301,37\nTX,75001,24\n";

  @Test
  void a_file_of_one_state_does_not_take_the_map_from_the_others() {
    long map = districts.importFile(file(TWO_STATES), 119).mapId();
    assertThatThrownBy(() -> districts.importFile(file("state_abbr,zcta,cd\nTX,75001,32\n"), 119))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("leaves out NY", "--only TX");
    assertThat(districts.mapFor(119)).contains(map);
    assertThatThrownBy(() -> districts.importFile(file("state_abbr,zcta,cd\nTX,75001,32\n"), 120))
        .as("nor for the next Congress")
        .hasMessageContaining("leaves out NY");
  }

  @Test
  void said_to_be_of_one_state_it_changes_that_state_and_leaves_the_others() {
    districts.importFile(file(TWO_STATES), 119);
    Path texas = file("state_abbr,zcta,cd\nTX,75001,32\n");
    long map = districts.importFile(texas, 119, Set.of("TX")).mapId();
    assertThat(districts.ofZip(map, "75001")).containsExactly(District.of("TX-32"));
    assertThat(districts.ofZip(map, "73301")).as("the file has it no more").isEmpty();
    assertThat(districts.ofZip(map, "13202")).containsExactly(District.of("NY-22"));
    assertThat(districts.ofZip(map, "06390")).containsExactly(District.of("NY-1"));
  }

  @Test
  void what_it_is_said_to_be_of_must_be_what_it_is_of() {
    Path both = file(TWO_STATES);
    assertThatThrownBy(() -> districts.importFile(both, 119, Set.of("TX")))
        .hasMessageContainingAll("tells of NY too", "--only NY,TX");
    assertThatThrownBy(() -> districts.importFile(both, 119, Set.of("NY", "TX", "OK")))
        .hasMessageContaining("nothing of OK");
    assertThatThrownBy(() -> districts.importFile(both, 119, Set.of("TEXAS")))
        .hasMessageContaining("TEXAS is no USPS code");
    assertThat(districts.mapFor(119)).isEmpty();
  }

  // 2 U.S.C. 2a
  @Test
  void a_map_of_another_congress_is_told_by_districts_that_a_state_does_not_have() {
    String later = "state_abbr,zcta,cd\nTX,75001,38\nMT,59801,1\n";
    assertThatThrownBy(() -> districts.importFile(file(later), 117))
        .isInstanceOf(BadInput.class)
        .hasMessageContainingAll("TX-38", "districts 1 to 36", "117th Congress");
    assertThat(districts.importFile(file(later), 119).zips()).isEqualTo(2);
    assertThatThrownBy(() -> districts.importFile(file("state_abbr,zcta,cd\nNY,1,27\n"), 119))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> districts.importFile(file("state_abbr,zcta,cd\nNY,13202,27\n"), 120))
        .hasMessageContainingAll("NY-27", "120th");
  }

  @Test
  void the_only_seat_of_a_state_is_at_large_by_whatever_number() {
    long map =
        districts
            .importFile(file("state_abbr,zcta,cd\nWY,82001,1\nDC,20001,98\nVT,05401,AL\n"), 119)
            .mapId();
    assertThat(districts.ofZip(map, "82001")).containsExactly(District.of("WY-0"));
    assertThat(districts.ofZip(map, "20001")).containsExactly(District.of("DC-0"));
    assertThat(districts.ofZip(map, "05401")).containsExactly(District.of("VT-0"));
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
  void zips_of_post_offices_are_added_to_the_map_in_either_order() {
    String areas = "state_abbr,zcta,cd\nNY,13202,22\n";
    String boxes = "zip,state_abbr,cd,method,city\n13201,NY,22,city,Syracuse\n13202,NY,24,city,X\n";
    districts.importFile(file(areas), 119);
    long map = districts.importFile(file(boxes), 119).mapId();
    assertThat(districts.ofZip(map, "13201")).containsExactly(District.of("NY-22"));
    assertThat(districts.ofZip(map, "13202")).containsExactly(District.of("NY-22"));
    districts.importFile(file(boxes), 120);
    long other = districts.importFile(file(areas), 120).mapId();
    assertThat(districts.ofZip(other, "13201")).containsExactly(District.of("NY-22"));
    assertThat(districts.ofZip(other, "13202")).containsExactly(District.of("NY-22"));
    Districts.Imported fewer = districts.importFile(file("zip,state_abbr,cd\n13220,NY,22\n"), 119);
    assertThat(fewer.known()).isEqualTo(2);
    assertThat(districts.ofZip(fewer.mapId(), "13201")).isEmpty();
  }

  private static final String SHARES =
      """
      \uFEFFOID_CD119_20|GEOID_CD119_20|AREALAND_CD119_20|GEOID_ZCTA5_20|AREALAND_PART|AREAWATER_PART
      1|0636|2515|90210|300|2
      1|0630|4643|90210|100|0
      1|0632|4643|90210|600|0
      1|09ZZ|0|06437|0|1452875
      1|0101|18||558858619|1
      1|0903|12|06437|122036796|2
      1|0904|12|06437|0|7
      1|1198|15|20001|5302364|159887
      1|5600|15|82001|7|0
      """;

  @Test
  void shares_of_land_rank_the_candidates_and_water_is_nobodys_district() {
    districts.importFile(file("state_abbr,zcta,cd\nNY,13202,22\nCT,06437,3\nCT,06437,2\n"), 119);
    Districts.Imported imported = districts.importFile(file(SHARES), 119);
    assertThat(imported.splitZips()).isEqualTo(1);
    assertThat(districts.ofZips(imported.mapId(), List.of("90210")).get("90210"))
        .containsExactly(
            new Districts.Part(District.of("CA-32"), 0.6),
            new Districts.Part(District.of("CA-36"), 0.3),
            new Districts.Part(District.of("CA-30"), 0.1));
    assertThat(districts.ofZip(imported.mapId(), "06437")).containsExactly(District.of("CT-3"));
    assertThat(districts.ofZip(imported.mapId(), "20001")).containsExactly(District.of("DC-0"));
    assertThat(districts.ofZip(imported.mapId(), "82001")).containsExactly(District.of("WY-0"));
    assertThat(districts.ofZip(imported.mapId(), "13202")).containsExactly(District.of("NY-22"));
  }

  @Test
  void a_relationship_file_of_another_congress_or_with_a_bad_line_is_refused() {
    assertRefused(SHARES, "of Congress 119, not 115");
    String bad = SHARES.replace("119", "115");
    assertRefused(bad.replace("|300|", "|x|"), "file.csv:2: arealand_part: 'x'");
    assertRefused(bad.replace("|0636|", "|9936|"), "file.csv:2: geoid_cd115_20: '9936'");
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
        handle -> handle.createQuery("SELECT count(*) FROM zip_zone").mapTo(Long.class).one());
  }
}
