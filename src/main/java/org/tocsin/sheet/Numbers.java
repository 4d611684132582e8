package org.tocsin.sheet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The numbers of a text by where they stand, and how far they stand together. */
final class Numbers {
  private final List<PhoneNumber> all;
  private final NavigableMap<Integer, PhoneNumber> byStart = new TreeMap<>();

  /** By the start of each: how many before it do not stand close to the one before them. */
  private final Map<Integer, Integer> breaks = new TreeMap<>();

  Numbers(String text, Closeness closeness) {
    this.all = PhoneNumber.in(text);
    int before = 0;
    int end = 0;
    for (PhoneNumber number : all) {
      before += closeness.isClose(end, number.start()) ? 0 : 1;
      breaks.put(number.start(), before);
      byStart.put(number.start(), number);
      end = number.end();
    }
  }

  List<PhoneNumber> all() {
    return all;
  }

  /** The first that begins at a place or behind it. */
  Optional<PhoneNumber> next(int place) {
    return Optional.ofNullable(byStart.ceilingEntry(place)).map(Map.Entry::getValue);
  }

  /** The last that begins before a place. */
  Optional<PhoneNumber> last(int place) {
    return Optional.ofNullable(byStart.lowerEntry(place)).map(Map.Entry::getValue);
  }

  Collection<PhoneNumber> from(int place) {
    return byStart.tailMap(place, true).values();
  }

  /** Whether from one number to a later one each stands close to the one before it. */
  boolean areClose(PhoneNumber first, PhoneNumber last) {
    return breaks.get(first.start()).equals(breaks.get(last.start()));
  }
}
