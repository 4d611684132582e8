package org.tocsin.consent;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Marks the last names of officials in plain words, so that rules can speak of an official without
 * naming one. A name that is an everyday word too, such as "Young", is one only where it was
 * written with a capital; a word of the rules never is.
 */
final class NameMarker {
  /** Stands at the end of a name. No plain word has it. */
  static final String MARK = "#";

  private static final Pattern CAPITALISED = Pattern.compile("\\p{Lu}[\\p{L}'’]{1,40}");

  private final Set<String> names;
  private final Predicate<String> isOfTheRules;
  private final Predicate<String> isEveryday;

  /**
   * @param names single words in small letters from a to z
   */
  NameMarker(Set<String> names, Predicate<String> isOfTheRules, Predicate<String> isEveryday) {
    this.names = names;
    this.isOfTheRules = isOfTheRules;
    this.isEveryday = isEveryday;
  }

  /**
   * @param clauses plain words, each followed by a space
   * @param own the same as it was written
   */
  List<String> mark(List<String> clauses, String own) {
    if (names.isEmpty()) {
      return clauses;
    }
    Set<String> capitalised =
        CAPITALISED
            .matcher(own)
            .results()
            .map(found -> TextNormalizer.plain(found.group()))
            .collect(Collectors.toSet());
    return clauses.stream().map(clause -> mark(clause, capitalised)).toList();
  }

  private String mark(String clause, Set<String> capitalised) {
    return Stream.of(clause.strip().split(" "))
        .map(word -> isName(word, capitalised) ? word + MARK + " " : word + " ")
        .collect(Collectors.joining());
  }

  private boolean isName(String word, Set<String> capitalised) {
    return (names.contains(word) || names.contains(withoutS(word)))
        && !isOfTheRules.test(word)
        && (capitalised.contains(word) || !isEveryday.test(word));
  }

  /** "Smith's" has become "smiths". */
  private static String withoutS(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
