package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Where sentences end; short forms such as "Sen." and initials end none. */
final class Sentences {
  private static final Pattern END =
      Pattern.compile(
          "(?<!\\b(?:"
              + Expressions.of("sheets").any("SHORTFORM")
              + "|[A-Z]))[.!?…][\"”’)]?\\s+(?=[\\p{Lu}\\p{N}¿¡“\"(])");

  private Sentences() {}

  /** The places behind each sentence of one line; the last is its end. */
  static List<Integer> ends(String line) {
    List<Integer> ends = new ArrayList<>();
    END.matcher(line).results().forEach(end -> ends.add(end.end()));
    ends.add(line.length());
    return ends;
  }

  static List<String> of(String line) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    for (int end : ends(line)) {
      sentences.add(line.substring(from, end).strip());
      from = end;
    }
    return sentences;
  }

  static boolean isWhole(String sentence) {
    return sentence.matches("(?s).*[.!?][”\"’»)]*");
  }
}
