package org.tocsin.civic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as words, and what stands between them. */
final class Words {
  /** Initials with their dots, or a word; a hyphen stands between two words. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?:\\p{Lu}\\.)++(?:\\p{Lu}(?![\\p{L}\\p{M}]))?|\\p{L}[\\p{L}\\p{M}'’]*+\\.?");

  /** At most one line's end, so that no name reaches across an empty line. */
  private static final String SPACE =
      "(?:[ \\u00A0\\t]{1,3}|[ \\u00A0\\t]{0,3}\\r?\\n[ \\u00A0\\t]{0,3})";

  private static final Pattern SPACES = Pattern.compile(SPACE);
  private static final Pattern HYPHEN = Pattern.compile("[-\\u2010\\u2011]");
  private static final Pattern OPENS = Pattern.compile(SPACE + "[\"“”„«(\\['‘’*_]{1,2}");
  private static final Pattern CLOSES = Pattern.compile("[\"“”»)\\]'‘’*_]{1,2},?" + SPACE);
  private static final Pattern AFTER_TITLE = Pattern.compile(SPACE + "[\\[*_\"“]{0,3}");

  /** A full stop belongs to them; behind other words it ends a sentence. */
  private static final Set<String> SHORT =
      Set.of(
          "sen", "sens", "rep", "reps", "jr", "sr", "dr", "mr", "mrs", "ms", "hon", "gov", "lt",
          "wm", "del", "cong", "st");

  /**
   * @param folded as {@link GivenNames#fold} leaves it
   */
  record Word(String text, String folded, int start, int end) {
    boolean isName() {
      return Character.isUpperCase(text.codePointAt(0));
    }

    boolean isCapitals() {
      return text.length() > 1 && text.equals(text.toUpperCase(java.util.Locale.ROOT));
    }

    boolean isPossessive() {
      return text.endsWith("'s") || text.endsWith("’s");
    }
  }

  private final String text;
  private final List<Word> words = new ArrayList<>();

  Words(String text) {
    this.text = text;
    Matcher found = WORD.matcher(text);
    while (found.find()) {
      words.add(word(found));
    }
  }

  private static Word word(Matcher found) {
    String word = found.group();
    boolean initials = word.length() <= 2 || word.charAt(1) == '.';
    if (word.endsWith(".") && !initials && !SHORT.contains(GivenNames.fold(word))) {
      word = word.substring(0, word.length() - 1);
    }
    word = word.replaceFirst("['’]+$", "");
    return new Word(word, GivenNames.fold(word), found.start(), found.start() + word.length());
  }

  int size() {
    return words.size();
  }

  Word get(int i) {
    return words.get(i);
  }

  String text() {
    return text;
  }

  /** What stands before a word and after the one before it. */
  String gap(int i) {
    int from = i == 0 ? 0 : words.get(i - 1).end;
    return text.substring(from, words.get(i).start);
  }

  /** The first word that begins at a place of the text or later. */
  int from(int place, int atLeast) {
    int i = atLeast;
    while (i < words.size() && words.get(i).start < place) {
      i++;
    }
    return i;
  }

  /** Whether a word goes on with the one before it, as in one name. */
  boolean isNext(int i) {
    String gap = gap(i);
    boolean afterInitial = gap.isEmpty() && words.get(i - 1).text.endsWith(".");
    return afterInitial || SPACES.matcher(gap).matches() || HYPHEN.matcher(gap).matches();
  }

  /** Whether a name may begin here that the title before it speaks of. */
  boolean followsTitle(int i) {
    return AFTER_TITLE.matcher(gap(i)).matches();
  }

  /** Whether only a space stands before a word. */
  boolean isSpaced(int i) {
    return SPACES.matcher(gap(i)).matches();
  }

  /** Whether all words are of one name, one of them perhaps in quotes or brackets. */
  boolean isOneName(int from, int to) {
    for (int i = from + 1; i <= to; i++) {
      if (!isNext(i)) {
        boolean quoted = i < to && opens(i) && closes(i + 1);
        boolean begins = i == from + 1 && closes(i) && beginsQuoted(from);
        if (!quoted && !begins) {
          return false;
        }
        i += quoted ? 1 : 0;
      }
    }
    return true;
  }

  private boolean opens(int i) {
    return OPENS.matcher(gap(i)).matches();
  }

  private boolean closes(int i) {
    return CLOSES.matcher(gap(i)).matches();
  }

  private boolean beginsQuoted(int i) {
    return "\"“”„«(['‘*_".indexOf(text.charAt(Math.max(0, words.get(i).start - 1))) >= 0;
  }

  /** Whether a word behind another stands in quotes, alone. */
  boolean isQuoted(int i) {
    int end = words.get(i).end;
    return opens(i) && end < text.length() && "\"“”»'’".indexOf(text.charAt(end)) >= 0;
  }
}
