package org.tocsin.sheet.draft;

/**
 * A line of one column.
 *
 * @param text with links in signs of their own
 * @param x points from the left, where it begins
 * @param end where it ends
 * @param y points from the top, of the base line
 * @param right where the longest line of its column ends
 * @param page the page's height in points
 * @param column a number for each column of each page
 */
record PdfLine(
    String text,
    float x,
    float end,
    float y,
    float size,
    boolean bold,
    float right,
    float page,
    int column) {
  /** Around a link: its text, where it leads. */
  static final char LINK = '\uE111';

  static final char LEADS = '\uE112';
  static final char LINK_END = '\uE113';

  String plain() {
    return text.replaceAll(LINK + "|" + LEADS + "[^" + LINK_END + "]*" + LINK_END, "").strip();
  }

  boolean isFull() {
    return end > right - 0.15 * (right - x);
  }

  PdfLine in(float columnsRight, int columnsNumber) {
    return new PdfLine(text, x, end, y, size, bold, columnsRight, page, columnsNumber);
  }
}
