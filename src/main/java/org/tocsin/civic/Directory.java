package org.tocsin.civic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.civic.Mention.Known;

/** Everyone who sits now, and who sat in earlier rosters, to be found by name and by number. */
public final class Directory {
  private final Roster inForce;
  private final Map<String, Known> people = new LinkedHashMap<>();
  private final Map<String, NameParts> names = new HashMap<>();
  private final Map<String, List<Known>> byLastName = new HashMap<>();
  private final Map<String, List<Known>> byNumber = new HashMap<>();
  private final Map<String, Set<District>> seatsOfTown = new HashMap<>();

  /**
   * @param rosters the one in force first, then earlier ones, newest first
   */
  public Directory(List<Roster> rosters) {
    this.inForce = rosters.get(0);
    for (Roster roster : rosters) {
      roster.officials().forEach(official -> add(official, roster));
    }
    for (Known known : people.values()) {
      NameParts parts = NameParts.of(known.official());
      names.put(known.official().bioguide(), parts);
      parts.family().stream()
          .map(family -> family.get(0))
          .distinct()
          .forEach(first -> byLastName.computeIfAbsent(first, n -> new ArrayList<>()).add(known));
    }
  }

  private void add(Official official, Roster roster) {
    Known known = new Known(official, roster, roster == inForce);
    people.putIfAbsent(official.bioguide(), known);
    for (Office office : official.offices()) {
      if (office.phone() != null) {
        String number = Office.withoutExtension(office.phone());
        byNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(known);
      }
      if (known.current() && official.district() != null) {
        seatsOfTown
            .computeIfAbsent(GivenNames.fold(office.town()), n -> new HashSet<>())
            .add(official.district());
      }
    }
  }

  public Roster inForce() {
    return inForce;
  }

  /** Who is or was reached at a number, "315-423-5657", in the order of the rosters. */
  public List<Known> at(String number) {
    return byNumber.getOrDefault(number, List.of());
  }

  public Optional<Known> person(String bioguide) {
    return Optional.ofNullable(people.get(bioguide));
  }

  /** The districts whose members have an office in a town now. */
  public Set<District> seatsOf(String town) {
    return seatsOfTown.getOrDefault(GivenNames.fold(town), Set.of());
  }

  /**
   * Who has this last name, which may be of several words; those of an earlier roster too.
   *
   * @param firstWord as {@link GivenNames#fold} leaves it
   */
  List<Known> named(String firstWord) {
    return byLastName.getOrDefault(firstWord, List.of());
  }

  /** The names of someone that it knows. */
  NameParts names(Known known) {
    return names.get(known.official().bioguide());
  }

  /** The officials that a text names, in its order. */
  public List<Mention> in(String text) {
    return new NameReader(this, text).mentions();
  }

  /** Where last names stand alone outside of those, as in "Katko: 315-423-5657". */
  public List<Mention> lastNamesIn(String text, List<Mention> mentions) {
    return new LoneNames(this, text).outside(mentions);
  }
}
