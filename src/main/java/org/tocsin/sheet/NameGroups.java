package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Mention;

/** The names of a text by where they stand, those that stand together as one group. */
final class NameGroups {
  /**
   * Names that stand together, "Murray/Cantwell".
   *
   * @param end behind what is said of their seats
   * @param isWeak nothing but last names, which tell something only right before a number
   */
  record Group(List<Mention> names, int start, int end, boolean isWeak) {}

  private static final int FARTHEST = 20;

  private static final Pattern BRACKETS =
      Pattern.compile("[ \\u00A0]?[(\\[][^()\\[\\]\\n]{0,60}[)\\]]");
  private static final Pattern PARTY =
      Pattern.compile(",[ \\u00A0][DRI] ?[-–] ?\\p{Lu}[\\p{L}.]{1,14}(?:-\\d{1,2})?,?");

  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern JOINS =
      Pattern.compile(
          "['’]?s?[*_\"”]{0,3}\\s{0,3}(?:[,/&+;]|,?\\s(?:"
              + WORDS.any("AND")
              + "|"
              + WORDS.any("ANDOR")
              + ")(?=\\s))(?:\\s"
              + WORDS.any("AND")
              + "(?=\\s))?\\s{0,3}[*_\"“\\[]{0,3}");

  private final SourceText text;
  private final NavigableMap<Integer, Group> groups = new TreeMap<>();

  /**
   * @param mentions officials who are named as such
   * @param labels last names that stand alone
   */
  NameGroups(SourceText text, List<Mention> mentions, List<Mention> labels) {
    this.text = text;
    Set<Mention> weak = Collections.newSetFromMap(new IdentityHashMap<>());
    weak.addAll(labels);
    List<Mention> all = new ArrayList<>(mentions);
    all.addAll(labels);
    all.sort(Comparator.comparingInt(Mention::start));
    for (int from = 0; from < all.size(); ) {
      int to = from + 1;
      while (to < all.size() && joins(all.get(to - 1), all.get(to))) {
        to++;
      }
      List<Mention> names = List.copyOf(all.subList(from, to));
      int start = names.get(0).start();
      int end = placeEnd(names.get(names.size() - 1));
      groups.put(start, new Group(names, start, end, weak.containsAll(names)));
      from = to;
    }
  }

  private boolean joins(Mention last, Mention name) {
    int end = placeEnd(last);
    return name.start() >= end
        && name.start() - end < FARTHEST
        && text.unitStart(last.start()) == text.unitStart(name.start())
        && JOINS.matcher(text.text().substring(end, name.start())).matches();
  }

  private int placeEnd(Mention name) {
    for (Pattern pattern : List.of(BRACKETS, PARTY)) {
      Matcher place = pattern.matcher(text.text()).region(name.end(), text.text().length());
      if (place.lookingAt() && PhoneNumber.in(place.group()).isEmpty()) {
        return place.end();
      }
    }
    return name.end();
  }

  /** Leaves out those of which something does not hold. */
  void keep(java.util.function.Predicate<Group> which) {
    groups.values().removeIf(which.negate());
  }

  /** The first that begins within a stretch of the text. */
  Optional<Group> first(int from, int to) {
    return Optional.ofNullable(groups.ceilingEntry(from))
        .map(java.util.Map.Entry::getValue)
        .filter(group -> group.start < to);
  }

  /** The last that ends before a place and begins behind another. */
  Optional<Group> last(int from, int to) {
    return Optional.ofNullable(groups.lowerEntry(to))
        .map(java.util.Map.Entry::getValue)
        .filter(group -> group.start >= from && group.end <= to);
  }
}
