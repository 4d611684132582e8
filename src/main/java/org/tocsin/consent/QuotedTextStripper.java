package org.tocsin.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/**
 * What a person wrote themselves: a reply by text or email without what its program quoted, and
 * without signatures that programs add, in the languages that have {@code
 * replies/expressions-xx.txt}.
 */
public final class QuotedTextStripper {
  private static final int HEADER_LINES = 4;
  private static final int HEADER_LETTERS = 400;

  private static final Expressions WORDS = Expressions.of("replies");

  /** "On … wrote:" and the like; what follows is quoted, if only with marks at its lines. */
  private static final Pattern WROTE =
      Pattern.compile(
          "(?i)^\\W{0,3}(?:"
              + WORDS.any("ONDAY")
              + "\\b.{4,}?|.{3,80}?[<@\\d].{3,}?)\\b"
              + WORDS.any("WROTE")
              + " ?:\\W*$|^"
              + WORDS.any("WROTENAME")
              + " .{1,80}:$|^\\d{4}-\\d\\d-\\d\\d \\d.{4,}>:$",
          Pattern.DOTALL);

  private static final Pattern STARTS_HEADER =
      Pattern.compile(
          "(?is)^[*_ ]{0,3}"
              + WORDS.any("ONDAY")
              + "\\b.*\\d.*|.*(?:<[^<>@]{1,100}@[^<>@]{1,100}>|\\d{4}).*");

  /** All that follows is what the program put there. */
  private static final Pattern REST =
      Pattern.compile(
          "(?i)^(?:-{2,} ?"
              + WORDS.any("ORIGINAL")
              + ".*|"
              + WORDS.any("FORWARDED")
              + "|_{10,}|-- ?|—|-{3,}|\\*?"
              + WORDS.any("SENTFROM")
              + ".{0,60})$");

  private static final Pattern FROM_FIELD =
      Pattern.compile("(?i)^\\W{0,3}" + WORDS.any("FROMFIELD") + " ?: ?.+");
  private static final Pattern OTHER_FIELD =
      Pattern.compile("(?iu)^\\W{0,3}" + WORDS.any("FIELD") + " ?: ?.*");
  private static final Pattern QUOTED = Pattern.compile("^\\s{0,3}[>»].*");

  /** What a telephone sends when one taps a heart: all of it is quoted. */
  private static final Pattern REACTION =
      Pattern.compile("(?isu)^[\\s\\p{Cf}]*" + WORDS.any("TAPPED") + "[\\s\\p{Cf}]*[“”\"«„「].*$");

  /** The same for what has no words. */
  private static final Pattern REACTION_TO_A_PICTURE =
      Pattern.compile(
          "(?iu)^[\\s\\p{Cf}]*"
              + WORDS.any("TAPPED")
              + "\\s*"
              + WORDS.any("ARTICLE")
              + " "
              + WORDS.any("PICTURE")
              + "[.!]?\\s*$");

  private static final Pattern SAYING = Pattern.compile("[“\"«]([^“”\"«»]{12,})(?:[”\"»]|$)");

  private QuotedTextStripper() {}

  /**
   * @param text plain, with any line ends
   * @return may be empty
   */
  public static String of(String text) {
    if (REACTION.matcher(text).matches() || REACTION_TO_A_PICTURE.matcher(text).matches()) {
      return "";
    }
    return withoutSayings(String.join("\n", own(List.of(text.split("\\R", -1)))).strip());
  }

  private static List<String> own(List<String> lines) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int header = header(lines, i);
      if (endsOwn(lines, i) || header > 0 && !isQuoted(lines, i + header)) {
        return own;
      }
      if (header > 0) {
        i += header - 1;
      } else if (!QUOTED.matcher(line).matches()) {
        own.add(line);
      }
    }
    return own;
  }

  /** How many lines from here on say who wrote what follows; 0 where none does. */
  private static int header(List<String> lines, int from) {
    if (lines.get(from).length() > HEADER_LETTERS
        || !STARTS_HEADER.matcher(lines.get(from)).matches()) {
      return 0;
    }
    StringBuilder joined = new StringBuilder();
    for (int n = 1; n <= HEADER_LINES && from + n <= lines.size(); n++) {
      joined.append(lines.get(from + n - 1).strip()).append(' ');
      if (lines.get(from + n - 1).isBlank() || joined.length() > HEADER_LETTERS) {
        return 0;
      }
      if (WROTE.matcher(joined.toString().strip()).matches()) {
        return n;
      }
    }
    return 0;
  }

  private static boolean isQuoted(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        return QUOTED.matcher(lines.get(i)).matches();
      }
    }
    return false;
  }

  private static boolean endsOwn(List<String> lines, int at) {
    String line = lines.get(at).strip();
    boolean isBlock =
        FROM_FIELD.matcher(line).matches()
            && lines.stream()
                .skip(at + 1L)
                .limit(3)
                .anyMatch(next -> OTHER_FIELD.matcher(next).matches());
    return isBlock || line.length() < 120 && REST.matcher(line).matches();
  }

  /** Several words in quotation marks are somebody's, unless there is nothing else. */
  private static String withoutSayings(String own) {
    Matcher saying = SAYING.matcher(own);
    String rest =
        saying.replaceAll(
            found -> isOneWord(found.group(1)) ? Matcher.quoteReplacement(found.group()) : " ");
    return rest.codePoints().anyMatch(Character::isLetter) ? rest : own;
  }

  private static boolean isOneWord(String saying) {
    return saying.strip().split("\\s+").length < 4;
  }
}
