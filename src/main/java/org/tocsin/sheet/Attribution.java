package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.civic.Mention;
import org.tocsin.sheet.NameGroups.Group;

/**
 * Whose the numbers of a text are said to be, by how people write it: a name before its numbers, a
 * name in brackets behind one, names and numbers in the same order, a heading over a list.
 */
final class Attribution {
  /**
   * Who is said to be reached at a number.
   *
   * @param names any of them will do; none where nobody is named
   * @param isSure nothing but words of offices stands between
   */
  record Said(List<Mention> names, boolean isSure) {}

  /** Longer lists are not held against each other name by name. */
  private static final int LONGEST_LIST = 60;

  /** So many last names that tell nothing are passed over on the way to a name before them. */
  private static final int WEAK_AT_MOST = 10;

  private static final int BRACKET = 80;
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern NUMBERS_JOIN =
      Pattern.compile(
          "\\s{0,3}(?:[,/&+;|]|,?\\s"
              + WORDS.any("AND")
              + "(?=\\s))(?:\\s?"
              + WORDS.any("AND")
              + ")?\\s{0,3}");

  private static final Pattern IN_BRACKETS = Pattern.compile("[*_]{0,3}\\s{0,2}[(\\[]");
  private static final Pattern FOR =
      Pattern.compile("\\s{1,2}" + WORDS.any("REACHES") + "\\s" + WORDS.any("OFFICEOF") + "?");
  private static final Pattern RIGHT_AFTER = Pattern.compile("[\\s,:;–—|*_()-]{1,6}");

  private final SourceText text;
  private final Closeness closeness;
  private final NameGroups groups;
  private final Numbers numbers;

  /**
   * @param mentions officials who are named as such
   * @param labels last names that stand alone
   */
  Attribution(SourceText text, List<Mention> mentions, List<Mention> labels) {
    this.text = text;
    this.closeness = new Closeness(text.text());
    this.numbers = new Numbers(text.text(), closeness);
    this.groups = new NameGroups(text, mentions, labels);
    groups.keep(group -> !group.isWeak() || isBeforeNumber(group) || isBehindNumber(group));
  }

  private boolean isBeforeNumber(Group group) {
    return numbers
        .next(group.end())
        .filter(n -> closeness.isClose(group.end(), n.start()))
        .isPresent();
  }

  private boolean isBehindNumber(Group group) {
    return numbers.last(group.start()).filter(n -> group.start() - n.end() < BRACKET).isPresent();
  }

  /** All numbers of the text, in its order. */
  List<PhoneNumber> numbers() {
    return numbers.all();
  }

  Said of(PhoneNumber number) {
    return behind(number)
        .or(() -> numberFirst(number))
        .or(() -> before(number))
        .or(() -> next(number))
        .or(() -> heading(number))
        .orElse(new Said(List.of(), false));
  }

  /** "202-224-2621 (Murray)", "202-224-2621 for Murray". */
  private Optional<Said> behind(PhoneNumber number) {
    Matcher open = at(IN_BRACKETS, number.end());
    if (open.lookingAt()) {
      String within = text.text().substring(open.end(), limit(open.end() + BRACKET));
      char closing = text.text().charAt(open.end() - 1) == '(' ? ')' : ']';
      int close = open.end() + within.indexOf(closing);
      return groups.first(open.end(), close).map(group -> new Said(group.names(), true));
    }
    Matcher reach = at(FOR, number.end());
    return reach.lookingAt()
        ? groups.first(reach.end(), reach.end() + 1).map(group -> new Said(group.names(), true))
        : Optional.empty();
  }

  private Matcher at(Pattern pattern, int place) {
    return pattern.matcher(text.text()).region(place, limit(place + BRACKET));
  }

  private int limit(int place) {
    return Math.min(place, text.text().length());
  }

  /** Where numbers stand before the names they belong to, as in "202-224-2621 Patty Murray". */
  private Optional<Said> numberFirst(PhoneNumber number) {
    int unit = text.unitStart(number.start());
    boolean namedBefore =
        groups
            .first(unit, numbers.next(unit).orElseThrow().start())
            .filter(this::counts)
            .isPresent();
    Optional<Group> after =
        nextGroup(number)
            .filter(g -> g.start() - number.end() < BRACKET)
            .filter(
                g -> RIGHT_AFTER.matcher(text.text().substring(number.end(), g.start())).matches());
    if (namedBefore || after.isEmpty()) {
      return Optional.empty();
    }
    List<Mention> names = new ArrayList<>(after.get().names());
    lastBefore(number).ifPresent(group -> names.addAll(group.names()));
    return Optional.of(new Said(names, true));
  }

  private boolean counts(Group group) {
    return !group.isWeak() || isBeforeNumber(group);
  }

  private Optional<Group> lastBefore(PhoneNumber number) {
    return lastThatCounts(text.unitStart(number.start()), number.start());
  }

  private Optional<Group> lastThatCounts(int from, int to) {
    Optional<Group> last = groups.last(from, to);
    for (int i = 0; i < WEAK_AT_MOST && last.isPresent() && !counts(last.get()); i++) {
      last = groups.last(from, last.get().start());
    }
    return last.filter(this::counts);
  }

  private Optional<Group> nextGroup(PhoneNumber number) {
    return groups.first(number.end(), text.unitEnd(number.start()));
  }

  private Optional<Said> before(PhoneNumber number) {
    return lastBefore(number)
        .map(
            group -> {
              List<PhoneNumber> run = run(group);
              int place = run.indexOf(number);
              boolean aligned = run.size() == group.names().size() && run.size() > 1 && place >= 0;
              List<Mention> names = aligned ? List.of(group.names().get(place)) : group.names();
              return new Said(names, isSure(group, number));
            });
  }

  /** The numbers right behind a group with nothing between them, not many more than names. */
  private List<PhoneNumber> run(Group group) {
    List<PhoneNumber> run = new ArrayList<>();
    int most = Math.min(LONGEST_LIST, group.names().size()) + 1;
    for (PhoneNumber number : numbers.from(group.end())) {
      if (run.size() == most || !run.isEmpty() && !joins(run.get(run.size() - 1), number)) {
        break;
      }
      run.add(number);
    }
    return run;
  }

  private boolean joins(PhoneNumber last, PhoneNumber number) {
    int end = last.end();
    return number.start() - end < BRACKET
        && NUMBERS_JOIN.matcher(text.text().substring(end, number.start())).matches();
  }

  /** Close all the way from the names, over other numbers of theirs. */
  private boolean isSure(Group group, PhoneNumber number) {
    PhoneNumber first = numbers.next(group.end()).orElse(number);
    boolean spokenOf =
        group.names().size() == 1 && closeness.isSpokenOf(group.end(), first.start());
    return (spokenOf || closeness.isClose(group.end(), first.start()))
        && numbers.areClose(first, number);
  }

  private Optional<Said> next(PhoneNumber number) {
    return nextGroup(number)
        .filter(group -> !group.isWeak())
        .map(group -> new Said(group.names(), false));
  }

  /** The name that a list of offices stands under: "## Sen. Murray" and "- Seattle: 206-…". */
  private Optional<Said> heading(PhoneNumber number) {
    int unit = text.unitStart(number.start());
    if (!closeness.isClose(unit, numbers.next(unit).orElseThrow().start())) {
      return Optional.empty();
    }
    return lastThatCounts(0, unit)
        .filter(group -> isOver(group, unit))
        .map(group -> new Said(group.names(), true));
  }

  /** Whether nothing stands between but lines of numbers. */
  private boolean isOver(Group group, int unit) {
    Optional<PhoneNumber> last = numbers.last(unit).filter(n -> n.start() >= group.end());
    return last.isEmpty()
        ? closeness.isClose(group.end(), unit)
        : isSure(group, last.get()) && closeness.isClose(last.get().end(), unit);
  }
}
