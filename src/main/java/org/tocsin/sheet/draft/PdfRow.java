package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Letters on one base line, parted where a gutter may be. */
final class PdfRow {
  private static final double SPACE = 0.17;
  private static final double WIDE = 1.3;

  /** A bullet or number stands well before its text. */
  private static final String MARKER = "[•·‣▪◦●○■□➢►✓✔§o*–—-]|\\(?(\\d{1,2}|[a-z])[.)]";

  private PdfRow() {}

  static List<PdfLine> pieces(List<PdfGlyph> row) {
    List<PdfGlyph> sorted = new ArrayList<>(row);
    sorted.sort(Comparator.comparingDouble(PdfGlyph::x));
    List<PdfLine> pieces = new ArrayList<>();
    List<PdfGlyph> piece = new ArrayList<>();
    PdfGlyph before = null;
    PdfGlyph blank = null;
    for (PdfGlyph glyph : sorted) {
      if (glyph.text().isBlank()) {
        blank = glyph;
      } else if (!isTwice(before, glyph)) {
        boolean wide = before != null && glyph.x() - before.end() > WIDE * glyph.size();
        if (wide && !text(piece).strip().matches(MARKER)) {
          add(pieces, piece);
        } else if (blank != null && before != null) {
          piece.add(blank);
        }
        piece.add(glyph);
        before = glyph;
        blank = null;
      }
    }
    add(pieces, piece);
    return pieces;
  }

  /** Drawn once more beside itself, to look bold. */
  private static boolean isTwice(PdfGlyph before, PdfGlyph glyph) {
    return before != null
        && glyph.text().equals(before.text())
        && glyph.x() - before.x() < 0.15 * glyph.size();
  }

  private static void add(List<PdfLine> pieces, List<PdfGlyph> piece) {
    if (piece.isEmpty()) {
      return;
    }
    PdfGlyph first = piece.get(0);
    PdfGlyph last = piece.get(piece.size() - 1);
    float size = (float) piece.stream().mapToDouble(PdfGlyph::size).max().orElse(1);
    boolean bold = piece.stream().filter(PdfGlyph::bold).count() * 10 > piece.size() * 8L;
    pieces.add(
        new PdfLine(text(piece), first.x(), last.end(), first.y(), size, bold, 0, first.page(), 0));
    piece.clear();
  }

  private static String text(List<PdfGlyph> piece) {
    StringBuilder text = new StringBuilder();
    PdfGlyph before = null;
    String link = "";
    boolean blank = false;
    for (PdfGlyph glyph : piece) {
      if (glyph.text().isBlank()) {
        blank = true;
        continue;
      }
      boolean spaced = before != null && glyph.x() - before.end() > SPACE * glyph.size();
      boolean leaves = !link.equals(glyph.link());
      text.append(leaves && !link.isEmpty() ? PdfLine.LEADS + link + PdfLine.LINK_END : "");
      text.append(spaced || blank ? " " : "");
      text.append(leaves && !glyph.link().isEmpty() ? "" + PdfLine.LINK : "");
      text.append(glyph.text());
      link = glyph.link();
      before = glyph;
      blank = false;
    }
    return text + (link.isEmpty() ? "" : PdfLine.LEADS + link + PdfLine.LINK_END);
  }

  /** Two cells of a row, or a bullet and its text. */
  static PdfLine joined(PdfLine one, PdfLine other) {
    PdfLine left = one.x() <= other.x() ? one : other;
    PdfLine right = left == one ? other : one;
    String between = left.plain().matches(".*[:,;–—-]|" + MARKER) ? " " : ", ";
    return new PdfLine(
        left.text() + between + right.text(),
        left.x(),
        right.end(),
        left.y(),
        right.size(),
        left.bold() && right.bold(),
        left.right(),
        left.page(),
        left.column());
  }
}
