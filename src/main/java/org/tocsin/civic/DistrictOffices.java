package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tocsin.Problem;

/**
 * Reads legislators-district-offices. A malformed record costs that member's offices and a warning,
 * not the import: the file is kept by volunteers, and the office in Washington remains.
 */
final class DistrictOffices {
  private final String file;
  private final Consumer<Problem> problems;

  DistrictOffices(Path file, Consumer<Problem> problems) {
    this.file = file.toString();
    this.problems = problems;
  }

  /**
   * @param members by each id that a member's record has, the official's
   */
  Map<String, List<Office>> read(List<Records.Entry> entries, Map<String, String> members) {
    Map<String, List<Office>> offices = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Records.Entry entry = entries.get(i);
      Fields fields = new Fields(file, entry, Fields.nameOf(entry, i), problems);
      JsonNode list = entry.node().path("offices");
      Optional<String> who = member(entry.node(), members);
      if (!list.isArray()) {
        fields.warn("offices", "the record is malformed; its offices are left out.");
      } else if (who.isEmpty()) {
        fields.warn("id.bioguide", "it is nobody in the members file; its offices are left out.");
      } else {
        offices.computeIfAbsent(who.get(), w -> new ArrayList<>()).addAll(offices(fields, list));
      }
    }
    if (offices.isEmpty()) {
      problems.accept(Problem.error(file, 0, "", "It lists no offices of these members."));
    }
    return offices;
  }

  private static Optional<String> member(JsonNode record, Map<String, String> members) {
    return Identity.of(record).values().stream()
        .map(members::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static List<Office> offices(Fields fields, JsonNode list) {
    List<Office> offices = new ArrayList<>();
    List<List<String>> places = new ArrayList<>();
    for (JsonNode office : list) {
      offices.add(office(fields, office));
      places.add(
          Stream.of("address", "building", "suite")
              .map(part -> Fields.text(office.path(part)))
              .filter(part -> !part.isEmpty())
              .toList());
    }
    return OfficesInTown.distinguished(offices, places);
  }

  private static Office office(Fields fields, JsonNode office) {
    String label = label(office);
    return new Office(
        label,
        fields.phone(office, "offices.", label),
        degrees(office.path("latitude")),
        degrees(office.path("longitude")));
  }

  private static String label(JsonNode office) {
    String city = Fields.text(office.path("city"));
    return city.isEmpty() ? "district" : city;
  }

  private static Double degrees(JsonNode node) {
    return node.isNumber() ? (Double) node.asDouble() : null;
  }
}
