package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Tables that readers would see otherwise than meant. What is at fault stands in quotes. */
final class TableCheck {
  /** On a phone each column of four has room for a word. */
  private static final int MOST_COLUMNS = 4;

  private static final int SHOWN = 40;
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern DASHES = Pattern.compile("[\\s|:-]++");
  private static final Pattern EDGES = Pattern.compile("^[\\s>]*\\|?|(?<!\\\\)\\|\\s*$");

  private TableCheck() {}

  /** A table without its line of dashes, which is none. */
  static Optional<String> pipes(Paragraph paragraph) {
    List<String> barred = lines(paragraph).stream().filter(line -> line.contains("|")).toList();
    return barred.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Lines with | are shown as they are written: '"
                + shown(barred.get(0))
                + "'. For a table, leave a line empty above it and put a line such as |---|---|,"
                + " with as many columns, under its first.");
  }

  private static List<String> lines(Paragraph paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        lines.add(line.toString());
        line.setLength(0);
      } else if (node instanceof Text text) {
        line.append(text.getLiteral());
      }
    }
    lines.add(line.toString());
    return lines;
  }

  static Optional<String> width(TableBlock table) {
    int columns = 0;
    Node row = table.getFirstChild().getFirstChild();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      columns++;
    }
    return columns <= MOST_COLUMNS
        ? Optional.empty()
        : Optional.of(
            "A table of "
                + columns
                + " columns is hard to read on a phone. Use at most "
                + MOST_COLUMNS
                + ", or a list.");
  }

  /** Cells for which the head has no column: nobody would see them. */
  static List<String> leftOut(String rendered) {
    List<String> found = new ArrayList<>();
    String[] lines = rendered.split("\n", -1);
    int columns = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        columns = 0;
      } else if (i > 0 && isHead(lines[i - 1], lines[i])) {
        columns = cells(lines[i - 1]).size();
      } else if (columns > 0 && cells(lines[i]).size() > columns) {
        found.add(
            "This row has more cells than the first line of its table, so this is left out: '"
                + shown(cells(lines[i]).get(columns))
                + "'.");
      }
    }
    return found;
  }

  private static boolean isHead(String head, String dashes) {
    return dashes.contains("|")
        && dashes.contains("-")
        && DASHES.matcher(dashes).matches()
        && cells(head).size() <= cells(dashes).size();
  }

  private static List<String> cells(String line) {
    return List.of(BAR.split(EDGES.matcher(line).replaceAll(""), -1));
  }

  /** A piece as it stands in the file, without what would end the quotes. */
  private static String shown(String text) {
    String plain = Markdown.decode(text).strip();
    int end = plain.indexOf('\'');
    return plain.substring(0, Math.min(end > 0 ? end : plain.length(), SHOWN)).strip();
  }
}
