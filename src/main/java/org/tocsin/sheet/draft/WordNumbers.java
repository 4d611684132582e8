package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * The numbers of numbered paragraphs, which a .docx does not write down but counts, and list levels
 * that stand in a style only. Each number is put in front of its text between two signs.
 */
final class WordNumbers {
  static final char BEFORE = '\uE101';
  static final char BEHIND = '\uE102';

  private static final int DEEPEST = 20;

  private record Place(String list, int level) {}

  private final Map<String, String> abstractOf = new HashMap<>();
  private final Map<Place, Boolean> isNumbered = new HashMap<>();
  private final Map<Place, Integer> starts = new HashMap<>();
  private final Map<String, Element> styles = new HashMap<>();
  private final Map<Place, Integer> counts = new HashMap<>();

  private WordNumbers() {}

  /** The same document, its numbers written down. */
  static String written(String document, String numbering, String styles) {
    WordNumbers numbers = new WordNumbers();
    numbers.readNumbering(xml(numbering));
    for (Element style : xml(styles).getElementsByTag("w:style")) {
      numbers.styles.put(style.attr("w:styleId"), style);
    }
    Document all = xml(document);
    all.getElementsByTag("w:p").forEach(numbers::paragraph);
    return all.outerHtml();
  }

  private static Document xml(String text) {
    Document document = Jsoup.parse(text, "", Parser.xmlParser());
    document.outputSettings().prettyPrint(false).syntax(Document.OutputSettings.Syntax.xml);
    document.outputSettings().escapeMode(org.jsoup.nodes.Entities.EscapeMode.xhtml);
    return document;
  }

  private void readNumbering(Document numbering) {
    for (Element list : numbering.getElementsByTag("w:abstractNum")) {
      for (Element level : list.getElementsByTag("w:lvl")) {
        Place place = new Place(list.attr("w:abstractNumId"), number(level.attr("w:ilvl")));
        String format = value(level, "w:numFmt").orElse("decimal");
        isNumbered.put(place, !format.equals("bullet") && !format.equals("none"));
        starts.put(place, value(level, "w:start").map(WordNumbers::number).orElse(1));
      }
    }
    for (Element num : numbering.getElementsByTag("w:num")) {
      value(num, "w:abstractNumId").ifPresent(id -> abstractOf.put(num.attr("w:numId"), id));
    }
  }

  private static Optional<String> value(Element parent, String tag) {
    return parent.getElementsByTag(tag).stream().findFirst().map(e -> e.attr("w:val"));
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private void paragraph(Element paragraph) {
    Element properties = child(paragraph, "w:pPr");
    Element own = properties == null ? null : child(properties, "w:numPr");
    if (own == null && properties != null) {
      own = ofStyle(value(properties, "w:pStyle").orElse(""), 0);
      if (own != null) {
        properties.appendChild(own.clone());
      }
    }
    Element text = paragraph.getElementsByTag("w:t").first();
    if (own != null && text != null) {
      count(own).ifPresent(n -> text.prependChild(new TextNode(BEFORE + "" + n + BEHIND)));
    }
  }

  private static Element child(Element parent, String tag) {
    return parent.children().stream().filter(c -> c.tagName().equals(tag)).findFirst().orElse(null);
  }

  private Element ofStyle(String id, int depth) {
    Element style = styles.get(id);
    if (style == null || depth > DEEPEST) {
      return null;
    }
    Element own = style.getElementsByTag("w:numPr").first();
    return own != null ? own : ofStyle(value(style, "w:basedOn").orElse(""), depth + 1);
  }

  /** The number of the next paragraph of a list; empty where it has a bullet. */
  private Optional<Integer> count(Element numbered) {
    String num = value(numbered, "w:numId").orElse("0");
    int level = value(numbered, "w:ilvl").map(WordNumbers::number).orElse(0);
    String list = abstractOf.getOrDefault(num, "");
    counts.keySet().removeIf(place -> place.list().equals(num) && place.level() > level);
    if (!isNumbered.getOrDefault(new Place(list, level), false)) {
      return Optional.empty();
    }
    int start = starts.getOrDefault(new Place(list, level), 1);
    return Optional.of(counts.merge(new Place(num, level), start, (before, s) -> before + 1));
  }

  /** Gives the lists of a page made of it the numbers, and takes the signs away. */
  static void settle(Document page) {
    for (Element list : new ArrayList<>(page.select("ol"))) {
      settle(list);
    }
    for (TextNode text : page.body().nodeStream(TextNode.class).toList()) {
      if (text.getWholeText().indexOf(BEFORE) >= 0) {
        text.text(text.getWholeText().replaceAll(BEFORE + "\\d*" + BEHIND, ""));
      }
    }
  }

  private static void settle(Element list) {
    int next = 0;
    Element into = list;
    for (Element item : List.copyOf(list.children())) {
      int number = numberOf(item);
      if (next == 0 && number > 0) {
        list.attr("start", String.valueOf(number));
      } else if (number > 0 && number != next) {
        Element other = new Element("ol").attr("start", String.valueOf(number));
        into.after(other);
        into = other;
      }
      if (into != list) {
        into.appendChild(item);
      }
      next = number > 0 ? number + 1 : next + 1;
    }
  }

  private static int numberOf(Element item) {
    String text = item.wholeText();
    int end = text.indexOf(BEHIND);
    return !text.isEmpty() && text.charAt(0) == BEFORE && end > 0
        ? number(text.substring(1, end))
        : 0;
  }
}
