package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;

/** Finds out who a sheet means where it names officials under its positions, by one roster. */
public final class PositionNames {
  private final Sheet sheet;
  private final Roster roster;
  private final FrontMatter front;
  private final Map<String, String> ids = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private PositionNames(Sheet sheet, Roster roster) {
    this.sheet = sheet;
    this.roster = roster;
    this.front = FrontMatter.of(sheet.first().file(), sheet.first().source());
  }

  /** Names that nobody or more than one has, with their lines; none without a roster. */
  public static List<Problem> problems(Sheet sheet, Optional<Roster> roster) {
    return roster
        .filter(known -> !sheet.positions().unknownNames().isEmpty())
        .map(known -> new PositionNames(sheet, known).find().problems)
        .orElse(List.of());
  }

  /**
   * The same sheet with the ids of the officials that it names.
   *
   * @param roster asked for where there are names
   * @throws BadInput where that is not sure
   */
  public static Sheet known(Sheet sheet, Supplier<Roster> roster) {
    if (sheet.positions().unknownNames().isEmpty()) {
      return sheet;
    }
    PositionNames names = new PositionNames(sheet, roster.get()).find();
    if (!names.problems.isEmpty()) {
      throw new BadInput(names.problems);
    }
    return sheet.meaning(names.ids);
  }

  /**
   * Who is meant by a name or an id.
   *
   * @throws TocsinException where that is not sure
   */
  public static Official official(String nameOrId, Roster roster) {
    return roster
        .official(nameOrId)
        .orElseGet(
            () -> {
              List<Official> may = new NameSearch(roster).named(nameOrId);
              if (may.size() == 1) {
                return may.get(0);
              }
              throw new TocsinException(
                  may.isEmpty() ? nobody(nameOrId, roster) : several(nameOrId, may));
            });
  }

  private PositionNames find() {
    sheet.first().positions().keySet().stream()
        .filter(key -> !NameSearch.isBioguide(key))
        .forEach(this::find);
    return this;
  }

  private void find(String name) {
    List<Official> may = new NameSearch(roster).named(name);
    if (may.isEmpty()) {
      error(name, nobody(name, roster));
    } else if (may.size() > 1) {
      error(name, several(name, may));
    } else {
      String id = may.get(0).bioguide();
      String other = other(id);
      if (other != null) {
        error(
            name,
            NearestNames.described(may.get(0))
                + ", has a position here already, as "
                + other
                + ".");
      }
      ids.put(name, id);
    }
  }

  private static String nobody(String name, Roster roster) {
    return "Nobody in the roster of "
        + roster.asOf()
        + " is called '"
        + name
        + "'."
        + NearestNames.of(name, roster)
        + " See: tocsin officials find NAME";
  }

  private static String several(String name, List<Official> may) {
    return "'"
        + name
        + "' may be "
        + may.stream().map(NearestNames::described).collect(Collectors.joining("; or "))
        + ". Write the given name too, or the id.";
  }

  /** Under what other key an official stands already, or null. */
  private String other(String id) {
    if (sheet.first().positions().containsKey(id)) {
      return id;
    }
    return ids.entrySet().stream()
        .filter(each -> each.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private void error(String name, String message) {
    String field = "positions." + name;
    problems.add(Problem.error(sheet.first().file(), front.line(field), field, message));
  }
}
