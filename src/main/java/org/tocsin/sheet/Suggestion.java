package org.tocsin.sheet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that was probably meant. */
final class Suggestion {
  private Suggestion() {}

  /** " Did you mean x?", or "" where nothing is near. */
  static String of(String word, Collection<String> known) {
    return nearest(word, known).map(near -> " Did you mean " + near + "?").orElse("");
  }

  private static Optional<String> nearest(String word, Collection<String> known) {
    int far = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(each -> distance(word, each) <= far)
        .min(Comparator.comparingInt(each -> distance(word, each)));
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
