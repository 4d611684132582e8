package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The lines of a page in the order of reading: a column after the other, rows of tables whole. */
final class PdfColumns {
  private static final float GUTTER = 9;
  private static final int LEAST_LINES = 3;
  private static final int WORDY = 22;
  private static final int MOST_PIECES = 2000;
  private static final int DEEPEST = 12;

  private final List<PdfLine> ordered = new ArrayList<>();
  private int column;

  private PdfColumns() {}

  /** Of all pages, each with columns of its own. */
  static List<PdfLine> ordered(List<List<PdfLine>> pages) {
    PdfColumns columns = new PdfColumns();
    pages.forEach(page -> columns.order(page, 0));
    return columns.ordered;
  }

  /** The pieces of a page's lines from top to bottom. */
  static List<PdfLine> pieces(List<PdfGlyph> glyphs) {
    List<PdfLine> pieces = new ArrayList<>();
    for (List<PdfGlyph> row : rows(glyphs)) {
      pieces.addAll(PdfRow.pieces(row));
    }
    if (pieces.size() > MOST_PIECES) {
      throw new IllegalStateException("more lines than a page has");
    }
    return pieces;
  }

  /** Letters on one base line. */
  private static List<List<PdfGlyph>> rows(List<PdfGlyph> glyphs) {
    List<PdfGlyph> sorted = new ArrayList<>(glyphs);
    sorted.sort(Comparator.comparingDouble(PdfGlyph::y));
    List<List<PdfGlyph>> rows = new ArrayList<>();
    float y = Float.NEGATIVE_INFINITY;
    for (PdfGlyph glyph : sorted) {
      if (glyph.y() - y > 0.35 * glyph.size()) {
        rows.add(new ArrayList<>());
        y = glyph.y();
      }
      rows.get(rows.size() - 1).add(glyph);
    }
    return rows;
  }

  private void order(List<PdfLine> pieces, int depth) {
    Float gutter = depth < DEEPEST ? gutter(pieces) : null;
    if (gutter == null) {
      column(pieces);
      return;
    }
    List<PdfLine> band = new ArrayList<>();
    for (PdfLine piece : pieces) {
      if (piece.x() < gutter && piece.end() > gutter) {
        sides(band, gutter, depth);
        band.clear();
        column(List.of(piece));
      } else {
        band.add(piece);
      }
    }
    sides(band, gutter, depth);
  }

  private void sides(List<PdfLine> band, float gutter, int depth) {
    List<PdfLine> right = band.stream().filter(p -> p.x() >= gutter).toList();
    List<PdfLine> left = new ArrayList<>(band.stream().filter(p -> p.end() <= gutter).toList());
    float top = right.isEmpty() ? 0 : right.get(0).y();
    float bottom = right.isEmpty() ? Float.MAX_VALUE : right.get(right.size() - 1).y();
    List<PdfLine> above = left.subList(0, partBefore(left, top));
    order(List.copyOf(above), depth + 1);
    above.clear();
    List<PdfLine> below = left.subList(partAfter(left, bottom), left.size());
    List<PdfLine> rest = List.copyOf(below);
    below.clear();
    order(left, depth + 1);
    order(right, depth + 1);
    order(rest, depth + 1);
  }

  /** How many lines stand above the columns, apart from them. */
  private static int partBefore(List<PdfLine> lines, float top) {
    for (int i = lines.size() - 1; i > 0; i--) {
      if (lines.get(i - 1).y() < top - 2 && isApart(lines, i) && lines.get(i).y() < top + 12) {
        return i;
      }
    }
    return 0;
  }

  /** Where lines begin that stand below the columns, apart from them. */
  private static int partAfter(List<PdfLine> lines, float bottom) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).y() > bottom + 2 && isApart(lines, i)) {
        return i;
      }
    }
    return lines.size();
  }

  private static boolean isApart(List<PdfLine> lines, int at) {
    PdfLine line = lines.get(at);
    PdfLine before = lines.get(at - 1);
    return line.y() - before.y() > 1.7 * Math.max(line.size(), before.size())
        || line.size() > 1.15 * before.size();
  }

  /** Where the page parts into columns; null where it does not. */
  private static Float gutter(List<PdfLine> pieces) {
    TreeMap<Float, Integer> crossings = new TreeMap<>();
    for (PdfLine piece : pieces) {
      float at = piece.x() - GUTTER / 2;
      crossings.computeIfAbsent(
          at, x -> (int) pieces.stream().filter(p -> p.x() - 1 < x && p.end() + 1 > x).count());
    }
    return crossings.entrySet().stream()
        .filter(e -> e.getValue() * 4 <= pieces.size())
        .filter(e -> areColumns(pieces, e.getKey()))
        .min(java.util.Map.Entry.<Float, Integer>comparingByValue())
        .map(java.util.Map.Entry::getKey)
        .orElse(null);
  }

  private static boolean areColumns(List<PdfLine> pieces, float x) {
    List<PdfLine> left = pieces.stream().filter(p -> p.end() <= x).toList();
    List<PdfLine> right = pieces.stream().filter(p -> p.x() >= x).toList();
    if (left.size() < LEAST_LINES || right.size() < LEAST_LINES) {
      return false;
    }
    double least = Math.min(wordiness(left), wordiness(right));
    long level =
        right.stream()
            .filter(r -> left.stream().anyMatch(l -> Math.abs(l.y() - r.y()) < 2))
            .count();
    boolean table = least < WORDY && level * 10 >= 7L * Math.min(right.size(), left.size());
    return !table;
  }

  private static double wordiness(List<PdfLine> lines) {
    return lines.stream().mapToInt(line -> line.plain().length()).average().orElse(0);
  }

  /** Pieces on one base line belong together here. */
  private void column(List<PdfLine> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    column++;
    float right = (float) pieces.stream().mapToDouble(PdfLine::end).max().orElse(0);
    PdfLine before = null;
    for (PdfLine piece : pieces) {
      boolean same = before != null && Math.abs(before.y() - piece.y()) < 0.35 * piece.size();
      if (same) {
        ordered.remove(ordered.size() - 1);
      }
      before = same ? PdfRow.joined(before, piece) : piece;
      ordered.add(before.in(right, column));
    }
  }
}
