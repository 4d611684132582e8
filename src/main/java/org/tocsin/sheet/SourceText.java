package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sheet file as running text: variables, tags and addresses are blanks, and everything stands
 * where it stood, so that places in it tell the line.
 */
final class SourceText {
  private static final Pattern BLANKED =
      Pattern.compile(
          "\\{\\{[^{}]*+(?:(?:\\{(?!\\{)|\\}(?!\\}))[^{}]*+)*+\\}\\}"
              + "|\\{%[^{%]*+(?:(?:\\{(?!%)|%(?!\\}))[^{%]*+)*+%\\}"
              + "|\\{#[^{#]*+(?:(?:\\{(?!#)|#(?!\\}))[^{#]*+)*+#\\}"
              + "|\\b(?:https?|mailto|ftp):[^\\s<>\")]*|(?<!\\w)@\\w+|(?<![\\w.+-])[\\w.+-]+@[\\w-]+\\.[\\w.-]+");

  /** Where a thought ends: an empty line, a list item, a key of the front matter, a comment. */
  private static final Pattern UNIT =
      Pattern.compile("\\n(?=[^\\S\\n]*(?:\\n|[-*+•]\\s|\\d+[.)]\\s|#|<!--)|[a-z_]+:|---)");

  private final String source;
  private final String text;
  private final List<Integer> units = new ArrayList<>(List.of(0));

  SourceText(String source) {
    this.source = source;
    this.text = BLANKED.matcher(source).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
    Matcher unit = UNIT.matcher(text);
    while (unit.find()) {
      units.add(unit.end());
    }
    units.add(text.length());
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

  /** Whether readers never see it: a comment. */
  boolean isComment(int at) {
    int lineStart = source.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    boolean yaml = source.substring(lineStart, at).strip().startsWith("#") && at < frontEnd();
    int open = source.lastIndexOf("<!--", at);
    return yaml || open >= 0 && source.indexOf("-->", open) > at;
  }

  private int frontEnd() {
    int end = source.indexOf("\n---", 3);
    return end < 0 ? 0 : end;
  }
}
