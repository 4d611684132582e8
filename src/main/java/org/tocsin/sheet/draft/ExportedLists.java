package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Lists whose levels stand in classes and styles, as word processors write them into HTML. */
final class ExportedLists {
  private static final Pattern DOCS = Pattern.compile("\\blst-kix_(\\S+?)-(\\d)\\b");
  private static final Pattern WORD = Pattern.compile("mso-list:[^;]{0,40}?level(\\d)");
  private static final Pattern MARGIN =
      Pattern.compile("margin-left:\\s*([\\d.]{1,6})\\s*(in|pt|cm|px)");

  private static final Pattern MARKER =
      Pattern.compile("[\\s\\u00A0]*([·•◦▪§○■o*–-]|\\d{1,3}[.)]|[a-z]{1,4}[.)])[\\s\\u00A0]+");

  private static final Pattern TYPED =
      Pattern.compile(
          "[\\s\\u00A0]*([•·●‣➢►✓✔◦○▪§■\uF0B7\uF0A7]|[o–-](?=[\\t\\u00A0]))[\\s\\u00A0]+(?=\\S)");

  private ExportedLists() {}

  static void nest(Document page) {
    page.select("p[style*=mso-list],p[class^=MsoListParagraph]").forEach(ExportedLists::item);
    page.select("p").forEach(ExportedLists::typed);
    for (Element list : page.select("ul,ol")) {
      level(list).filter(level -> level > 0).ifPresent(level -> nest(list, level));
    }
    for (Element list : page.select("ul,ol")) {
      join(list);
    }
    // a list right inside of a list belongs to the item before it
    for (Element list : page.select("ul > ul,ul > ol,ol > ul,ol > ol")) {
      Element before = list.previousElementSibling();
      if (before != null && before.normalName().equals("li")) {
        before.appendChild(list);
      }
    }
  }

  private static Optional<Integer> level(Element list) {
    Matcher docs = DOCS.matcher(list.className());
    return docs.find() ? Optional.of(Integer.parseInt(docs.group(2))) : Optional.empty();
  }

  /** Into the last item of the list before it that is less deep. */
  private static void nest(Element list, int level) {
    Element before = list.previousElementSibling();
    if (before == null || !before.is("ul,ol")) {
      return;
    }
    Element into = before;
    for (int depth = level(before).orElse(0); depth < level - 1; depth++) {
      Element deeper = into.children().isEmpty() ? null : lastList(into);
      if (deeper == null) {
        break;
      }
      into = deeper;
    }
    Element item = into.children().isEmpty() ? null : into.child(into.childrenSize() - 1);
    if (item != null) {
      Element same = item.children().isEmpty() ? null : item.child(item.childrenSize() - 1);
      boolean joins = same != null && same.normalName().equals(list.normalName());
      (joins ? same : item)
          .insertChildren(-1, joins ? new ArrayList<>(list.children()) : List.of(list));
      if (joins) {
        list.remove();
      }
    }
  }

  private static Element lastList(Element list) {
    Element item = list.child(list.childrenSize() - 1);
    Element last = item.children().isEmpty() ? null : item.child(item.childrenSize() - 1);
    return last != null && last.is("ul,ol") ? last : null;
  }

  /** One list that was cut where a deeper one stood. */
  private static void join(Element list) {
    Element before = list.previousElementSibling();
    boolean same =
        before != null
            && before.normalName().equals(list.normalName())
            && name(list).isPresent()
            && name(list).equals(name(before));
    if (same) {
      before.insertChildren(-1, new ArrayList<>(list.children()));
      list.remove();
    }
  }

  private static Optional<String> name(Element list) {
    Matcher docs = DOCS.matcher(list.className());
    return docs.find() ? Optional.of(docs.group()) : Optional.empty();
  }

  /** A paragraph that only looks like an item. */
  private static void item(Element paragraph) {
    Matcher marker = MARKER.matcher(paragraph.wholeText());
    String style = paragraph.attr("style").replaceAll("\\s*:\\s*", ":");
    if (!marker.lookingAt()) {
      return;
    }
    cut(paragraph, marker.end());
    boolean number = Character.isDigit(marker.group(1).charAt(0));
    int level = depth(style);
    Element list = new Element(number ? "ol" : "ul").addClass("lst-kix_word-" + level);
    if (number) {
      list.attr("start", marker.group(1).replaceAll("\\D", ""));
    }
    paragraph.before(list);
    list.appendChild(paragraph.tagName("li"));
  }

  /** A bullet that was typed as a letter. */
  private static void typed(Element paragraph) {
    Matcher marker = TYPED.matcher(paragraph.wholeText());
    if (marker.lookingAt() && paragraph.select("br").isEmpty()) {
      cut(paragraph, marker.end());
      boolean second = marker.group(1).matches("[o◦○]");
      int level = second ? 1 : marker.group(1).matches("[▪§■]") ? 2 : 0;
      Element list = new Element("ul").addClass("lst-kix_typed-" + level);
      paragraph.before(list);
      list.appendChild(paragraph.tagName("li"));
    }
  }

  private static int depth(String style) {
    Matcher word = WORD.matcher(style);
    if (word.find()) {
      return Math.max(0, Integer.parseInt(word.group(1)) - 1);
    }
    Matcher margin = MARGIN.matcher(style);
    if (!margin.find()) {
      return 0;
    }
    double inches =
        Double.parseDouble(margin.group(1))
            / switch (margin.group(2)) {
              case "pt" -> 72;
              case "cm" -> 2.54;
              case "px" -> 96;
              default -> 1;
            };
    return (int) Math.max(0, Math.min(8, Math.round(inches / 0.5) - 1));
  }

  /** The first letters away, wherever they stand. */
  private static void cut(Element element, int letters) {
    int left = letters;
    for (TextNode text : element.nodeStream(TextNode.class).toList()) {
      int here = Math.min(left, text.getWholeText().length());
      text.text(text.getWholeText().substring(here));
      left -= here;
      if (left == 0) {
        return;
      }
    }
  }
}
