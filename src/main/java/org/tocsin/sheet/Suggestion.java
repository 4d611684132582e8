package org.tocsin.sheet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The word that was probably meant. */
public final class Suggestion {
  /** Fewer letters begin too many words. */
  private static final int SHORTEST = 4;

  private Suggestion() {}

  /** " Did you mean x?", or "" where nothing is near. */
  public static String of(String word, Collection<String> known) {
    String near = nearest(word, known);
    int far = Math.max(2, word.length() / 3);
    return distance(word, near) <= far || isShortFor(word, near)
        ? " Did you mean " + near + "?"
        : "";
  }

  /** One that it is the beginning of, else the one that is least unlike it; "" of none. */
  public static String nearest(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparing((String each) -> !isShortFor(word, each))
                .thenComparing(each -> distance(word, each)))
        .orElse("");
  }

  /** All that may have been meant, the nearest first; none where nothing is near. */
  static List<String> near(String word, Collection<String> known) {
    int far = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(each -> isShortFor(word, each) || distance(word, each) <= far)
        .sorted(Comparator.comparing(each -> distance(word, each)))
        .toList();
  }

  private static boolean isShortFor(String word, String known) {
    return word.length() >= SHORTEST && known.startsWith(word);
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
