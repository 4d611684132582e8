package org.tocsin.sheet;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** Whether what stands between a name and a number leaves them together. */
final class Closeness {
  private static final int FARTHEST = 160;
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’.]*");

  /** Not behind an initial or what is short for a place. */
  private static final Pattern SENTENCE_ENDS =
      Pattern.compile("(?<!\\b\\p{Lu}|\\b" + WORDS.any("SHORT") + ")[.!?][\"”’)]{0,2}\\s");

  /** They begin another name. */
  private static final Pattern TITLES = Pattern.compile("(?iu)\\b" + WORDS.any("TITLE") + "\\b");

  /** What people write around the numbers of an office. */
  private static final Set<String> OF_OFFICES = new HashSet<>(WORDS.words("OFOFFICES"));

  private static final Set<String> SPEAKS_OF = new HashSet<>(WORDS.words("SPEAKSOF"));

  private final String text;

  /** Where sentences end, and where the next begins. */
  private final NavigableMap<Integer, Integer> sentences = new TreeMap<>();

  Closeness(String text) {
    this.text = text;
    SENTENCE_ENDS.matcher(text).results().forEach(m -> sentences.put(m.start(), m.end()));
  }

  /** Nothing but words of offices and places, and no end of a sentence. */
  boolean isClose(int from, int to) {
    if (from > to || to - from > FARTHEST || !ends(from, to).isEmpty()) {
      return false;
    }
    String between = text.substring(from, to);
    return !TITLES.matcher(between).find()
        && WORD.matcher(between).results().allMatch(word -> isOfOffices(word.group()));
  }

  private static boolean isOfOffices(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replaceAll("['’.]", "");
    return OF_OFFICES.contains(plain) || Character.isUpperCase(word.codePointAt(0));
  }

  private NavigableMap<Integer, Integer> ends(int from, int to) {
    return sentences.subMap(from, true, to, false);
  }

  /** Where the sentence begins that a place lies in, not before another place. */
  int sentenceStart(int place, int from) {
    Map.Entry<Integer, Integer> end = sentences.lowerEntry(place);
    return end == null ? from : Math.max(from, end.getValue());
  }

  /** Where it ends, not behind another place. */
  int sentenceEnd(int place, int to) {
    Integer end = sentences.ceilingKey(place);
    return end == null ? to : Math.min(to, end);
  }

  /**
   * "She is undecided. Call her office at": the next sentence speaks of the one that the last one
   * names.
   */
  boolean isSpokenOf(int from, int to) {
    if (from > to || to - from > 2 * FARTHEST || ends(from, to).size() != 1) {
      return false;
    }
    return WORD.matcher(text.substring(sentenceStart(to, from), to))
        .results()
        .anyMatch(word -> SPEAKS_OF.contains(word.group().toLowerCase(Locale.ROOT)));
  }
}
