package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Mention;

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

  /**
   * Names that stand together, "Murray/Cantwell".
   *
   * @param end behind what is said of their seats
   */
  private record Group(List<Mention> names, int start, int end, boolean isWeak) {}

  private static final Pattern BRACKETS =
      Pattern.compile("[ \\u00A0]?[(\\[][^()\\[\\]\\n]{0,60}[)\\]]");
  private static final Pattern PARTY =
      Pattern.compile(",[ \\u00A0][DRI] ?[-–] ?\\p{Lu}[\\p{L}.]{1,14}(?:-\\d{1,2})?,?");

  private static final Pattern JOINS =
      Pattern.compile(
          "['’]?s?[*_\"”]{0,3}\\s{0,3}(?:[,/&+;]|,?\\s(?:and|or|y|e|o|u|and/or|y/o)(?=\\s))"
              + "(?:\\s(?:and|or|y|e|o|u)(?=\\s))?\\s{0,3}[*_\"“\\[]{0,3}");

  private static final Pattern NUMBERS_JOIN =
      Pattern.compile(
          "\\s{0,3}(?:[,/&+;|]|,?\\s(?:and|or|y|o|u)(?=\\s))(?:\\s?(?:and|or|y|o))?\\s{0,3}");

  private static final Pattern IN_BRACKETS = Pattern.compile("[*_]{0,3}\\s{0,2}[(\\[]");
  private static final Pattern FOR =
      Pattern.compile("\\s{1,2}(?:for|to reach|para)\\s(?:(?:the\\s)?(?:office of\\s)?)");
  private static final Pattern RIGHT_AFTER = Pattern.compile("[\\s,:;–—|*_()-]{1,6}");

  private final SourceText text;
  private final Closeness closeness;
  private final List<Group> groups;
  private final List<PhoneNumber> numbers;

  /**
   * @param mentions officials who are named as such
   * @param labels last names that stand alone
   */
  Attribution(SourceText text, List<Mention> mentions, List<Mention> labels) {
    this.text = text;
    this.closeness = new Closeness(text.text());
    this.numbers = PhoneNumber.in(text.text());
    this.groups = groups(mentions, labels);
  }

  private List<Group> groups(List<Mention> mentions, List<Mention> labels) {
    List<Mention> all = new ArrayList<>(mentions);
    all.addAll(labels);
    all.sort(Comparator.comparingInt(Mention::start));
    List<Group> found = new ArrayList<>();
    for (Mention name : all) {
      boolean weak = labels.contains(name);
      Group last = found.isEmpty() ? null : found.get(found.size() - 1);
      if (last != null && joins(last, name)) {
        List<Mention> names = new ArrayList<>(last.names);
        names.add(name);
        found.set(
            found.size() - 1, new Group(names, last.start, placeEnd(name), last.isWeak && weak));
      } else {
        found.add(new Group(List.of(name), name.start(), placeEnd(name), weak));
      }
    }
    return found;
  }

  private boolean joins(Group last, Mention name) {
    return name.start() >= last.end
        && name.start() - last.end < 20
        && text.unitStart(last.start) == text.unitStart(name.start())
        && JOINS.matcher(text.text().substring(last.end, name.start())).matches();
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

  /** All numbers of the text, in its order. */
  List<PhoneNumber> numbers() {
    return numbers;
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
      int close =
          text.text().indexOf(text.text().charAt(open.end() - 1) == '(' ? ')' : ']', open.end());
      return within(open.end(), close).map(group -> new Said(group.names, true));
    }
    Matcher reach = at(FOR, number.end());
    return reach.lookingAt()
        ? within(reach.end(), reach.end() + 1).map(group -> new Said(group.names, true))
        : Optional.empty();
  }

  private Matcher at(Pattern pattern, int place) {
    return pattern.matcher(text.text()).region(place, text.text().length());
  }

  private Optional<Group> within(int from, int to) {
    return groups.stream().filter(g -> g.start >= from && g.start < to).findFirst();
  }

  /** Where numbers stand before the names they belong to, as in "202-224-2621 Patty Murray". */
  private Optional<Said> numberFirst(PhoneNumber number) {
    int unit = text.unitStart(number.start());
    boolean namedBefore = within(unit, firstNumber(unit).start()).filter(this::counts).isPresent();
    Optional<Group> after =
        nextGroup(number)
            .filter(g -> at(RIGHT_AFTER, number.end()).lookingAt())
            .filter(
                g -> text.text().substring(number.end(), g.start).matches("[\\s,:;–—|*_()-]{1,6}"));
    if (namedBefore || after.isEmpty()) {
      return Optional.empty();
    }
    List<Mention> names = new ArrayList<>(after.get().names);
    lastBefore(number).ifPresent(group -> names.addAll(group.names));
    return Optional.of(new Said(names, true));
  }

  private PhoneNumber firstNumber(int unit) {
    return numbers.stream().filter(n -> n.start() >= unit).findFirst().orElseThrow();
  }

  private boolean counts(Group group) {
    return !group.isWeak || isLabel(group);
  }

  /** A last name alone tells something only right before a number. */
  private boolean isLabel(Group group) {
    return numbers.stream()
        .filter(n -> n.start() >= group.end)
        .findFirst()
        .filter(n -> closeness.isClose(group.end, n.start()))
        .isPresent();
  }

  private Optional<Group> lastBefore(PhoneNumber number) {
    int unit = text.unitStart(number.start());
    return groups.stream()
        .filter(g -> g.start >= unit && g.end <= number.start() && counts(g))
        .reduce((a, b) -> b);
  }

  private Optional<Group> nextGroup(PhoneNumber number) {
    int end = text.unitEnd(number.start());
    return groups.stream().filter(g -> g.start >= number.end() && g.end <= end).findFirst();
  }

  private Optional<Said> before(PhoneNumber number) {
    return lastBefore(number)
        .map(
            group -> {
              List<PhoneNumber> run = run(group);
              int place = run.indexOf(number);
              boolean aligned = run.size() == group.names.size() && run.size() > 1 && place >= 0;
              List<Mention> names = aligned ? List.of(group.names.get(place)) : group.names;
              return new Said(names, isSure(group, number));
            });
  }

  /** The numbers right behind a group with nothing between them. */
  private List<PhoneNumber> run(Group group) {
    List<PhoneNumber> run = new ArrayList<>();
    for (PhoneNumber number : numbers) {
      boolean starts = run.isEmpty() && number.start() >= group.end;
      boolean goesOn = !run.isEmpty() && joinsLast(run, number);
      if (starts || goesOn) {
        run.add(number);
      } else if (!run.isEmpty()) {
        break;
      }
    }
    return run;
  }

  private boolean joinsLast(List<PhoneNumber> run, PhoneNumber number) {
    int end = run.get(run.size() - 1).end();
    return NUMBERS_JOIN.matcher(text.text().substring(end, number.start())).matches();
  }

  /** Close all the way from the names, over other numbers of theirs. */
  private boolean isSure(Group group, PhoneNumber number) {
    int from = group.end;
    for (PhoneNumber each : numbers) {
      if (each.start() >= group.end && each.start() <= number.start()) {
        boolean spokenOf = group.names.size() == 1 && closeness.isSpokenOf(from, each.start());
        if (!closeness.isClose(from, each.start()) && !spokenOf) {
          return false;
        }
        from = each.end();
      }
    }
    return true;
  }

  private Optional<Said> next(PhoneNumber number) {
    return nextGroup(number)
        .filter(group -> !group.isWeak)
        .map(group -> new Said(group.names, false));
  }

  /** The name that a list of offices stands under: "## Sen. Murray" and "- Seattle: 206-…". */
  private Optional<Said> heading(PhoneNumber number) {
    int unit = text.unitStart(number.start());
    if (!closeness.isClose(unit, firstNumber(unit).start()) || unit == 0) {
      return Optional.empty();
    }
    Optional<Group> last =
        groups.stream().filter(g -> g.end <= unit && counts(g)).reduce((a, b) -> b);
    return last.filter(group -> isOver(group, unit)).map(group -> new Said(group.names, true));
  }

  /** Whether nothing stands between but lines of numbers. */
  private boolean isOver(Group group, int unit) {
    int from = group.end;
    for (PhoneNumber each : numbers) {
      if (each.start() >= group.end && each.start() < unit) {
        if (!closeness.isClose(from, each.start())) {
          return false;
        }
        from = each.end();
      }
    }
    return closeness.isClose(from, unit);
  }
}
