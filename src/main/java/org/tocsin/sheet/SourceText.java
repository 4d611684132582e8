package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sheet file as running text: variables, tags, addresses and comments are blanks, and everything
 * stands where it stood, so that places in it tell the line.
 */
final class SourceText {
  private static final Pattern BLANKED =
      Pattern.compile(
          "\\{\\{[^{}]*+(?:(?:\\{(?!\\{)|\\}(?!\\}))[^{}]*+)*+\\}\\}"
              + "|\\{%[^{%]*+(?:(?:\\{(?!%)|%(?!\\}))[^{%]*+)*+%\\}"
              + "|\\{#[^{#]*+(?:(?:\\{(?!#)|#(?!\\}))[^{#]*+)*+#\\}"
              + "|\\b(?:https?|mailto|ftp):[^\\s<>\")]*|(?<!\\w)@\\w+|(?<![\\w.+-])[\\w.+-]+@[\\w-]+\\.[\\w.-]+");

  private static final Pattern YAML_COMMENT = Pattern.compile("(?m)^[ \\t]*#.*");
  private static final Pattern HTML_COMMENT = Pattern.compile("<!--[^-]*+(?:-(?!->)[^-]*+)*+-->");

  /** Where a thought ends: an empty line, a list item, a heading, a key of the front matter. */
  private static final Pattern UNIT =
      Pattern.compile("\\n(?=[^\\S\\n]*(?:\\n|[-*+•]\\s|\\d+[.)]\\s|#)|[a-z_]+:|---)");

  private final String source;
  private final String text;
  private final List<Integer> units = new ArrayList<>(List.of(0));

  SourceText(String written) {
    this.source = withoutComments(written);
    this.text = blank(BLANKED, source);
    Matcher unit = UNIT.matcher(text);
    while (unit.find()) {
      units.add(unit.end());
    }
    units.add(text.length());
  }

  private static String withoutComments(String written) {
    int end = written.startsWith("---") ? written.indexOf("\n---", 3) : -1;
    int front = Math.max(end, 0);
    return blank(YAML_COMMENT, written.substring(0, front))
        + blank(HTML_COMMENT, written.substring(front));
  }

  private static String blank(Pattern what, String text) {
    return what.matcher(text).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
  }

  String text() {
    return text;
  }

  /** Counted from 1. */
  int line(int at) {
    return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** Where the thought begins that a place lies in. */
  int unitStart(int at) {
    return units.stream().filter(u -> u <= at).reduce((a, b) -> b).orElse(0);
  }

  int unitEnd(int at) {
    return units.stream().filter(u -> u > at).findFirst().orElse(text.length());
  }

  /** The whole of it but comments, which no reader sees. */
  String source() {
    return source;
  }

  /**
   * Where a line begins.
   *
   * @param line counted from 1
   */
  int offset(int line) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      int end = source.indexOf('\n', at);
      at = end < 0 ? source.length() : end + 1;
    }
    return at;
  }
}
