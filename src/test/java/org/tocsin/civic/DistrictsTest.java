package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
        h -> h.createQuery("SELECT count(*) FROM zip_zone").mapTo(Long.class).one());
  }
}
