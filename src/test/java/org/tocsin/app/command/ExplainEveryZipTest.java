package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;
import org.yaml.snakeyaml.LoaderOptions;

/** P7 by the command line: every ZIP of the published files, against the files themselves. */
@Tag("shared")
final class ExplainEveryZipTest {
  private static final String CIVIC = "data/civic/";

  @TempDir Path folder;
  private final Cli cli = new Cli(TestDatabase.fresh(), Clock.systemUTC(), folder);

  @Test
  void every_zip_of_2026_with_the_supplement_is_as_the_files_say() throws IOException {
    importOfficials("2026-06/", ".json", "2026-06-15");
    // the supplement first: the other order is that of the other test of maps
    districts("2026-06/zip-supplement.csv", "119");
    districts("2026-06/zccd.csv", "119");
    Map<String, TreeSet<String>> listed = listed("2026-06/zccd.csv", 2);
    assertThat(listed).hasSize(33_774);
    listed.putAll(listed("2026-06/zip-supplement.csv", 0));
    assertThat(statesOf(listed.values())).hasSize(56);
    assertAsListed(listed, new ObjectMapper(), "2026-06/", ".json");
  }

  @Test
  void every_zip_of_2017_is_as_the_file_says() throws IOException {
    importOfficials("2017-03/", ".yaml", "2017-03-14");
    districts("2017-03/zccd.csv", "115");
    LoaderOptions large = new LoaderOptions();
    large.setCodePointLimit(64 << 20);
    YAMLMapper yaml =
        new YAMLMapper(
            com.fasterxml.jackson.dataformat.yaml.YAMLFactory.builder()
                .loaderOptions(large)
                .build());
    assertAsListed(listed("2017-03/zccd.csv", 2), yaml, "2017-03/", ".yaml");
  }

  private void importOfficials(String vintage, String ending, String day) {
    cli.run(
            "officials",
            "import",
            Shared.path(CIVIC + vintage + "legislators-current" + ending),
            Shared.path(CIVIC + vintage + "legislators-district-offices" + ending),
            "--as-of",
            day)
        .done();
  }

  private void districts(String file, String congress) {
    cli.run("districts", "import", Shared.path(CIVIC + file), "--congress", congress).done();
  }

  private static Map<String, TreeSet<String>> listed(String file, int zipAt) throws IOException {
    Map<String, TreeSet<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Shared.path(CIVIC + file)).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      String district = cells[1] + "-" + cells[zipAt == 0 ? 2 : 3];
      listed.computeIfAbsent(cells[zipAt], z -> new TreeSet<>()).add(district);
    }
    return listed;
  }

  private static Set<String> statesOf(Iterable<TreeSet<String>> districts) {
    Set<String> states = new TreeSet<>();
    districts.forEach(each -> each.forEach(d -> states.add(d.substring(0, 2))));
    return states;
  }

  /** Who holds "NY-22", and who "NY", by the file itself. */
  private static Map<String, TreeSet<String>> holders(
      ObjectMapper mapper, String vintage, String ending) throws IOException {
    Path file = Shared.path(CIVIC + vintage + "legislators-current" + ending);
    Map<String, TreeSet<String>> holders = new HashMap<>();
    for (JsonNode person : mapper.readTree(file.toFile())) {
      JsonNode term = person.get("terms").get(person.get("terms").size() - 1);
      boolean house = term.get("type").asText().equals("rep");
      String seat = term.get("state").asText() + (house ? "-" + term.get("district").asInt() : "");
      holders
          .computeIfAbsent(seat, s -> new TreeSet<>())
          .add(person.get("id").get("bioguide").asText());
    }
    return holders;
  }

  private void assertAsListed(
      Map<String, TreeSet<String>> listed, ObjectMapper mapper, String vintage, String ending)
      throws IOException {
    Map<String, TreeSet<String>> holders = holders(mapper, vintage, ending);
    List<String> command = new ArrayList<>(List.of("explain", "zip", "--json"));
    command.addAll(listed.keySet());
    List<String> lines = cli.run(command.toArray()).done().out().lines().toList();
    assertThat(lines).hasSize(listed.size());
    int line = 0;
    for (Map.Entry<String, TreeSet<String>> zip : listed.entrySet()) {
      JsonNode told = new ObjectMapper().readTree(lines.get(line++));
      assertThat(told.get("zip").asText()).isEqualTo(zip.getKey());
      assertTold(told, zip.getValue(), holders);
    }
  }

  private static void assertTold(
      JsonNode told, TreeSet<String> districts, Map<String, TreeSet<String>> holders) {
    String zip = told.get("zip").asText();
    boolean certain = districts.size() == 1;
    assertThat(told.get("assignment").asText()).as(zip).isEqualTo(certain ? "ZIP" : "ZIP_SPLIT");
    assertThat(told.get("districts"))
        .extracting(JsonNode::asText)
        .as(zip)
        .containsExactlyInAnyOrderElementsOf(districts);
    Set<String> house = new TreeSet<>();
    districts.forEach(d -> house.addAll(holders.getOrDefault(d, new TreeSet<>())));
    if (certain) {
      assertThat(told.get("representative").path("bioguide").asText(""))
          .as(zip)
          .isEqualTo(String.join("", house));
      assertThat(told.get("candidates")).as(zip).isEmpty();
    } else {
      assertThat(told.get("representative").isNull()).as(zip).isTrue();
      assertThat(told.get("candidates"))
          .extracting(c -> c.get("bioguide").asText())
          .as(zip)
          .containsExactlyInAnyOrderElementsOf(house);
    }
    Set<String> senators = new TreeSet<>();
    statesOf(List.of(districts))
        .forEach(s -> senators.addAll(holders.getOrDefault(s, new TreeSet<>())));
    assertThat(told.get("senators"))
        .extracting(s -> s.get("bioguide").asText())
        .as(zip)
        .containsExactlyInAnyOrderElementsOf(senators);
  }
}
