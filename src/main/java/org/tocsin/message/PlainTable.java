package org.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** A table in plain text: columns side by side where they fit, else each cell under its head. */
final class PlainTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  private PlainTable(TableBlock table) {
    collect(table);
    widths = new int[head().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
  }

  private void collect(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof TableRow row) {
        rows.add(cells(row));
      } else {
        collect(node);
      }
    }
  }

  /** As many as the head has; what stands beyond is dropped where it is parsed. */
  private static List<String> cells(TableRow row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add(PlainText.inline(cell).replaceAll("\\s+", " ").strip());
    }
    return cells;
  }

  static int columns(TableBlock table) {
    int columns = 0;
    Node row = table.getFirstChild().getFirstChild();
    for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
      columns++;
    }
    return columns;
  }

  static List<String> lines(TableBlock table, int width) {
    PlainTable plain = new PlainTable(table);
    return plain.fits(width) ? plain.sideBySide() : plain.oneByOne(width);
  }

  private boolean fits(int width) {
    int sum = GAP.length() * (widths.length - 1);
    for (int each : widths) {
      sum += each;
    }
    return sum <= width;
  }

  private List<String> sideBySide() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      if (row != head() || hasHead()) {
        lines.add(line(row));
      }
      if (row == head() && hasHead()) {
        lines.add(line(head().stream().map(cell -> "-".repeat(length(cell))).toList()));
      }
    }
    return lines;
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(i > 0 ? GAP : "").append(cell).append(" ".repeat(widths[i] - length(cell)));
    }
    return line.toString().stripTrailing();
  }

  private List<String> oneByOne(int width) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (int i = 0; i < row.size(); i++) {
        String name = head().get(i).isEmpty() ? "" : head().get(i) + ": ";
        lines.addAll(row.get(i).isEmpty() ? List.of() : PlainText.wrap(name + row.get(i), width));
      }
    }
    return lines.isEmpty() ? PlainText.wrap(String.join(GAP, head()), width) : lines;
  }

  private List<String> head() {
    return rows.get(0);
  }

  private boolean hasHead() {
    return head().stream().anyMatch(cell -> !cell.isEmpty());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
