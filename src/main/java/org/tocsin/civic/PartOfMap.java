package org.tocsin.civic;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * A file of some states is not the country: what it leaves out must be meant.
 *
 * @param states that the file tells of
 * @param only the states that it is said to be of, or none
 */
record PartOfMap(Path file, Set<String> states, Set<String> only) {
  /**
   * @param known the states of the map before
   */
  void check(Set<String> known) {
    if (only.isEmpty()) {
      Set<String> lost = without(known, states);
      refuse(lost, "It leaves out " + words(lost) + ", which the map before has. " + help());
      return;
    }
    Set<String> unknown = without(only, States.codes());
    refuse(unknown, words(unknown) + " is no USPS code of a state. Write --only TX.");
    Set<String> absent = without(only, states);
    refuse(absent, "It tells nothing of " + words(absent) + ". Leave it out of --only.");
    Set<String> others = without(states, only);
    refuse(others, "It tells of " + words(others) + " too. Name all its states: " + option());
  }

  private static Set<String> without(Set<String> all, Set<String> these) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(these);
    return rest;
  }

  private static String words(Set<String> states) {
    return String.join(", ", states);
  }

  private String help() {
    return "Take the file of the whole country, or, where it is of these states alone and the"
        + " others stay as they are, say "
        + option();
  }

  private String option() {
    return "--only " + String.join(",", new TreeSet<>(states));
  }

  private void refuse(Set<String> which, String message) {
    if (!which.isEmpty()) {
      throw new BadInput(
          Problem.error(file.toString(), 0, only.isEmpty() ? "state_abbr" : "--only", message));
    }
  }
}
