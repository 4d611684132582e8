package org.tocsin.civic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives offices of one official that are in one town labels by which they are distinguished. */
final class OfficesInTown {
  private static final int LONGEST = 60;

  private OfficesInTown() {}

  /**
   * @param offices with the town as label
   * @param places of each what else is known of where it is, the street first
   */
  static List<Office> distinguished(List<Office> offices, List<List<String>> places) {
    List<Office> apart = new ArrayList<>();
    for (int i = 0; i < offices.size(); i++) {
      List<Integer> inTown = inTown(offices, i);
      apart.add(inTown.size() == 1 ? offices.get(i) : within(offices.get(i), i, inTown, places));
    }
    return apart;
  }

  private static List<Integer> inTown(List<Office> offices, int which) {
    List<Integer> same = new ArrayList<>();
    for (int i = 0; i < offices.size(); i++) {
      if (offices.get(i).label().equalsIgnoreCase(offices.get(which).label())) {
        same.add(i);
      }
    }
    return same;
  }

  /** By the street, or street and suite, or else by number. */
  private static Office within(
      Office office, int which, List<Integer> inTown, List<List<String>> places) {
    for (int parts = 1; parts <= 3; parts++) {
      Set<String> different = new HashSet<>();
      for (int other : inTown) {
        different.add(place(places.get(other), parts));
      }
      String place = place(places.get(which), parts);
      if (different.size() == inTown.size() && !different.contains("")) {
        return office.labelled(office.label() + " (" + place + ")");
      }
    }
    return office.labelled(office.label() + " (" + (inTown.indexOf(which) + 1) + ")");
  }

  /** In one line, without what would break the label. */
  private static String place(List<String> places, int parts) {
    String words =
        String.join(", ", places.subList(0, Math.min(parts, places.size())))
            .replaceAll("[()\\[\\];=<>\\s]+", " ")
            .strip();
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST).strip();
  }
}
