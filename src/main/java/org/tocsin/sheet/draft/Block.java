package org.tocsin.sheet.draft;

import java.util.regex.Pattern;

/**
 * A paragraph, heading, list item or quote of what was pasted.
 *
 * @param level of a heading from 1, of a list item from 0
 * @param text Markdown; an item may hold several paragraphs
 */
record Block(Kind kind, int level, String text) {
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

  boolean isItem() {
    return kind == Kind.ITEM || kind == Kind.NUMBERED;
  }

  /** One line without marks of emphasis and links. */
  String plain() {
    return MARKS.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
  }

  Block with(String other) {
    return new Block(kind, level, other);
  }
}
