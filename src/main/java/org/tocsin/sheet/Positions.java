package org.tocsin.sheet;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Official;

/**
 * Where officials stand on a sheet's demand: as was learnt since it was published, else by name,
 * else by the most specific rule.
 *
 * @param named by bioguide id, or by name as long as it is not known who is meant
 * @param names whose id stands in {@code named} for each name that was written
 * @param lists by file
 * @param learnt by bioguide id
 */
public record Positions(
    Map<String, Position> named,
    Map<String, String> names,
    List<PositionRule> rules,
    Map<String, MemberList> lists,
    Map<String, Position> learnt) {
  public Positions {
    named = Map.copyOf(named);
    names = Map.copyOf(names);
    rules = List.copyOf(rules);
    lists = Map.copyOf(lists);
    learnt = Map.copyOf(learnt);
  }

  Position of(Official official) {
    Position known = learnt.getOrDefault(official.bioguide(), named.get(official.bioguide()));
    return known != null ? known : byRule(official);
  }

  private Position byRule(Official official) {
    return rules.stream()
        .filter(rule -> rule.holdsFor(official, members(rule)))
        .max(Comparator.comparingInt(PositionRule::weight))
        .map(PositionRule::position)
        .orElse(Position.UNKNOWN);
  }

  private Set<String> members(PositionRule rule) {
    MemberList list = lists.get(rule.committee().orElse(""));
    return list == null ? Set.of() : list.members();
  }

  Positions with(Map<String, Position> learntSince) {
    return new Positions(named, names, rules, lists, learntSince);
  }

  /** The names of which it is not known yet who is meant. */
  Set<String> unknownNames() {
    return named.keySet().stream()
        .filter(key -> !NameSearch.isBioguide(key))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The same where it is known who is meant.
   *
   * @param ids by name
   */
  Positions meaning(Map<String, String> ids) {
    Map<String, Position> byId = new HashMap<>();
    named.forEach((key, position) -> byId.put(ids.getOrDefault(key, key), position));
    return new Positions(byId, ids, rules, lists, learnt);
  }
}
