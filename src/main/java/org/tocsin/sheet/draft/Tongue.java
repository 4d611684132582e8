package org.tocsin.sheet.draft;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which language a text is in, by its small words. */
final class Tongue {
  private static final Set<String> ENGLISH =
      Set.of("the", "and", "of", "to", "is", "that", "for", "on", "with", "this", "your", "are");
  private static final Set<String> SPANISH =
      Set.of("el", "la", "los", "las", "de", "que", "y", "en", "del", "para", "por", "su", "una");

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
    long english = words.stream().filter(ENGLISH::contains).count();
    long spanish = words.stream().filter(SPANISH::contains).count();
    return spanish > english ? "es" : "en";
  }
}
