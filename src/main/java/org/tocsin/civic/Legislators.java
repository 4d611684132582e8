package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;

/** Reads legislators-current: each member with the office in Washington, from the last term. */
final class Legislators {
  private static final String TERM = "terms[last].";

  private final String file;
  private final Consumer<Problem> problems;

  Legislators(Path file, Consumer<Problem> problems) {
    this.file = file.toString();
    this.problems = problems;
  }

  List<Official> read(List<Records.Entry> entries) {
    List<Official> officials = new ArrayList<>();
    if (entries.stream().anyMatch(e -> e.node().has("offices"))) {
      String message = "It is the file of offices. Give the file of legislators first.";
      problems.accept(Problem.error(file, 0, "", message));
      return officials;
    }
    for (int i = 0; i < entries.size(); i++) {
      Records.Entry entry = entries.get(i);
      Fields fields = new Fields(file, entry, Fields.nameOf(entry, i), problems);
      official(fields, entry.node()).ifPresent(officials::add);
    }
    if (entries.isEmpty()) {
      problems.accept(Problem.error(file, 0, "", "It lists nobody."));
    }
    return officials;
  }

  private Optional<Official> official(Fields fields, JsonNode node) {
    JsonNode name = node.path("name");
    JsonNode terms = node.path("terms");
    // The current term is the last one; earlier ones tell of other seats.
    JsonNode term = terms.path(terms.size() - 1);
    if (term.isMissingNode()) {
      fields.error("terms", "it has no terms.");
      return Optional.empty();
    }
    String bioguide = fields.required(node.path("id"), "id.", "bioguide");
    String last = fields.required(name, "name.", "last");
    Chamber chamber = chamber(fields, term);
    String state = state(fields, term);
    District number = chamber == Chamber.HOUSE ? district(fields, term, state) : null;
    LocalDate start = fields.date(term, TERM, "start");
    LocalDate end = fields.date(term, TERM, "end");
    District district =
        number == null || end == null
            ? number
            : Apportionment.seat(number, Congress.at(end.minusDays(1)));
    boolean whole =
        Stream.of(bioguide, last, state).noneMatch(String::isEmpty)
            && Stream.of(start, end).noneMatch(Objects::isNull)
            && (chamber == Chamber.SENATE || district != null);
    return whole
        ? Optional.of(
            new Official(
                bioguide,
                Fields.text(name.path("first")),
                last,
                fullName(name),
                Fields.text(term.path("party")),
                chamber,
                state,
                district,
                start,
                end,
                washington(fields, term)))
        : Optional.empty();
  }

  private static Chamber chamber(Fields fields, JsonNode term) {
    String type = fields.required(term, TERM, "type");
    if (!type.isEmpty() && !type.equals("rep") && !type.equals("sen")) {
      fields.error(TERM + "type", "'" + type + "' is neither rep nor sen.");
    }
    return switch (type) {
      case "rep" -> Chamber.HOUSE;
      case "sen" -> Chamber.SENATE;
      default -> null;
    };
  }

  private static String state(Fields fields, JsonNode term) {
    String state = fields.required(term, TERM, "state");
    if (state.isEmpty() || States.name(state).isPresent()) {
      return state;
    }
    fields.error(TERM + "state", "'" + state + "' is no USPS code of a state.");
    return "";
  }

  private static District district(Fields fields, JsonNode term, String state) {
    String number = fields.required(term, TERM, "district");
    if (!number.isEmpty() && !number.matches("[0-9]|[1-5][0-9]")) {
      fields.error(TERM + "district", "'" + number + "' is no district.");
      return null;
    }
    return number.isEmpty() || state.isEmpty()
        ? null
        : new District(state, Integer.parseInt(number));
  }

  /** The file has the accents of some only in their last name (Menéndez, 2017). */
  private static String fullName(JsonNode name) {
    String last = Fields.text(name.path("last"));
    String official =
        Stream.of(Fields.text(name.path("official_full")).split(" "))
            .map(word -> GivenNames.fold(word).equals(GivenNames.fold(last)) ? last : word)
            .collect(Collectors.joining(" "));
    return official.isEmpty()
        ? Stream.of("first", "middle", "last", "suffix")
            .map(part -> Fields.text(name.path(part)))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "))
        : official;
  }

  private static List<Office> washington(Fields fields, JsonNode term) {
    String phone = fields.phone(term, TERM, "DC");
    boolean has = phone != null || !Fields.text(term.path("address")).isEmpty();
    return has ? List.of(new Office("DC", phone, null, null)) : List.of();
  }
}
