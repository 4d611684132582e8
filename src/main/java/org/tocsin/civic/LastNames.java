package org.tocsin.civic;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The last names of those who sit by the roster in force, as single words in small letters from a
 * to z; none where there is no roster.
 */
public final class LastNames implements Supplier<Set<String>> {
  /** "de" and "la" are no names. */
  private static final int LEAST_LETTERS = 3;

  private final Rosters rosters;
  private volatile OfRoster known = new OfRoster(-1, Set.of());

  private record OfRoster(long id, Set<String> words) {}

  public LastNames(Rosters rosters) {
    this.rosters = rosters;
  }

  /** Asks which roster is in force each time, and reads its names once. */
  @Override
  public Set<String> get() {
    Optional<Roster> roster = rosters.inForce();
    if (roster.isEmpty()) {
      return Set.of();
    }
    OfRoster read = known;
    if (read.id() != roster.get().id()) {
      read = new OfRoster(roster.get().id(), words(roster.get()));
      known = read;
    }
    return read.words();
  }

  private static Set<String> words(Roster roster) {
    return roster.officials().stream()
        .flatMap(official -> FamilyNames.of(official).stream())
        .flatMap(name -> name.stream())
        .map(word -> word.replaceAll("[^a-z]", ""))
        .filter(word -> word.length() >= LEAST_LETTERS)
        .collect(Collectors.toUnmodifiableSet());
  }
}
