package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.States;

/** Reads {@code position_rules} of a sheet's front matter. */
final class PositionRules {
  private static final Set<String> KEYS =
      Set.of("party", "chamber", "state", "committee", "position");

  private static final Map<String, String> PARTIES =
      Map.of(
          "d", "Democrat",
          "democrat", "Democrat",
          "democratic", "Democrat",
          "r", "Republican",
          "republican", "Republican",
          "i", "Independent",
          "independent", "Independent",
          "libertarian", "Libertarian");

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][\\w.-]*\\.(?:txt|csv)");

  private final String file;
  private final List<Problem> problems;

  /**
   * @param problems where what is wrong is added
   */
  PositionRules(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  List<PositionRule> read(List<FrontMatter.Item> items) {
    List<PositionRule> rules = new ArrayList<>();
    for (FrontMatter.Item item : items) {
      read(item).ifPresent(rule -> add(rules, rule));
    }
    return rules;
  }

  private void add(List<PositionRule> rules, PositionRule rule) {
    rules.stream()
        .filter(rule::hasConditionsOf)
        .findFirst()
        .ifPresent(
            other ->
                error(
                    rule.line(),
                    "The rule of line "
                        + other.line()
                        + " is for the same officials. Keep one of the two."));
    rules.add(rule);
  }

  private Optional<PositionRule> read(FrontMatter.Item item) {
    int before = problems.size();
    for (Map.Entry<String, FrontMatter.Value> entry : item.values().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        error(
            entry.getValue().line(),
            "A rule has no '"
                + entry.getKey()
                + "'. There are "
                + String.join(", ", new TreeSet<>(KEYS))
                + ".");
      }
    }
    Optional<String> party = given(item, "party").map(value -> party(item, value));
    Optional<Chamber> chamber = given(item, "chamber").flatMap(value -> chamber(item, value));
    Set<String> states = given(item, "state").map(value -> states(item, value)).orElse(Set.of());
    Optional<String> committee = given(item, "committee");
    committee
        .filter(name -> !FILE.matcher(name).matches())
        .ifPresent(name -> wrong(item, "committee", name, "a file beside the sheet, x.txt"));
    String word = given(item, "position").orElse("");
    Optional<Position> position = Position.of(word);
    if (position.isEmpty()) {
      wrong(item, "position", word, "supports, silent, opposes or unknown");
    }
    if (item.values().size() < 2) {
      error(item.line(), "Say who it is for: party, chamber, state or committee.");
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new PositionRule(party, chamber, states, committee, position.get(), item.line()));
  }

  private static Optional<String> given(FrontMatter.Item item, String key) {
    return Optional.ofNullable(item.values().get(key)).map(FrontMatter.Value::text);
  }

  private String party(FrontMatter.Item item, String value) {
    String party = PARTIES.get(value.toLowerCase(Locale.ROOT));
    if (party == null) {
      wrong(item, "party", value, "Democrat, Republican, Independent or Libertarian");
    }
    return party;
  }

  private Optional<Chamber> chamber(FrontMatter.Item item, String value) {
    Optional<Chamber> chamber =
        Stream.of(Chamber.values()).filter(c -> c.name().equalsIgnoreCase(value)).findFirst();
    if (chamber.isEmpty()) {
      wrong(item, "chamber", value, "house or senate");
    }
    return chamber;
  }

  private Set<String> states(FrontMatter.Item item, String value) {
    Set<String> states =
        Stream.of(value.split("[, ]+"))
            .map(state -> state.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (states.isEmpty() || !states.stream().allMatch(state -> States.name(state).isPresent())) {
      wrong(item, "state", value, "two letters such as NY, several with commas");
    }
    return states;
  }

  private void wrong(FrontMatter.Item item, String key, String value, String wanted) {
    FrontMatter.Value at = item.values().get(key);
    error(
        at == null ? item.line() : at.line(),
        "'" + value + "' is no " + key + ". Write " + wanted + ".");
  }

  private void error(int line, String message) {
    problems.add(Problem.error(file, line, "position_rules", message));
  }
}
