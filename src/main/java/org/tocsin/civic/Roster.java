package org.tocsin.civic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who holds which seat on one day. Never changes; a new import makes a new roster. */
public final class Roster {
  private final long id;
  private final LocalDate asOf;
  private final int congress;
  private final Map<String, Official> byBioguide = new LinkedHashMap<>();
  private final Map<District, Official> house = new HashMap<>();
  private final Map<String, List<Official>> senate = new HashMap<>();

  public Roster(long id, LocalDate asOf, int congress, List<Official> officials) {
    this.id = id;
    this.asOf = asOf;
    this.congress = congress;
    officials.stream().sorted(Comparator.comparing(Official::bioguide)).forEach(this::seat);
    senate.replaceAll((state, senators) -> List.copyOf(senators));
  }

  private void seat(Official official) {
    byBioguide.put(official.bioguide(), official);
    if (official.chamber() == Official.Chamber.HOUSE) {
      house.put(official.district(), official);
    } else {
      senate.computeIfAbsent(official.state(), s -> new ArrayList<>()).add(official);
    }
  }

  public long id() {
    return id;
  }

  /** The day for which it was published. */
  public LocalDate asOf() {
    return asOf;
  }

  /**
   * The Congress whose House it lists; the district map in force is the newest of that Congress.
   */
  public int congress() {
    return congress;
  }

  /** The day on which the terms of its House members end; after it, the roster is stale. */
  public LocalDate houseEnds() {
    LocalDate end = Congress.endOf(congress);
    return house.values().stream()
        .map(Official::termEnd)
        .max(Comparator.naturalOrder())
        .filter(last -> last.isBefore(end))
        .orElse(end);
  }

  /** Who holds a seat of the House; empty where it is vacant. */
  public Optional<Official> houseMember(District district) {
    return Optional.ofNullable(house.get(district));
  }

  /** The senators of a state by bioguide id, which is nearly the order of their last names. */
  public List<Official> senators(String state) {
    return senate.getOrDefault(state, List.of());
  }

  public Optional<Official> official(String bioguide) {
    return Optional.ofNullable(byBioguide.get(bioguide));
  }

  /** "Rep. John Katko (NY-24)"; who is not in it goes by the id. */
  public String titled(String bioguide) {
    return official(bioguide).map(Official::titled).orElse(bioguide);
  }

  /** Everyone, by bioguide id. */
  public Collection<Official> officials() {
    return Collections.unmodifiableCollection(byBioguide.values());
  }
}
