package org.tocsin.civic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is different for those who call, from one roster to another.
 *
 * @param came those who hold a seat that they did not hold before
 * @param left those who hold none now
 * @param numbers of offices, of officials who stand in both
 */
public record RosterChanges(List<Official> came, List<Official> left, List<NewNumber> numbers) {
  /**
   * @param official as now
   * @param office its label
   * @param before empty where there was no such office or it had no number; likewise now
   */
  public record NewNumber(
      Official official, String office, Optional<String> before, Optional<String> now) {}

  /** By bioguide id, then by office. */
  public static RosterChanges between(Roster before, Roster now) {
    List<NewNumber> numbers = new ArrayList<>();
    now.officials()
        .forEach(
            official ->
                before
                    .official(official.bioguide())
                    .ifPresent(old -> numbers.addAll(numbers(old, official))));
    return new RosterChanges(
        now.officials().stream().filter(official -> !held(before, official)).toList(),
        before.officials().stream()
            .filter(official -> now.official(official.bioguide()).isEmpty())
            .toList(),
        numbers);
  }

  private static boolean held(Roster before, Official official) {
    return before
        .official(official.bioguide())
        .filter(old -> old.chamber() == official.chamber())
        .filter(old -> old.state().equals(official.state()))
        .filter(old -> Objects.equals(old.district(), official.district()))
        .isPresent();
  }

  private static List<NewNumber> numbers(Official old, Official official) {
    Map<String, Set<String>> before = byOffice(old);
    Map<String, Set<String>> now = byOffice(official);
    Set<String> offices = new TreeSet<>(before.keySet());
    offices.addAll(now.keySet());
    return offices.stream()
        .flatMap(
            office ->
                numbers(
                    official,
                    office,
                    before.getOrDefault(office, Set.of()),
                    now.getOrDefault(office, Set.of())))
        .toList();
  }

  private static Map<String, Set<String>> byOffice(Official official) {
    Map<String, Set<String>> numbers = new HashMap<>();
    for (Office office : official.offices()) {
      if (office.phone() != null) {
        numbers.computeIfAbsent(office.label(), label -> new TreeSet<>()).add(office.phone());
      }
    }
    return numbers;
  }

  /**
   * Several offices may have the same label, so numbers that went and those that came are paired.
   */
  private static Stream<NewNumber> numbers(
      Official official, String office, Set<String> before, Set<String> now) {
    List<String> went = before.stream().filter(number -> !now.contains(number)).toList();
    List<String> came = now.stream().filter(number -> !before.contains(number)).toList();
    List<NewNumber> pairs = new ArrayList<>();
    for (int i = 0; i < Math.max(went.size(), came.size()); i++) {
      pairs.add(new NewNumber(official, office, at(went, i), at(came, i)));
    }
    return pairs.stream();
  }

  private static Optional<String> at(List<String> numbers, int place) {
    return place < numbers.size() ? Optional.of(numbers.get(place)) : Optional.empty();
  }
}
