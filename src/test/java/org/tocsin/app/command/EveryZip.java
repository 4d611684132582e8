package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What published files say of every ZIP, read without the program, and what the program says.
 *
 * @param holders "NY-22", or "NY" for the Senate, to the ids of who holds it
 */
record EveryZip(Map<String, TreeSet<String>> listed, Map<String, TreeSet<String>> holders) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * ZIPs with their districts, "NY-22".
   *
   * @param zipAt in which column the ZIP stands; the state stands in the second
   */
  static Map<String, TreeSet<String>> listed(Path file, int zipAt) throws IOException {
    Map<String, TreeSet<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      String district = cells[1] + "-" + cells[zipAt == 0 ? 2 : 3];
      listed.computeIfAbsent(cells[zipAt], z -> new TreeSet<>()).add(district);
    }
    return listed;
  }

  static Set<String> statesOf(Iterable<TreeSet<String>> districts) {
    Set<String> states = new TreeSet<>();
    districts.forEach(each -> each.forEach(d -> states.add(d.substring(0, 2))));
    return states;
  }

  static Map<String, TreeSet<String>> holders(Iterable<JsonNode> people) {
    Map<String, TreeSet<String>> holders = new HashMap<>();
    for (JsonNode person : people) {
      JsonNode term = person.get("terms").get(person.get("terms").size() - 1);
      boolean house = term.get("type").asText().equals("rep");
      String seat = term.get("state").asText() + (house ? "-" + term.get("district").asInt() : "");
      holders.computeIfAbsent(seat, s -> new TreeSet<>()).add(id(person));
    }
    return holders;
  }

  /** The bioguide id, or what stands for it. */
  static String id(JsonNode person) {
    JsonNode id = person.get("id");
    return id.has("bioguide")
        ? id.get("bioguide").asText()
        : "govtrack-" + id.get("govtrack").asText();
  }

  /** Asks for all of them, and returns the answers. */
  Map<String, JsonNode> assertTold(Cli cli) throws IOException {
    List<String> command = new ArrayList<>(List.of("explain", "zip", "--json"));
    command.addAll(listed.keySet());
    List<String> lines = cli.run(command.toArray()).done().out().lines().toList();
    assertThat(lines).hasSize(listed.size());
    Map<String, JsonNode> answers = new TreeMap<>();
    int line = 0;
    for (Map.Entry<String, TreeSet<String>> zip : listed.entrySet()) {
      JsonNode told = JSON.readTree(lines.get(line++));
      assertThat(told.get("zip").asText()).isEqualTo(zip.getKey());
      assertTold(told, zip.getValue());
      answers.put(zip.getKey(), told);
    }
    return answers;
  }

  private void assertTold(JsonNode told, TreeSet<String> districts) {
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
