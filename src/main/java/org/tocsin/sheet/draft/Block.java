package org.tocsin.sheet.draft;

import java.util.regex.Pattern;

/**
 * A paragraph, heading, list item or quote of what was pasted.
 *
 * @param level of a heading from 1, of a list item from 0
 * @param number of a numbered item as it was written; 0 for all else
 * @param text Markdown; an item may hold several paragraphs
 * @param mark what an editor should look at here, in words; readers never see it
 */
record Block(Kind kind, int level, int number, String text, String mark) {
  enum Kind {
    HEADING,
    ITEM,
    NUMBERED,
    QUOTE,
    PARAGRAPH,
    RULE,
    CALL_LIST
  }

  private static final Pattern MARKS = Pattern.compile("[*_`\\\\]|\\]\\([^)\\]]*\\)|\\[");

  Block(Kind kind, int level, String text) {
    this(kind, level, 0, text, "");
  }

  boolean isItem() {
    return kind == Kind.ITEM || kind == Kind.NUMBERED;
  }

  /** One line without marks of emphasis and links. */
  String plain() {
    return MARKS.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
  }

  /** Whether what follows belongs to it: "Call today:". */
  boolean announces() {
    return kind == Kind.HEADING || plain().endsWith(":");
  }

  Block with(String other) {
    return new Block(kind, level, number, other, mark);
  }

  Block marked(String other) {
    return new Block(kind, level, number, text, other);
  }
}
