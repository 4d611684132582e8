package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;

/**
 * Reads legislators-current: each member with the office in Washington, from the current term. A
 * few records that cannot be read cost these members, not the file.
 */
final class Legislators {
  private static final String TERM = "terms[last].";

  /** Of so many records one may be left out. */
  private static final int ONE_OF = 100;

  private final String file;
  private final Consumer<Problem> problems;
  private final Map<String, String> byAnyId = new HashMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private Optional<Integer> congress = Optional.empty();

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
    congress = Terms.congress(entries);
    List<Problem> found = new ArrayList<>();
    int unread = 0;
    for (int i = 0; i < entries.size(); i++) {
      List<Problem> ofOne = new ArrayList<>();
      official(entries.get(i), i, ofOne::add).ifPresent(officials::add);
      unread += ofOne.stream().anyMatch(Problem::isError) ? 1 : 0;
      found.addAll(ofOne);
    }
    boolean few = unread * ONE_OF <= entries.size();
    found.forEach(each -> problems.accept(few ? each.asWarning() : each));
    if (entries.isEmpty()) {
      problems.accept(Problem.error(file, 0, "", "It lists nobody."));
    }
    return officials;
  }

  /** By what the file of offices may call them: each id that a record has, to the official's. */
  Map<String, String> byAnyId() {
    return byAnyId;
  }

  /** The bioguide ids of those whose records could not be read. */
  Set<String> leftOut() {
    return leftOut;
  }

  private Optional<Official> official(Records.Entry entry, int index, Consumer<Problem> found) {
    Fields fields = new Fields(file, entry, Fields.nameOf(entry, index), found);
    JsonNode term = Terms.current(entry.node(), congress);
    if (term.isMissingNode()) {
      fields.error("terms", "it has no terms.");
      return Optional.empty();
    }
    if (Terms.isToCome(term, congress) || Terms.isOver(term, congress)) {
      fields.warn("terms", otherTerm(term));
      return Optional.empty();
    }
    Optional<Official> official = official(fields, entry.node(), term);
    if (official.isEmpty()) {
      Identity.bioguide(entry.node()).ifPresent(leftOut::add);
    }
    official.ifPresent(
        o -> Identity.of(entry.node()).values().forEach(id -> byAnyId.put(id, o.bioguide())));
    return official;
  }

  private String otherTerm(JsonNode term) {
    return "the term, "
        + Fields.text(term.path("start"))
        + " to "
        + Fields.text(term.path("end"))
        + ", is not in the "
        + Congress.ordinal(congress.orElseThrow())
        + " Congress, which the file lists; the record is left out.";
  }

  private Optional<Official> official(Fields fields, JsonNode node, JsonNode term) {
    JsonNode name = node.path("name");
    String last = fields.required(name, "name.", "last");
    Chamber chamber = chamber(fields, term);
    String state = state(fields, term);
    District number = chamber == Chamber.HOUSE ? district(fields, term, state) : null;
    LocalDate start = fields.date(term, TERM, "start");
    LocalDate end = fields.date(term, TERM, "end");
    boolean whole =
        Stream.of(last, state).noneMatch(String::isEmpty)
            && Stream.of(chamber, start, end).noneMatch(Objects::isNull)
            && (chamber == Chamber.SENATE || number != null);
    return whole
        ? Optional.of(
            new Official(
                id(fields, node, state, last),
                Fields.text(name.path("first")),
                last,
                fullName(name),
                Fields.text(term.path("party")),
                chamber,
                state,
                number == null ? null : Apportionment.seat(number, Congress.at(end.minusDays(1))),
                start,
                end,
                washington(fields, term)))
        : Optional.empty();
  }

  /** The bioguide id, or what stands for it until there is one. */
  private static String id(Fields fields, JsonNode node, String state, String last) {
    Optional<String> bioguide = Identity.bioguide(node);
    if (bioguide.isPresent()) {
      return bioguide.get();
    }
    String other =
        Identity.of(node).values().stream()
            .findFirst()
            .orElseGet(
                () -> Identity.ofName(state, last, Fields.text(node.path("name").path("first"))));
    fields.warn(
        "id.bioguide",
        "there is no bioguide id, as K000386; " + last + " is taken by the id " + other + ".");
    return other;
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
    String written = fields.required(term, TERM, "district");
    String number = District.isAtLarge(written) ? "0" : written;
    if (!number.isEmpty() && !number.matches("0?[0-9]|[1-5][0-9]")) {
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
