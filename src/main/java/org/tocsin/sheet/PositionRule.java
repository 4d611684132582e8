package org.tocsin.sheet;

import java.util.Optional;
import java.util.Set;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/**
 * Where all officials of a kind stand. Each condition that is given must hold.
 *
 * @param party as rosters have it: "Republican"
 * @param states USPS codes; none for all
 * @param committee file of the list of its members
 * @param line of the sheet's file on which the rule begins
 */
public record PositionRule(
    Optional<String> party,
    Optional<Chamber> chamber,
    Set<String> states,
    Optional<String> committee,
    Position position,
    int line) {
  public PositionRule {
    states = Set.copyOf(states);
  }

  /** How specific it is: a committee more than a state, that more than a chamber, a party least. */
  int weight() {
    return (committee.isPresent() ? 8 : 0)
        + (states.isEmpty() ? 0 : 4)
        + (chamber.isPresent() ? 2 : 0)
        + (party.isPresent() ? 1 : 0);
  }

  boolean hasConditionsOf(PositionRule other) {
    return party.equals(other.party)
        && chamber.equals(other.chamber)
        && states.equals(other.states)
        && committee.equals(other.committee);
  }

  /**
   * @param members of the committee, if the rule names one
   */
  boolean holdsFor(Official official, Set<String> members) {
    return party.map(official.party()::equalsIgnoreCase).orElse(true)
        && chamber.map(official.chamber()::equals).orElse(true)
        && (states.isEmpty() || states.contains(official.state()))
        && (committee.isEmpty() || members.contains(official.bioguide()));
  }
}
