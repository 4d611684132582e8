package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Words.Word;

/** Finds the names of known officials in words: last names, with given names that fit. */
final class KnownNames {
  private static final int LONGEST_GIVEN = 4;

  /** So many given names may share one last name: "Rick, Tim and Bobby Scott". */
  private static final int SHARED = 3;

  private static final Pattern AMPERSAND = Pattern.compile("\\s?&\\s?");
  private static final Pattern BEFORE_SUFFIX = Pattern.compile(",?[ \\u00A0]");
  private static final Pattern REVERSES = Pattern.compile(",[ \\u00A0]");

  /**
   * A name, as the words from one to before another.
   *
   * @param may those it may mean
   */
  record Name(int from, int to, List<Known> may) {}

  private final Directory directory;
  private final Words words;

  KnownNames(Directory directory, Words words) {
    this.directory = directory;
    this.words = words;
  }

  /** The names that begin at a word: one, or several of one last name; none where none does. */
  List<Name> at(int at, boolean lastAlone) {
    List<Name> shared = shared(at);
    if (!shared.isEmpty()) {
      return shared;
    }
    int end = end(at);
    boolean isName = end > at + 1 && hasGiven(at, end) || lastAlone && isWhole(at, end);
    return isName ? List.of(new Name(at, end, meant(at, end))) : List.of();
  }

  /** More than a last name, or one of several words. */
  private boolean hasGiven(int at, int end) {
    return !FamilyNames.SUFFIXES.contains(words.get(end - 1).folded()) || end > at + 2;
  }

  /** "Scott" of "Scott Wiener" is the given name of someone else. */
  private boolean isWhole(int at, int end) {
    boolean isGiven =
        end == at + 1
            && end < words.size()
            && GivenNames.isOne(words.get(at).folded())
            && words.isNext(end)
            && words.get(end).isName()
            && !Titles.isNoName(words.get(end))
            && !isPlace(at, words.get(end));
    return end > at && !isGiven;
  }

  /** "Rep. Lee DC: 202-…", "Sen. Scott Orlando: 407-…": where an office is. */
  private boolean isPlace(int at, Word word) {
    return word.isCapitals()
        || States.code(word.text()).isPresent()
        || directory.named(words.get(at).folded()).stream()
            .flatMap(known -> known.official().offices().stream())
            .anyMatch(office -> GivenNames.fold(office.town()).startsWith(word.folded()));
  }

  /** The word after a last name that begins here, else the same place. */
  int lastAlone(int at) {
    return endOfLast(at, at);
  }

  /** The word after the name of a known person that begins here, else the same place. */
  int end(int at) {
    for (int last = Math.min(at + LONGEST_GIVEN, words.size() - 1); last >= at; last--) {
      int end = endOfLast(at, last);
      if (end > last) {
        return end;
      }
    }
    return at;
  }

  private int endOfLast(int at, int last) {
    if (!areNames(at, last) || !words.isOneName(at, last)) {
      return last;
    }
    int end =
        directory.named(words.get(last).folded()).stream()
            .filter(known -> fits(at, last, known))
            .mapToInt(known -> last + lastNameLength(last, known))
            .max()
            .orElse(last);
    return end == last ? last : afterSuffix(end);
  }

  private boolean areNames(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!words.get(i).isName()) {
        return false;
      }
    }
    return words.get(to).isName() || Titles.isParticle(words.get(to));
  }

  private boolean fits(int from, int to, Known known) {
    for (int i = from; i < to; i++) {
      if (!directory.names(known).fits(words.get(i).text(), words.get(i).folded())) {
        return false;
      }
    }
    return true;
  }

  /** 0 where the words from here on are not a last name of the official. */
  private int lastNameLength(int from, Known known) {
    return directory.names(known).family().stream()
        .filter(parts -> isAt(from, parts))
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  private boolean isAt(int from, List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      int at = from + i;
      if (at >= words.size()
          || !words.get(at).folded().equals(parts.get(i))
          || i > 0 && !words.isNext(at)) {
        return false;
      }
    }
    return true;
  }

  private int afterSuffix(int end) {
    boolean suffix =
        end < words.size()
            && FamilyNames.SUFFIXES.contains(words.get(end).folded())
            && BEFORE_SUFFIX.matcher(words.gap(end)).matches();
    return suffix ? end + 1 : end;
  }

  /** Who the words of a name may mean: who sits now before who sat. */
  List<Known> meant(int at, int end) {
    List<Known> all = new ArrayList<>();
    for (int last = at; last < end; last++) {
      for (Known known : directory.named(words.get(last).folded())) {
        int length = lastNameLength(last, known);
        boolean whole = length > 0 && afterSuffix(last + length) == end;
        if (whole && fits(at, last, known)) {
          all.add(known);
        }
      }
    }
    return narrowed(all, Known::current);
  }

  static List<Known> narrowed(List<Known> all, Predicate<Known> better) {
    List<Known> found = all.stream().filter(better).toList();
    return found.isEmpty() ? all : found;
  }

  static List<Known> narrowed(List<Known> all, Optional<Chamber> chamber) {
    return narrowed(all, k -> chamber.filter(c -> c != k.official().chamber()).isEmpty());
  }

  /** "Rick and Tim Scott": given names that share the last one. */
  private List<Name> shared(int at) {
    List<Integer> givens = new ArrayList<>();
    int i = at;
    while (givens.size() < SHARED && i + 2 < words.size() && words.get(i).isName()) {
      givens.add(i);
      if (isAnd(i + 1) && words.isSpaced(i + 2)) {
        return shared(givens, i + 2);
      }
      if (AMPERSAND.matcher(words.gap(i + 1)).matches()) {
        return shared(givens, i + 1);
      }
      if (!words.gap(i + 1).equals(", ")) {
        return List.of();
      }
      i++;
      if (isAnd(i)) {
        return words.isSpaced(i + 1) ? shared(givens, i + 1) : List.of();
      }
    }
    return List.of();
  }

  private boolean isAnd(int i) {
    return Titles.isAnd(words.get(i));
  }

  private List<Name> shared(List<Integer> givens, int at) {
    int end = end(at);
    if (end <= at + 1) {
      return List.of();
    }
    List<Known> last = meant(at, end);
    String family = last.isEmpty() ? "" : directory.names(last.get(0)).family().get(0).get(0);
    List<Name> names = new ArrayList<>();
    for (int given : givens) {
      Word word = words.get(given);
      List<Known> may =
          directory.named(family).stream()
              .filter(known -> directory.names(known).fits(word.text(), word.folded()))
              .toList();
      names.add(new Name(given, given + 1, narrowed(may, Known::current)));
    }
    names.add(new Name(at, end, last));
    return names.stream().anyMatch(name -> name.may().isEmpty()) ? List.of() : names;
  }

  /** "Scott, Rick" and "Johnson, Henry C.": the last name first, as in lists. */
  Optional<Name> reversed(int at) {
    int given = endOfLast(at, at);
    if (given <= at || given >= words.size() || !REVERSES.matcher(words.gap(given)).matches()) {
      return Optional.empty();
    }
    int end = given + 1;
    while (end < words.size() && end < given + LONGEST_GIVEN && isGiven(end)) {
      end++;
    }
    boolean another = end < words.size() && words.get(end).isName() && words.isNext(end);
    if (another || end(given) > end) {
      return Optional.empty();
    }
    int last = end;
    List<Known> may = meant(at, given).stream().filter(known -> fits(given, last, known)).toList();
    return may.isEmpty() ? Optional.empty() : Optional.of(new Name(at, last, may));
  }

  private boolean isGiven(int i) {
    return words.get(i).isName() && (words.isNext(i) || words.isQuoted(i));
  }
}
