package org.tocsin.civic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What someone here knows better than the published files.
 *
 * @param office the town of the office, or "DC"
 * @param phone the number that works, or null for none
 * @param published what the files said last, or null where they had no number
 * @param by who said so, and at: when
 */
public record Correction(
    long id,
    String bioguide,
    String office,
    String phone,
    String published,
    String by,
    Instant at) {

  /** The official with this said in place of what is published; an unknown office is added. */
  Official laidOver(Official official) {
    return withPhone(official, published, phone);
  }

  /** The official as published again. */
  Official lifted(Official official) {
    return withPhone(official, phone, published);
  }

  private Official withPhone(Official official, String from, String to) {
    List<Office> offices = new ArrayList<>(official.offices());
    int place = place(official, from);
    if (place < 0) {
      offices.add(0, new Office(office, to, null, null));
    } else {
      Office old = offices.get(place);
      offices.set(place, new Office(old.label(), to, old.latitude(), old.longitude()));
    }
    return official.withOffices(offices);
  }

  /** What the files say now of this office; as before where they say nothing of it. */
  String publishedIn(Official official) {
    int place = place(official, published);
    return place < 0 ? published : official.offices().get(place).phone();
  }

  /** The office with that number; else the only one in the town. */
  private int place(Official official, String number) {
    List<Office> offices = official.offices();
    int found = -1;
    int inTown = 0;
    for (int i = 0; i < offices.size(); i++) {
      if (offices.get(i).label().equalsIgnoreCase(office)) {
        if (Objects.equals(offices.get(i).phone(), number)) {
          return i;
        }
        inTown++;
        found = i;
      }
    }
    return inTown == 1 ? found : -1;
  }
}
