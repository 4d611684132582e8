package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.sheet.draft.Block.Kind;

/** Headings, paragraphs and lists out of lines, by size, place and distance. */
final class PdfParagraphs {
  private static final Pattern ITEM =
      Pattern.compile(
          "([•·‣▪◦●○■□➢►✓✔§\\uF0B7\\uF0A7*–—-]|o(?=\\s)|\\(?(\\d{1,2})[.)])\\s+(\\S.*)");

  private static final double APART = 1.75;
  private static final double LARGE = 1.15;
  private static final int LONGEST_HEADING = 120;

  private record Piece(Kind kind, int level, int number, StringBuilder text) {}

  private final List<PdfLine> lines;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Float> indents = new ArrayList<>();
  private final BrokenWords words;
  private final float usual;
  private final float largest;

  PdfParagraphs(List<PdfLine> lines) {
    this.lines = lines;
    this.words = new BrokenWords(lines.stream().map(PdfLine::plain).toList());
    this.usual = usual(lines);
    this.largest = (float) lines.stream().mapToDouble(PdfLine::size).max().orElse(0);
  }

  /** The size that most letters have. */
  private static float usual(List<PdfLine> lines) {
    Map<Float, Integer> letters = new HashMap<>();
    lines.forEach(
        line ->
            letters.merge(Math.round(line.size() * 2) / 2f, line.text().length(), Integer::sum));
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0f);
  }

  List<Block> blocks() {
    PdfLine before = null;
    for (PdfLine line : lines) {
      line(before, line);
      before = line;
    }
    return pieces.stream()
        .map(PdfParagraphs::block)
        .filter(b -> b.text().matches("(?s).*[\\p{L}\\d].*"))
        .toList();
  }

  private void line(PdfLine before, PdfLine line) {
    Matcher item = ITEM.matcher(line.text());
    if (isHeading(line)) {
      heading(before, line);
    } else if (item.matches() && !goesOnInWords(before, line)) {
      item(line, item);
    } else if (goesOn(before, line)) {
      words.join(pieces.get(pieces.size() - 1).text(), line.text());
    } else {
      indents.clear();
      pieces.add(new Piece(Kind.PARAGRAPH, 0, 0, new StringBuilder(line.text())));
    }
  }

  private boolean isHeading(PdfLine line) {
    String plain = line.plain();
    boolean large = line.size() >= LARGE * usual;
    boolean bold = line.bold() && !plain.matches(".*[.,;]") && !ITEM.matcher(plain).matches();
    return (large || bold) && plain.length() <= LONGEST_HEADING && plain.matches(".*\\p{L}{2}.*");
  }

  private void heading(PdfLine before, PdfLine line) {
    indents.clear();
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    boolean same =
        last != null
            && last.kind() == Kind.HEADING
            && before != null
            && Math.abs(before.size() - line.size()) < 0.6
            && line.y() - before.y() < APART * line.size()
            && line.y() > before.y()
            && !before.plain().matches(".*[.!?:]");
    if (same) {
      last.text().append(' ').append(line.text());
    } else {
      int level = line.size() >= LARGE * usual && line.size() > largest - 0.6 ? 1 : 2;
      pieces.add(new Piece(Kind.HEADING, level, 0, new StringBuilder(line.text())));
    }
  }

  /** A line that only happens to begin with a dash or a number. */
  private boolean goesOnInWords(PdfLine before, PdfLine line) {
    return indents.isEmpty()
        && before != null
        && goesOn(before, line)
        && before.isFull()
        && line.plain().matches("[–—-]\\s.*|\\d.*")
        && !before.plain().matches(".*[.!?:]");
  }

  private void item(PdfLine line, Matcher item) {
    while (!indents.isEmpty() && indents.get(indents.size() - 1) > line.x() + 3) {
      indents.remove(indents.size() - 1);
    }
    if (indents.isEmpty() || indents.get(indents.size() - 1) < line.x() - 3) {
      indents.add(line.x());
    }
    int number = item.group(2) == null ? 0 : Integer.parseInt(item.group(2));
    Kind kind = number > 0 ? Kind.NUMBERED : Kind.ITEM;
    StringBuilder text = new StringBuilder(item.group(3));
    pieces.add(new Piece(kind, indents.size() - 1, number, text));
  }

  private boolean goesOn(PdfLine before, PdfLine line) {
    if (before == null || pieces.isEmpty() || isHeading(before)) {
      return false;
    }
    boolean ended = before.plain().matches(".*[.!?:][”\"’)]*");
    if (before.column() != line.column()) {
      return !ended && Character.isLowerCase(line.plain().codePointAt(0));
    }
    boolean near = line.y() - before.y() < APART * Math.max(line.size(), before.size());
    boolean inItem = !indents.isEmpty();
    boolean hangs = inItem && line.x() > indents.get(indents.size() - 1) + 3;
    boolean begins = ended && !before.isFull() || !inItem && line.x() > before.x() + 8 && ended;
    return near && !begins && (!inItem || hangs || before.isFull());
  }

  private static Block block(Piece piece) {
    String text = String.join("\n", piece.text().toString().lines().map(Escaped::line).toList());
    return new Block(piece.kind(), piece.level(), piece.number(), PdfLinks.marked(text), "");
  }
}
