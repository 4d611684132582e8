package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official.Chamber;

/** Finds officials in running text: by title and name, or by their full name alone. */
final class NameReader {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’.-]*");
  private static final int LONGEST_GIVEN = 3;

  private static final Set<String> SENATE =
      Set.of("sen", "sens", "senator", "senators", "senador", "senadora", "senadores", "senadoras");
  private static final Set<String> HOUSE =
      Set.of(
          "rep",
          "reps",
          "representative",
          "representatives",
          "congressman",
          "congresswoman",
          "congressmember",
          "congressperson",
          "delegate",
          "representante",
          "representantes",
          "congresista",
          "congresistas");

  /** Before a name or title: they hold no seat, or not one of Congress. */
  private static final Set<String> OTHERS =
      Set.of(
          "former",
          "ex",
          "late",
          "then",
          "state",
          "assembly",
          "general",
          "president",
          "governor",
          "gov",
          "secretary",
          "mayor",
          "judge",
          "justice",
          "ambassador",
          "director",
          "candidate",
          "exsenador",
          "exsenadora",
          "expresidente",
          "presidente",
          "gobernador",
          "gobernadora",
          "alcalde",
          "alcaldesa",
          "fiscal",
          "retired",
          "estatal");

  /** After a name: something is called after them. */
  private static final Set<String> CALLED_AFTER =
      Set.of(
          "act",
          "law",
          "amendment",
          "bill",
          "building",
          "center",
          "bridge",
          "award",
          "voting",
          "school",
          "street",
          "airport",
          "highway",
          "library",
          "university");

  private record Word(String text, String folded, int start, int end) {
    boolean isName() {
      return Character.isUpperCase(text.codePointAt(0));
    }
  }

  private final Directory directory;
  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();

  NameReader(Directory directory, String text) {
    this.directory = directory;
    this.text = text;
    Matcher found = WORD.matcher(text);
    while (found.find()) {
      words.add(word(found));
    }
  }

  /** A full stop belongs to a word only where it is short for something. */
  private static Word word(Matcher found) {
    String word = found.group();
    String folded = GivenNames.fold(word);
    boolean isShort = folded.length() <= 3 || SENATE.contains(folded) || HOUSE.contains(folded);
    if (word.endsWith(".") && !isShort) {
      word = word.substring(0, word.length() - 1);
    }
    return new Word(word, folded, found.start(), found.start() + word.length());
  }

  List<Mention> mentions() {
    for (int i = 0; i < words.size(); ) {
      Optional<Chamber> chamber = chamber(words.get(i));
      i = chamber.isPresent() ? titled(i, chamber.get()) : untitled(i);
    }
    return mentions;
  }

  private static Optional<Chamber> chamber(Word word) {
    return chamber(word.folded);
  }

  /**
   * The chamber that a title tells, "sen" or "congresswoman"; empty for other words.
   *
   * @param folded as {@link GivenNames#fold} leaves it
   */
  static Optional<Chamber> chamber(String folded) {
    return SENATE.contains(folded)
        ? Optional.of(Chamber.SENATE)
        : Optional.of(Chamber.HOUSE).filter(house -> HOUSE.contains(folded));
  }

  /**
   * A title in the plural stands before several names: "Senators Chuck Schumer and Kirsten
   * Gillibrand".
   */
  private int titled(int title, Chamber chamber) {
    int next = title + 1;
    int first = title;
    boolean isOther = isOther(title);
    while (next < words.size()) {
      int end = person(next);
      boolean known = end > next;
      if (!known) {
        end = first == title ? unknownName(next) : next;
      }
      if (end == next) {
        return Math.max(next, title + 1);
      }
      List<Known> may = known ? meant(next, end, Optional.of(chamber)) : List.of();
      if (!isOther && !isCalledAfter(end)) {
        add(first, end, Optional.of(chamber), may);
      }
      next = end;
      first = words.get(title).folded.endsWith("s") ? afterAnd(next) : next;
      if (first == next) {
        return next;
      }
      next = first;
    }
    return next;
  }

  /** Where another name goes on with the same title, else the same place. */
  private int afterAnd(int at) {
    if (at >= words.size()) {
      return at;
    }
    String between = text.substring(words.get(at - 1).end, words.get(at).start);
    boolean and = Set.of("and", "y", "e").contains(words.get(at).folded);
    if (and && between.matches(",?\\s+") && at + 1 < words.size()) {
      return chamber(words.get(at + 1)).isPresent() ? at : at + 1;
    }
    return at;
  }

  private int untitled(int at) {
    int end = person(at);
    if (end > at + 1) {
      if (!isOther(at) && !isCalledAfter(end)) {
        add(at, end, Optional.empty(), meant(at, end, Optional.empty()));
      }
      return end;
    }
    return at + 1;
  }

  private void add(int from, int to, Optional<Chamber> chamber, List<Known> may) {
    int start = words.get(from).start;
    int end = words.get(to - 1).end;
    mentions.add(new Mention(start, end, text.substring(start, end), chamber, may));
  }

  /** The word after the name of a known person that begins here, else the same place. */
  private int person(int at) {
    for (int last = Math.min(at + LONGEST_GIVEN, words.size() - 1); last >= at; last--) {
      int end = endOfLastName(at, last);
      if (end > last) {
        return end;
      }
    }
    return at;
  }

  private int endOfLastName(int at, int last) {
    if (!isOneName(at, last)) {
      return last;
    }
    return directory.named(words.get(last).text).stream()
        .filter(known -> last == at || fits(at, last, known.official()))
        .mapToInt(known -> last + lengthOfLastName(last, known.official()))
        .max()
        .orElse(last);
  }

  private boolean fits(int at, int last, Official official) {
    return words.subList(at, last).stream().allMatch(w -> GivenNames.fit(w.text, official));
  }

  /** 0 where the words from here on are not the last name. */
  private int lengthOfLastName(int from, Official official) {
    String[] parts = GivenNames.fold(official.lastName()).split(" ");
    for (int i = 0; i < parts.length; i++) {
      if (from + i >= words.size() || !words.get(from + i).folded.equals(parts[i])) {
        return 0;
      }
    }
    return parts.length;
  }

  private boolean isOneName(int from, int to) {
    for (int i = from; i <= to; i++) {
      if (!words.get(i).isName() || i > from && !isNext(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNext(int i) {
    return text.substring(words.get(i - 1).end, words.get(i).start).matches("[ \\u00A0\\n]{1,3}");
  }

  private List<Known> meant(int at, int end, Optional<Chamber> chamber) {
    List<Known> all = new ArrayList<>();
    for (int last = at; last < end; last++) {
      for (Known known : directory.named(words.get(last).text)) {
        boolean whole = last + lengthOfLastName(last, known.official()) == end;
        if (whole && (last == at || fits(at, last, known.official()))) {
          all.add(known);
        }
      }
    }
    List<Known> right =
        narrowed(all, k -> chamber.filter(c -> c != k.official().chamber()).isEmpty());
    return narrowed(right, Known::current);
  }

  private static List<Known> narrowed(List<Known> all, java.util.function.Predicate<Known> better) {
    List<Known> found = all.stream().filter(better).toList();
    return found.isEmpty() ? all : found;
  }

  /** The word after a name that nobody known has; it follows a title. */
  private int unknownName(int at) {
    int end = at;
    boolean follows = isNext(at);
    while (follows && end < words.size() && end < at + LONGEST_GIVEN && words.get(end).isName()) {
      boolean possessive = words.get(end).text.matches(".*['’]s?");
      end++;
      follows = !possessive && end < words.size() && isNext(end);
    }
    boolean plural = words.get(at - 1).folded.endsWith("s");
    return plural && end < at + 2 ? at : end;
  }

  private boolean isOther(int at) {
    for (int i = Math.max(0, at - 2); i < at; i++) {
      if (OTHERS.contains(words.get(i).folded) && isSameSentence(i, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSameSentence(int from, int to) {
    return !text.substring(words.get(from).end, words.get(to).start).matches("(?s).*[.;:!?,\\n].*");
  }

  private boolean isCalledAfter(int end) {
    for (int i = end; i < Math.min(end + 2, words.size()); i++) {
      if (!words.get(i).isName() || !isNext(i)) {
        return false;
      }
      if (CALLED_AFTER.contains(words.get(i).folded)) {
        return true;
      }
    }
    return false;
  }
}
