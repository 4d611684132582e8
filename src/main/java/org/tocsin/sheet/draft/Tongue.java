package org.tocsin.sheet.draft;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.OurLanguages;

/** Which of our languages a text is in, by its small words. */
final class Tongue {
  private Tongue() {}

  static String of(String said, List<Block> blocks) {
    if (said.matches("[a-z]{2,3}")) {
      return said;
    }
    String text = blocks.stream().map(Block::plain).collect(Collectors.joining(" "));
    // "LA" and "DE" are places
    List<String> words =
        Stream.of(text.split("[^\\p{L}]+"))
            .filter(word -> word.length() < 2 || !word.equals(word.toUpperCase(Locale.ROOT)))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    String best = OurLanguages.FALLBACK;
    for (String lang : OurLanguages.having("/draft_%s.properties")) {
      best = count(lang, words) > count(best, words) ? lang : best;
    }
    return best;
  }

  private static long count(String lang, List<String> words) {
    Set<String> small = Set.of(Proposal.in(lang).get("small.words").split(" "));
    return words.stream().filter(small::contains).count();
  }
}
