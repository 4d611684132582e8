package org.tocsin.civic;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Expressions;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Words.Word;

/**
 * Words that stand around names and tell what they are, by {@code names/expressions-xx.txt} of each
 * language.
 */
final class Titles {
  private static final Expressions WORDS = Expressions.of("names");

  private static final Map<String, Set<String>> KINDS =
      Stream.of(
              "SENATE",
              "HOUSE",
              "HOUSESHORT",
              "OTHER",
              "OTHERBEFORE",
              "CALLEDAFTER",
              "OWN",
              "ANYONE",
              "NONAME",
              "AND",
              "CHAMBER",
              "PARTICLES")
          .collect(Collectors.toMap(kind -> kind, kind -> new HashSet<>(WORDS.words(kind))));

  private static final List<String> PLURAL_ENDS = WORDS.words("PLURALENDS");

  private Titles() {}

  private static boolean is(String kind, String folded) {
    return KINDS.get(kind).contains(folded);
  }

  /**
   * The chamber that a title tells, "sen" or "congresswoman"; empty for other words.
   *
   * @param folded as {@link GivenNames#fold} leaves it
   */
  static Optional<Chamber> chamber(String folded) {
    return is("SENATE", folded)
        ? Optional.of(Chamber.SENATE)
        : Optional.of(Chamber.HOUSE).filter(house -> is("HOUSE", folded));
  }

  /** The same as it is written: "Del." and "Cong." are titles only in this form. */
  static Optional<Chamber> chamber(Word word) {
    boolean isShort = is("HOUSESHORT", word.text());
    return isShort ? Optional.of(Chamber.HOUSE) : chamber(word.folded());
  }

  /** Before several names: "Sens.", "Representatives". */
  static boolean isPlural(Word title) {
    return PLURAL_ENDS.stream().anyMatch(title.folded()::endsWith);
  }

  /** "Sens." and "Rep." stand before nothing but names. */
  static boolean isShort(Word title) {
    return title.folded().length() <= 4;
  }

  /** Before a name or title: they hold no seat, or not one of Congress. */
  static boolean isOther(Word word) {
    return !word.isPossessive() && is("OTHER", word.folded());
  }

  /** The same, where it stands right before. */
  static boolean isOtherBefore(Word word) {
    return !word.isPossessive() && is("OTHERBEFORE", word.folded());
  }

  /** After a name: something is called after them. */
  static boolean isCalledAfter(Word word) {
    return is("CALLEDAFTER", word.folded());
  }

  /** Never the name of a person, also where it begins with a capital: "TODAY", "Name", "Call". */
  static boolean isNoName(Word word) {
    return is("NONAME", word.folded());
  }

  /** Before a title it speaks of the reader's own, who is named seldom: "your Senator". */
  static boolean isOnesOwn(Word word) {
    return is("OWN", word.folded());
  }

  /** Before a title it speaks of nobody in particular: "every Representative". */
  static boolean isAnyone(Word word) {
    return is("ANYONE", word.folded());
  }

  /** Between the last two of several names. */
  static boolean isAnd(Word word) {
    return is("AND", word.folded());
  }

  /** "House of Representatives": before the title of its members, with a word between. */
  static boolean isChamber(Word word) {
    return is("CHAMBER", word.folded());
  }

  /** A small word within a last name: "van". */
  static boolean isParticle(Word word) {
    return is("PARTICLES", word.folded());
  }
}
