package org.tocsin.sheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;

/** What a short line at the top of a text is, by its words: most of them are no title. */
final class TopLine {
  private static final Expressions WORDS = Expressions.of("sheets");

  private static final String DAY = WORDS.any("DAYSHORT") + "\\.?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?iu)(?:"
              + WORDS.any("STAMP")
              + "\\b[ :]*"
              + WORDS.any("STAMPON")
              + "?[ :]*)*(?:"
              + DAY
              + ",? +)?(?:"
              + WORDS.any("DAYFORM")
              + "|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}\\S*|"
              + DAY
              + ")(?:[ ,|·•–—-]*(?:"
              + WORDS.any("ATHOUR")
              + "? *\\d{1,2}(?::\\d{2})? *(?:[ap]\\.?m\\.?)?(?: *[ECMP][SD]?T)?|"
              + WORDS.any("BEHINDDATE")
              + "))?\\.?");

  private static final Pattern ABOUT =
      Pattern.compile(
          "(?iu)"
              + WORDS.any("BYLINE")
              + "(:| +\\p{Lu}).*|"
              + WORDS.any("ASIDE")
              + "|https?:\\S+|www\\.\\S+|[\\w.+-]+@[\\w.-]+|[\\d\\W]+"
              + "|.*\\.(docx?|pdf|html?|txt|md|pages|odt)");

  private static final Pattern GREETS =
      Pattern.compile("(?iu)" + WORDS.any("GREETING") + "\\b.*|" + WORDS.any("GREETED") + "[,:]");

  /** A kind of paper, with or without what it is about. */
  private static final String KIND = WORDS.any("KIND");

  private static final Pattern KINDS = Pattern.compile("(?iu)" + KIND + "\\b");

  private static final Pattern NUMBERING =
      Pattern.compile("(?iu)\\b" + WORDS.any("NUMBERING") + "\\.?\\s*#?\\s*\\d+|#\\s*\\d+");

  private static final Pattern NAMED =
      Pattern.compile("(?iu)" + WORDS.any("TITLEKIND") + "\\b.*|" + KIND + "\\s*[:!–—-].*");

  private static final Pattern LABEL =
      Pattern.compile("(?iu)" + KIND + "(?:[\\s!:.#\\d–—-]|" + WORDS.any("LABELWORD") + ")*");

  private static final Pattern SECTION = Pattern.compile("(?iu)" + WORDS.any("SECTION"));

  private static final Pattern GROUP =
      Pattern.compile("(?iu).*\\b" + WORDS.any("GROUP") + "\\b[^!?:]*");

  private static final Pattern DEMAND =
      Pattern.compile(
          "(?iu).*[!?]$|.*\\b"
              + WORDS.any("MUST")
              + "\\b.*|.*\\b(h\\.? ?r\\.?|s\\.) ?\\d+.*|"
              + WORDS.any("DEMAND")
              + " .*");

  private TopLine() {}

  /** A date, an author, a volume, a button, a file's name. */
  static boolean isAside(String line) {
    return DATE.matcher(line).matches() || ABOUT.matcher(line).matches();
  }

  static boolean isGreeting(String line) {
    return GREETS.matcher(line).matches();
  }

  /** "Fact Sheet: Sessions Must Resign!" */
  static boolean isNamed(String line) {
    return NAMED.matcher(line).matches() && !isLabel(line);
  }

  /** "ACTION ALERT", or "Fact sheet no. 7, updated 11/15/2026", and no more. */
  static boolean isLabel(String line) {
    Matcher kind = KINDS.matcher(line);
    if (!kind.lookingAt()) {
      return false;
    }
    String rest = NUMBERING.matcher(line.substring(kind.end())).replaceAll(" ");
    String said = rest.replaceAll("[^\\p{L}\\p{N}]+$|^[^\\p{L}\\p{N}]+", "");
    return LABEL.matcher(line).matches() || said.isEmpty() || isAside(said);
  }

  /** "Background" */
  static boolean isSection(String line) {
    return SECTION.matcher(line).matches();
  }

  /** Who writes, by the look of it. */
  static boolean isGroup(String line) {
    return GROUP.matcher(line).matches() && line.split("\\s+").length <= 7 && !isDemand(line);
  }

  static boolean isDemand(String line) {
    return DEMAND.matcher(line).matches();
  }
}
