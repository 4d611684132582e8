package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/** Both vintages of zccd.csv, as published, each ZIP against the lines of the file. */
@Tag("shared")
final class PublishedDistrictsTest {
  private final Jdbi jdbi = TestDatabase.fresh().jdbi();
  private final Districts districts = new Districts(jdbi, Clock.systemUTC());

  @Test
  void every_zip_of_2017_lies_where_the_file_says() throws IOException {
    Path file = Shared.path("data/civic/2017-03/zccd.csv");
    Districts.Imported imported = districts.importFile(file, 115);
    assertThat(imported.zips()).isEqualTo(33_150);
    assertThat(imported.splitZips()).isEqualTo(5_782);
    assertThat(imported.warnings()).isEmpty();
    assertThat(stored(imported.mapId())).isEqualTo(inFile(file));
    assertThat(districts.ofZip(imported.mapId(), "13202")).containsExactly(District.of("NY-24"));
  }

  @Test
  void every_zip_of_2026_lies_where_the_file_says() throws IOException {
    Path file = Shared.path("data/civic/2026-06/zccd.csv");
    Districts.Imported imported = districts.importFile(file, 119);
    assertThat(imported.zips()).isEqualTo(33_774);
    assertThat(imported.splitZips()).isEqualTo(7_299);
    assertThat(imported.warnings()).singleElement().asString().contains("AS, GU, MP, VI");
    assertThat(stored(imported.mapId())).isEqualTo(inFile(file));
    assertThat(districts.ofZip(imported.mapId(), "13202")).containsExactly(District.of("NY-22"));
  }

  private Map<String, List<String>> stored(long mapId) {
    List<String> zips =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT zip FROM zip_district WHERE map_id = :map")
                    .bind("map", mapId)
                    .mapTo(String.class)
                    .list());
    Map<String, List<String>> stored = new TreeMap<>();
    districts.ofZips(mapId, zips).forEach((zip, parts) -> stored.put(zip, codes(parts)));
    return stored;
  }

  private static List<String> codes(List<Districts.Part> parts) {
    return parts.stream().map(part -> part.district().code()).sorted().toList();
  }

  private static Map<String, List<String>> inFile(Path file) throws IOException {
    Map<String, TreeSet<String>> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      lines.computeIfAbsent(cells[2], z -> new TreeSet<>()).add(cells[1] + "-" + cells[3]);
    }
    Map<String, List<String>> sorted = new TreeMap<>();
    lines.forEach((zip, codes) -> sorted.put(zip, List.copyOf(codes)));
    return sorted;
  }

  @Test
  void zones_of_39211_zips_are_known() {
    assertThat(new Zones(jdbi).importFile(Shared.path("data/civic/zip-timezone.csv")))
        .isEqualTo(39_211);
  }
}
