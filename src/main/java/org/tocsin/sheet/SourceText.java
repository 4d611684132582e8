package org.tocsin.sheet;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** Who they name is found out elsewhere. */
  private static final Pattern POSITIONS =
      Pattern.compile("(?m)^positions:.*(?:\\n[ \\t#].*|\\n(?=\\n|[ \\t#]))*");

  /** Where a thought ends: an empty line, a list item, a heading, a key of the front matter. */
  private static final Pattern UNIT =
      Pattern.compile("\\n(?=[^\\S\\n]*(?:\\n|[-*+•]\\s|\\d+[.)]\\s|#)|[a-z_]+:|---)");

  private final String source;
  private final String text;
  private final NavigableSet<Integer> units = new TreeSet<>(Set.of(0));

  /** Where each line begins, and which it is, counted from 1. */
  private final NavigableMap<Integer, Integer> lines = new TreeMap<>();

  SourceText(String written) {
    this.source = withoutComments(written);
    this.text = blank(BLANKED, source);
    Matcher unit = UNIT.matcher(text);
    while (unit.find()) {
      units.add(unit.end());
    }
    units.add(text.length());
    lines.put(0, 1);
    for (int end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1)) {
      lines.put(end + 1, lines.size() + 1);
    }
  }

  private static String withoutComments(String written) {
    int end = written.startsWith("---") ? written.indexOf("\n---", 3) : -1;
    int front = Math.max(end, 0);
    return blank(YAML_COMMENT, blank(POSITIONS, written.substring(0, front)))
        + withoutHtmlComments(written.substring(front));
  }

  /** What is opened and never closed is no comment. */
  private static String withoutHtmlComments(String text) {
    StringBuilder left = new StringBuilder(text);
    int open = text.indexOf("<!--");
    int close = open < 0 ? -1 : text.indexOf("-->", open);
    while (close >= 0) {
      for (int i = open; i < close + 3; i++) {
        left.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
      }
      open = text.indexOf("<!--", close);
      close = open < 0 ? -1 : text.indexOf("-->", open);
    }
    return left.toString();
  }

  private static String blank(Pattern what, String text) {
    return what.matcher(text).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
  }

  String text() {
    return text;
  }

  /** Counted from 1. */
  int line(int at) {
    return lines.floorEntry(at).getValue();
  }

  /** Where the thought begins that a place lies in. */
  int unitStart(int at) {
    return units.floor(at);
  }

  int unitEnd(int at) {
    Integer end = units.higher(at);
    return end == null ? text.length() : end;
  }

  /** The whole of it but comments, which no reader sees. */
  String source() {
    return source;
  }
}
