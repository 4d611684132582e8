package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.civic.Districts;
import org.tocsin.support.SettableClock;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;

/**
 * Every ZIP through a change of Congress, by the published files of the 119th and a 120th made of
 * them: new members in every fifth seat, some without a bioguide id or any number, new senators,
 * and new lines in Texas and California.
 */
@Tag("shared")
final class ChangeOfCongressTest {
  private static final String CIVIC = "data/civic/2026-06/";
  private static final Instant BEGINS = Instant.parse("2027-01-03T17:00:00Z");
  private static final Set<String> NEW_LINES = Set.of("TX", "CA");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-12-20T15:00:00Z"));
  private Cli cli;

  // 20th Amendment, section 1
  @Test
  void no_zip_has_a_wrong_name_or_number_before_or_after_the_change() throws IOException {
    cli = new Cli(TestDatabase.fresh(), clock, folder);
    ArrayNode before = (ArrayNode) JSON.readTree(published("legislators-current.json").toFile());
    importOfficials(published("legislators-current.json"), "2026-12-20");
    districts(published("zccd.csv"), 119);
    districts(published("zip-supplement.csv"), 119);
    Path lines = newLines();
    ArrayNode after = nextCongress(before.deepCopy());
    Path people = folder.resolve("legislators-next.json");
    JSON.writeValue(people.toFile(), after);
    assertThat(importOfficials(people, "2026-12-20"))
        .contains("comes into force at noon Eastern on 2027-01-03");
    assertThat(districts(lines, 120)).contains("It is kept", "noon Eastern on 2027-01-03");

    Map<String, TreeSet<String>> old = EveryZip.listed(published("zccd.csv"), 2);
    old.putAll(EveryZip.listed(published("zip-supplement.csv"), 0));
    clock.set(BEGINS.minusSeconds(1));
    assertRight(old, before);
    clock.set(BEGINS);
    assertRight(EveryZip.listed(atLarge(lines), 2), after);
  }

  @Test
  void post_offices_lie_as_before_where_no_line_has_changed_and_else_nothing_is_made_up()
      throws IOException {
    Districts districts = new Districts(TestDatabase.fresh().jdbi(), clock);
    districts.importFile(published("zccd.csv"), 119);
    districts.importFile(published("zip-supplement.csv"), 119);
    long map = districts.importFile(newLines(), 120).mapId();
    Map<String, TreeSet<String>> boxes = EveryZip.listed(published("zip-supplement.csv"), 0);
    Map<String, List<Districts.Part>> told = districts.ofZips(map, boxes.keySet());
    boxes.forEach(
        (zip, lay) -> {
          boolean changed = EveryZip.statesOf(List.of(lay)).stream().anyMatch(NEW_LINES::contains);
          List<String> lies =
              told.getOrDefault(zip, List.of()).stream().map(p -> p.district().code()).toList();
          assertThat(lies).as(zip).isSubsetOf(lay);
          assertThat(lies.size())
              .as(zip)
              .isIn(changed ? List.of(0, lay.size()) : List.of(lay.size()));
        });
  }

  private static Path published(String file) {
    return Shared.path(CIVIC + file);
  }

  private String importOfficials(Path people, String day) {
    return cli.run(
            "officials",
            "import",
            people,
            published("legislators-district-offices.json"),
            "--as-of",
            day)
        .done()
        .out();
  }

  private String districts(Path file, int congress) {
    return cli.run("districts", "import", file, "--congress", congress).done().out();
  }

  /** Half of the ZIPs of two states lie in the district after theirs; Wyoming is district 1. */
  private Path newLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(published("zccd.csv"))) {
      String[] cells = line.split(",");
      if (NEW_LINES.contains(cells[1]) && cells[2].charAt(4) % 2 == 0) {
        cells[3] = String.valueOf(Integer.parseInt(cells[3]) % 38 + 1);
      }
      lines.add(
          String.join(
              ",", cells[1].equals("WY") ? cells[0] + ",WY," + cells[2] + ",1" : line(cells)));
    }
    return Files.write(folder.resolve("zccd120.csv"), lines);
  }

  private static String line(String[] cells) {
    return String.join(",", cells);
  }

  /** The same file as it is meant: the only seat of a state is district 0. */
  private Path atLarge(Path lines) throws IOException {
    String text = Files.readString(lines).replaceAll("(,WY,\\d{5}),1\\b", "$1,0");
    return Files.writeString(folder.resolve("meant.csv"), text);
  }

  private static ArrayNode nextCongress(ArrayNode people) {
    ArrayNode next = JSON.createArrayNode();
    int i = 0;
    for (JsonNode person : people) {
      ArrayNode terms = (ArrayNode) person.get("terms");
      ObjectNode term = terms.get(terms.size() - 1).deepCopy();
      if (term.get("end").asText().compareTo("2027-01-03") <= 0) {
        boolean house = term.get("type").asText().equals("rep");
        term.put("start", "2027-01-03").put("end", house ? "2029-01-03" : "2033-01-03");
        next.add(++i % 5 == 0 ? newcomer(i, term) : returning(person, term));
      } else {
        next.add(person);
      }
    }
    return next;
  }

  private static JsonNode returning(JsonNode person, ObjectNode term) {
    ((ArrayNode) person.get("terms")).add(term);
    return person;
  }

  private static ObjectNode newcomer(int i, ObjectNode term) {
    ObjectNode person = JSON.createObjectNode();
    ObjectNode id = person.putObject("id").put("govtrack", 500_000 + i);
    if (i % 2 == 0) {
      id.put("bioguide", "Z%06d".formatted(i));
    }
    person.putObject("name").put("first", "Pat").put("last", "Newcomer" + i);
    if (i % 3 == 0) {
      term.remove("phone");
    } else {
      term.put("phone", "202-555-01%02d".formatted(i % 100));
    }
    term.remove("address");
    person.putArray("terms").add(term);
    return person;
  }

  private void assertRight(Map<String, TreeSet<String>> listed, ArrayNode people)
      throws IOException {
    Map<String, JsonNode> answers = new EveryZip(listed, EveryZip.holders(people)).assertTold(cli);
    Map<String, TreeSet<String>> numbers = numbers(people);
    for (JsonNode answer : answers.values()) {
      List<JsonNode> named = new ArrayList<>();
      answer.get("senators").forEach(named::add);
      if (!answer.get("representative").isNull()) {
        named.add(answer.get("representative"));
      }
      for (JsonNode official : named) {
        TreeSet<String> told = new TreeSet<>();
        official.get("phones").forEach(p -> told.add(p.get("number").asText()));
        assertThat(told)
            .as(answer.get("zip").asText())
            .isEqualTo(numbers.get(official.get("bioguide").asText()));
      }
    }
  }

  /** All numbers of everyone, as the files have them. */
  private static Map<String, TreeSet<String>> numbers(ArrayNode people) throws IOException {
    Map<String, TreeSet<String>> numbers = new TreeMap<>();
    for (JsonNode person : people) {
      TreeSet<String> own = new TreeSet<>();
      JsonNode terms = person.get("terms");
      JsonNode washington = terms.get(terms.size() - 1).path("phone");
      if (!washington.isMissingNode()) {
        own.add(washington.asText());
      }
      numbers.put(EveryZip.id(person), own);
    }
    for (JsonNode person : JSON.readTree(published("legislators-district-offices.json").toFile())) {
      TreeSet<String> own = numbers.get(person.get("id").get("bioguide").asText());
      for (JsonNode office : person.get("offices")) {
        if (own != null && office.hasNonNull("phone")) {
          own.add(office.get("phone").asText());
        }
      }
    }
    return numbers;
  }
}
