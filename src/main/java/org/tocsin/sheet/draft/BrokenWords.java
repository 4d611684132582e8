package org.tocsin.sheet.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins lines; a word that was parted at a line's end is whole again. */
final class BrokenWords {
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
  private static final Pattern PARTED = Pattern.compile("(\\p{L}+)[-\\u2010\\u00AD]$");
  private static final Pattern GOES_ON = Pattern.compile("^\\p{Ll}\\p{L}*");

  /** With these a hyphen mostly stays. */
  private static final Set<String> FIRST =
      Set.of(
          "well", "self", "anti", "non", "long", "short", "high", "low", "full", "part", "half",
          "two", "three", "four", "five", "ten", "first", "second", "third", "mid", "all", "ex",
          "so", "cross", "year", "old", "tax", "family", "state", "federal", "north", "south",
          "east", "west");

  private static final int LONGEST = 60;

  private final Set<String> known = new HashSet<>();

  /**
   * @param lines of the whole text, whose other words tell how a word is written
   */
  BrokenWords(List<String> lines) {
    for (String line : lines) {
      Matcher word = WORD.matcher(line);
      while (word.find()) {
        known.add(word.group().toLowerCase(Locale.ROOT));
      }
    }
  }

  void join(StringBuilder text, String line) {
    Matcher parted = PARTED.matcher(text.substring(Math.max(0, text.length() - LONGEST)));
    Matcher rest = GOES_ON.matcher(line);
    if (parted.find() && rest.find()) {
      boolean soft = text.charAt(text.length() - 1) == '\u00AD';
      if (soft || !staysHyphened(parted.group(1), rest.group())) {
        text.setLength(text.length() - 1);
      }
      text.append(line);
    } else if (endsInHyphen(text) && Character.isLetterOrDigit(line.codePointAt(0))) {
      text.append(line);
    } else {
      text.append('\n').append(line);
    }
  }

  private static boolean endsInHyphen(StringBuilder text) {
    int end = text.length() - 1;
    return end > 0 && text.charAt(end) == '-' && Character.isLetterOrDigit(text.charAt(end - 1));
  }

  private boolean staysHyphened(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    return known.contains(a + "-" + b) || !known.contains(a + b) && FIRST.contains(a);
  }
}
