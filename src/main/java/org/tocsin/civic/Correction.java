package org.tocsin.civic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

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
    @ColumnName("said_by") String by,
    @ColumnName("said_at") Instant at) {

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

  /**
   * Where the office stands: with that label, or else in the town and with that number, or else the
   * only one in the town, where no street is said; -1 where it is none of them.
   */
  private int place(Official official, String number) {
    Office said = new Office(office, number, null, null);
    List<Integer> labelled = where(official, o -> o.label().equalsIgnoreCase(office));
    List<Integer> inTown = where(official, o -> o.town().equalsIgnoreCase(said.town()));
    List<Integer> may = labelled.isEmpty() ? inTown : labelled;
    List<Integer> sure =
        may.stream()
            .filter(i -> Objects.equals(official.offices().get(i).phone(), number))
            .toList();
    boolean only = may.size() == 1 && (!labelled.isEmpty() || said.town().equals(office));
    return !sure.isEmpty() ? sure.get(0) : only ? may.get(0) : -1;
  }

  private static List<Integer> where(Official official, Predicate<Office> which) {
    List<Office> offices = official.offices();
    return IntStream.range(0, offices.size())
        .filter(i -> which.test(offices.get(i)))
        .boxed()
        .toList();
  }
}
