package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** A table of facts becomes a list, a row an item; one for layout falls apart. */
final class FactsTable {
  private FactsTable() {}

  /** Inner ones first. */
  static void all(Document page) {
    List<Element> tables = new ArrayList<>(page.select("table"));
    Collections.reverse(tables);
    tables.forEach(FactsTable::one);
  }

  private static void one(Element table) {
    Elements rows = table.select("tr");
    if (holdsFacts(table, rows)) {
      list(table, rows);
    } else {
      rows.forEach(row -> row.children().tagName("div"));
      rows.tagName("div");
      table.select("tbody,thead,tfoot,colgroup,col").unwrap();
      table.tagName("div");
    }
  }

  private static boolean holdsFacts(Element table, Elements rows) {
    return rows.size() > 1
        && rows.stream().anyMatch(row -> row.children().size() > 1)
        && table.select("h1,h2,h3,ul,ol,blockquote,hr").isEmpty()
        && table.select("td,th").stream().noneMatch(cell -> cell.select("p").size() > 2);
  }

  private static void list(Element table, Elements rows) {
    Element list = new Element("ul");
    for (Element row : rows) {
      String cells =
          row.children().stream()
              .map(FactsTable::cell)
              .filter(cell -> !cell.isEmpty())
              .collect(Collectors.joining(", "));
      if (!cells.isEmpty()) {
        list.appendElement("li").html(cells);
      }
    }
    table.replaceWith(list);
  }

  /** In one line. */
  private static String cell(Element cell) {
    cell.select("p + p,div + div").forEach(later -> later.before(", "));
    cell.select("br").forEach(br -> br.replaceWith(new org.jsoup.nodes.TextNode(", ")));
    cell.select("p,div").unwrap();
    String html = cell.html().strip();
    return cell.text().isBlank() ? "" : html.replaceAll("\\s*,(\\s*,)+", ",");
  }
}
