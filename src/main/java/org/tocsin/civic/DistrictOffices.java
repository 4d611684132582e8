package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
   * @param members bioguide ids of the members of the roster
   */
  Map<String, List<Office>> read(List<Records.Entry> entries, Set<String> members) {
    Map<String, List<Office>> offices = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Records.Entry entry = entries.get(i);
      String who = Fields.nameOf(entry, i);
      Fields fields = new Fields(file, entry, who, problems);
      JsonNode list = entry.node().path("offices");
      if (!list.isArray()) {
        fields.warn("offices", "the record is malformed; its offices are left out.");
      } else if (!members.contains(who)) {
        fields.warn("id.bioguide", "it is nobody in the members file; its offices are left out.");
      } else {
        list.forEach(
            o -> offices.computeIfAbsent(who, w -> new ArrayList<>()).add(office(fields, o)));
      }
    }
    if (offices.isEmpty()) {
      problems.accept(Problem.error(file, 0, "", "It lists no offices of these members."));
    }
    return offices;
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
