package org.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.District;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;

/**
 * Who may represent someone, by what is known of where they live.
 *
 * @param house who sits for the district, or for each of several that it may be
 * @param vacant those of the districts for which nobody sits
 * @param states one, or several where a split ZIP crosses a state line
 */
record Delegation(
    Assignment assignment,
    List<Official> house,
    List<District> vacant,
    List<String> states,
    List<Official> senators) {

  static Delegation of(Assignment assignment, Roster roster) {
    return of(assignment, roster, "");
  }

  /**
   * @param near see {@link OfficesByDistance}
   */
  static Delegation of(Assignment assignment, Roster roster, String near) {
    OfficesByDistance nearest = new OfficesByDistance(near);
    List<Official> house = new ArrayList<>();
    List<District> vacant = new ArrayList<>();
    for (District district : assignment.districts()) {
      roster
          .houseMember(district)
          .map(nearest::of)
          .ifPresentOrElse(house::add, () -> vacant.add(district));
    }
    List<String> states = states(assignment);
    List<Official> senators =
        states.stream().flatMap(state -> roster.senators(state).stream()).map(nearest::of).toList();
    return new Delegation(assignment, house, vacant, states, senators);
  }

  private static List<String> states(Assignment assignment) {
    if (!assignment.districts().isEmpty()) {
      return assignment.districts().stream().map(District::state).distinct().toList();
    }
    return assignment.state().isEmpty() ? List.of() : List.of(assignment.state());
  }

  /** Only where it is certain: never one of several (P7). */
  Optional<Official> representative() {
    return assignment.isCertain() ? house.stream().findFirst() : Optional.empty();
  }

  /** Everyone who stands in a call list. */
  Stream<Official> all() {
    return Stream.concat(house.stream(), senators.stream());
  }

  boolean isSplit() {
    return assignment.kind() == Assignment.Kind.ZIP_SPLIT;
  }

  List<Official> candidates() {
    return isSplit() ? house : List.of();
  }
}
