package org.tocsin.consent;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.Expressions;
import org.tocsin.Replacements;

/** Mends slips in the words that matter most, and takes apart what a language contracts. */
final class Spelling {
  private static final Expressions WORDS = Expressions.of("replies");

  /** Words that are mended where they are written with a slip. */
  private static final List<String> LONG = WORDS.words("MENDED");

  /** Real words that lie a slip away from one of those, beside the words that the rules know. */
  private static final String REAL = WORDS.any("REAL");

  /** Real words that lie a slip away from "stop". */
  private static final Set<String> NEAR_STOP = Set.copyOf(WORDS.words("NEARSTOP"));

  private static final Pattern STOP = Pattern.compile(WORDS.any("STOPSLIP"));

  /** Words and phrases, and what they stand for. */
  private static final Replacements SAME = WORDS.replacements("SAME");

  private final Pattern right;

  /**
   * @param books whose words are right as they stand
   */
  Spelling(List<Phrasebook> books) {
    right =
        Pattern.compile(
            books.stream()
                .flatMap(book -> book.words().stream())
                .collect(Collectors.joining("|", REAL + "|", "")));
  }

  /**
   * @param words small letters, one space between two words
   */
  String mend(String words) {
    String mended = Stream.of(words.split(" ")).map(this::word).collect(Collectors.joining(" "));
    return SAME.in(mended);
  }

  /** Whether it is a word of the rules, or one that is right beside them. */
  boolean isRight(String word) {
    return right.matcher(word).matches();
  }

  private String word(String word) {
    if (word.length() < 3 || isRight(word)) {
      return word;
    }
    if (word.length() <= 5 && isStop(word)) {
      return "stop";
    }
    if (word.length() < 5) {
      return word;
    }
    return LONG.stream()
        .filter(meant -> meant.charAt(0) == word.charAt(0))
        .filter(meant -> distance(word, meant) <= (meant.length() > 8 ? 2 : 1))
        .findFirst()
        .orElse(word);
  }

  private static boolean isStop(String word) {
    return STOP.matcher(word).matches() || word.length() > 3 && isSlipOfStop(word);
  }

  private static boolean isSlipOfStop(String word) {
    return !NEAR_STOP.contains(word) && distance(word, "stop") == 1;
  }

  /** How many letters differ, are missing, too many, or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(d[i - 1][j - 1] + cost, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean isSwapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
