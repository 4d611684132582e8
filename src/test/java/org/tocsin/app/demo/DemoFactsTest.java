package org.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.support.Shared;
import org.yaml.snakeyaml.LoaderOptions;

class DemoFactsTest {
  private final DemoFacts facts = new DemoFacts();
  @TempDir Path folder;

  @Test
  void the_delegation_of_new_york_is_whole_and_everyone_is_in_office() {
    List<Official> officials = facts.officials();

    assertThat(officials.stream().filter(o -> o.state().equals("NY"))).hasSize(29);
    assertThat(officials)
        .allMatch(o -> !o.termStart().isAfter(DemoFacts.AS_OF))
        .allMatch(o -> o.termEnd().isAfter(DemoFacts.AS_OF));
    assertThat(official("K000386").offices())
        .extracting(Office::phone)
        .contains("315-423-5657", "315-253-4068", "202-225-3701");
  }

  private Official official(String bioguide) {
    return facts.officials().stream()
        .filter(official -> official.bioguide().equals(bioguide))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_people_are_of_all_kinds_and_their_zips_are_in_the_facts() throws IOException {
    Map<String, List<District>> districts = facts.districts();
    Set<String> outside = new TreeSet<>();
    Set<String> numbers = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Map<String, String> row : rows(facts.copy("subscribers.csv", folder))) {
      if (!districts.containsKey(row.get("zip"))) {
        outside.add(row.get("zip"));
      }
      numbers.add(row.get("phone"));
      addresses.add(row.get("email"));
      assertThat(row.get("email")).matches("|[a-z.]+@example\\.org");
      assertThat(row.get("phone")).matches("|\\+1\\d{3}55501\\d\\d");
    }

    assertThat(outside).containsExactly("99999");
    assertThat(districts.get("13035")).containsExactly(District.of("NY-22"), District.of("NY-24"));
    assertThat(numbers).containsAll(DemoFacts.LANDLINES).contains(DemoFacts.STOPPED_NUMBER);
    assertThat(addresses)
        .containsAll(DemoFacts.UNKNOWN_MAILBOXES)
        .contains(DemoFacts.UNSUBSCRIBED_ADDRESS);
  }

  @Test
  @Tag("shared")
  void names_seats_terms_and_numbers_agree_with_the_published_files() throws IOException {
    Map<String, JsonNode> members = published("legislators-current.yaml");
    Map<String, JsonNode> offices = published("legislators-district-offices.yaml");
    for (Official official : facts.officials()) {
      JsonNode member = members.get(official.bioguide());
      JsonNode term = member.get("terms").get(member.get("terms").size() - 1);
      assertThat(official.fullName()).isEqualTo(member.at("/name/official_full").asText());
      assertThat(official.firstName()).isEqualTo(member.at("/name/first").asText());
      assertThat(official.lastName()).isEqualTo(member.at("/name/last").asText());
      assertThat(official.party()).isEqualTo(term.get("party").asText());
      assertThat(seat(official)).isEqualTo(seat(term));
      assertThat(official.termStart()).isEqualTo(term.get("start").asText());
      assertThat(official.termEnd()).isEqualTo(term.get("end").asText());
      assertThat(listed(official)).isEqualTo(listed(offices.get(official.bioguide()), term));
    }
  }

  private static Map<String, JsonNode> published(String name) throws IOException {
    LoaderOptions large = new LoaderOptions();
    large.setCodePointLimit(Integer.MAX_VALUE);
    Map<String, JsonNode> byId = new HashMap<>();
    YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder().loaderOptions(large).build());
    for (JsonNode each :
        yaml.readTree(Files.readString(Shared.path("data/civic/2017-03/" + name)))) {
      byId.put(each.at("/id/bioguide").asText(), each);
    }
    return byId;
  }

  private static String seat(Official official) {
    return official.district() == null ? official.state() : official.district().code();
  }

  private static String seat(JsonNode term) {
    String state = term.get("state").asText();
    return term.get("type").asText().equals("sen") ? state : state + "-" + term.get("district");
  }

  private static List<String> listed(Official official) {
    return official.offices().stream()
        .map(office -> office.label() + " " + (office.phone() == null ? "" : office.phone()))
        .toList();
  }

  private static List<String> listed(JsonNode member, JsonNode term) {
    List<String> listed = new ArrayList<>();
    for (JsonNode office : member.get("offices")) {
      listed.add(office.get("city").asText() + " " + office.path("phone").asText());
    }
    listed.add("DC " + term.get("phone").asText());
    return listed;
  }

  @Test
  @Tag("shared")
  void every_zip_has_the_districts_and_the_zone_that_are_published() throws IOException {
    Map<String, Set<District>> published = new HashMap<>();
    for (Map<String, String> row : rows(Shared.path("data/civic/2017-03/zccd.csv"))) {
      published
          .computeIfAbsent(row.get("zcta"), zip -> new TreeSet<>())
          .add(new District(row.get("state_abbr"), Integer.parseInt(row.get("cd"))));
    }
    Map<String, String> zones = zones(Shared.path("data/civic/zip-timezone.csv"));
    Map<String, String> ours = zones(facts.copy("zones.csv", folder));

    facts
        .districts()
        .forEach(
            (zip, districts) -> {
              assertThat(districts).as(zip).containsExactlyElementsOf(published.get(zip));
              assertThat(ours.get(zip)).as(zip).isEqualTo(zones.get(zip));
            });
  }

  private static Map<String, String> zones(Path file) throws IOException {
    Map<String, String> zones = new HashMap<>();
    rows(file).forEach(row -> zones.put(row.get("zip"), row.get("tz")));
    return zones;
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      return rows.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    }
  }
}
