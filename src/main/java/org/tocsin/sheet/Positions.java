package org.tocsin.sheet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.civic.Official;

/**
 * Where officials stand on a sheet's demand: as was learnt since it was published, else by name,
 * else by the most specific rule.
 *
 * @param lists by file
 * @param learnt by bioguide id
 */
public record Positions(
    Map<String, Position> named,
    List<PositionRule> rules,
    Map<String, MemberList> lists,
    Map<String, Position> learnt) {
  public Positions {
    named = Map.copyOf(named);
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
    return new Positions(named, rules, lists, learntSince);
  }
}
