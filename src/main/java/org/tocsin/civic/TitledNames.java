package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.civic.KnownNames.Name;

/**
 * The names that a title stands before: "Rep. Lawler", "Sens. Cruz, Lee, Paul and Rubio", "Senators
 * Joe Manchin (D-WV) and Pat Toomey (R-PA)".
 */
final class TitledNames {
  /** So many names behind one title are looked at. */
  private static final int LONGEST_LIST = 60;

  private enum Joint {
    NONE,
    /** A comma or a stroke: more may follow. */
    MORE,
    /** "and": the last one follows. */
    LAST
  }

  private final Words words;
  private final KnownNames known;
  private final UnknownNames unknown;

  TitledNames(Words words, KnownNames known, UnknownNames unknown) {
    this.words = words;
    this.known = known;
    this.unknown = unknown;
  }

  /** Those that a title speaks of; none where no name follows. Nobody known may be meant by one. */
  List<Name> after(int title) {
    List<Name> names = new ArrayList<>(first(title));
    boolean plural = Titles.isPlural(words.get(title));
    boolean closed = names.isEmpty();
    while (!closed && names.size() < LONGEST_LIST) {
      int end = names.get(names.size() - 1).to();
      int next = next(end);
      Joint joint = next < words.size() ? joint(end, next) : Joint.NONE;
      boolean goesOn = joint != Joint.NONE && (plural || isStroke(end, next));
      List<Name> more = goesOn ? more(title, next, joint) : List.of();
      names.addAll(more);
      closed = more.isEmpty() || joint == Joint.LAST;
    }
    boolean lonely = names.size() == 1 && names.get(0).may().isEmpty() && plural;
    return lonely && isTooShort(title, names.get(0)) ? List.of() : names;
  }

  private List<Name> first(int title) {
    int at = title + 1;
    if (at >= words.size() || !words.followsTitle(at)) {
      return List.of();
    }
    List<Name> names = known.at(at, true);
    if (!names.isEmpty()) {
      return names;
    }
    int end = unknown.end(title, at, true);
    return end > at ? List.of(new Name(at, end, List.of())) : List.of();
  }

  /** Of a plural that stands before no list, a word alone is no name: "Senators Unite". */
  private boolean isTooShort(int title, Name name) {
    return name.to() == name.from() + 1 && !Titles.isShort(words.get(title));
  }

  /** The word behind a name and what tells the seat. */
  private int next(int end) {
    int place = words.get(end - 1).end();
    return SaidSeat.after(words.text(), place).map(seat -> words.from(seat.end(), end)).orElse(end);
  }

  private Joint joint(int end, int next) {
    String gap = gap(end, next);
    boolean and = Titles.isAnd(words.get(next)) && gap.matches(",?\\s{1,3}");
    if (and || gap.matches(",?\\s?&\\s?")) {
      return Joint.LAST;
    }
    return gap.matches(",\\s{1,2}|\\s?/\\s?") ? Joint.MORE : Joint.NONE;
  }

  private boolean isStroke(int end, int next) {
    return gap(end, next).contains("/");
  }

  /** What stands between a name, or the seat behind it, and the next word. */
  private String gap(int end, int next) {
    int place = words.get(end - 1).end();
    int from = SaidSeat.after(words.text(), place).map(SaidSeat::end).orElse(place);
    String gap = words.text().substring(from, words.get(next).start());
    boolean commaTaken = from > place && words.text().charAt(from - 1) == ',';
    return commaTaken ? "," + gap : gap;
  }

  private List<Name> more(int title, int next, Joint joint) {
    boolean word = Titles.isAnd(words.get(next));
    int at = word ? next + 1 : next;
    if (at >= words.size()
        || word && !words.isSpaced(at)
        || Titles.chamber(words.get(at)).isPresent()) {
      return List.of();
    }
    List<Name> names = known.at(at, true);
    if (!names.isEmpty()) {
      return names;
    }
    int end = unknown.endOfNames(at);
    boolean isName = end > at && (joint == Joint.LAST || isInList(end));
    return isName ? List.of(new Name(at, end, List.of())) : List.of();
  }

  private boolean isInList(int end) {
    int next = next(end);
    return next < words.size() && joint(end, next) != Joint.NONE;
  }
}
