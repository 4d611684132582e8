package org.tocsin.civic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Words.Word;

/** Words that stand around names and tell what they are, by {@code titles.txt}. */
final class Titles {
  private static final Map<String, Set<String>> WORDS = words();

  private Titles() {}

  private static Map<String, Set<String>> words() {
    Map<String, Set<String>> words = new HashMap<>();
    try (InputStream in = Titles.class.getResourceAsStream("/titles.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] kind = line.split(":", 2);
          words
              .computeIfAbsent(kind[0], k -> new HashSet<>())
              .addAll(List.of(kind[1].strip().split("\\s+")));
        }
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean is(String kind, String folded) {
    return WORDS.get(kind).contains(folded);
  }

  /**
   * The chamber that a title tells, "sen" or "congresswoman"; empty for other words.
   *
   * @param folded as {@link GivenNames#fold} leaves it
   */
  static Optional<Chamber> chamber(String folded) {
    return is("senate", folded)
        ? Optional.of(Chamber.SENATE)
        : Optional.of(Chamber.HOUSE).filter(house -> is("house", folded));
  }

  /** The same as it is written: "Del." and "Cong." are titles only in this form. */
  static Optional<Chamber> chamber(Word word) {
    boolean isShort = Set.of("Del.", "Cong.").contains(word.text());
    return isShort ? Optional.of(Chamber.HOUSE) : chamber(word.folded());
  }

  /** Before several names: "Sens.", "Representatives". */
  static boolean isPlural(Word title) {
    return title.folded().endsWith("s") || title.folded().endsWith("men");
  }

  /** "Sens." and "Rep." stand before nothing but names. */
  static boolean isShort(Word title) {
    return title.folded().length() <= 4;
  }

  /** Before a name or title: they hold no seat, or not one of Congress. */
  static boolean isOther(Word word) {
    return !word.isPossessive() && is("other", word.folded());
  }

  /** The same, where it stands right before. */
  static boolean isOtherBefore(Word word) {
    return !word.isPossessive() && is("other-before", word.folded());
  }

  /** After a name: something is called after them. */
  static boolean isCalledAfter(Word word) {
    return is("called-after", word.folded());
  }

  /** Never the name of a person, also where it begins with a capital: "TODAY", "Name", "Call". */
  static boolean isNoName(Word word) {
    return is("no-name", word.folded());
  }

  /** Before a title it speaks of the reader's own, who is named seldom: "your Senator". */
  static boolean isOnesOwn(Word word) {
    return is("own", word.folded());
  }

  /** Before a title it speaks of nobody in particular: "every Representative". */
  static boolean isAnyone(Word word) {
    return is("anyone", word.folded());
  }
}
