package org.tocsin.sheet.draft;

/**
 * A letter on a page.
 *
 * @param x points from the left of the page to the letter's left
 * @param y points from the top of the page to its base line
 * @param size of the font in points
 * @param page the page's height in points
 * @param link where it leads, or ""
 */
record PdfGlyph(
    String text, float x, float y, float width, float size, boolean bold, float page, String link) {
  float end() {
    return x + width;
  }
}
