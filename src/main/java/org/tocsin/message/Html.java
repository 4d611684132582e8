package org.tocsin.message;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.tocsin.sheet.Markdown;

/** Markdown as sanitised HTML. */
final class Html {
  /** Where the call list stands until the sanitiser has passed. */
  static final String CALL_LIST = "tOcSiN0call0list0";

  /** A table of more columns has its cells below each other on a phone. */
  private static final int COLUMNS = 3;

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .percentEncodeUrls(true)
          .extensions(List.of(TablesExtension.create()))
          .attributeProviderFactory(context -> Html::lines)
          .build();

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "p",
              "ul",
              "ol",
              "li",
              "blockquote",
              "strong",
              "em",
              "code",
              "pre",
              "hr",
              "br",
              "a",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td")
          .allowUrlProtocols("http", "https", "mailto", "tel")
          .allowAttributes("href")
          .matching((element, attribute, value) -> isAllowed(value) ? value : null)
          .onElements("a")
          .allowAttributes("start")
          .matching(Pattern.compile("\\d{1,4}"))
          .onElements("ol")
          .allowAttributes("align")
          .matching(Pattern.compile("left|center|right"))
          .onElements("th", "td")
          .allowAttributes("class")
          .matching(Pattern.compile("table( many)?"))
          .onElements("table")
          .allowAttributes("border", "cellpadding", "cellspacing")
          .matching(Pattern.compile("\\d"))
          .onElements("table")
          .toFactory();

  private Html() {}

  /** A link somewhere else, with nothing in it that comes from a subscriber's name. */
  static boolean isAllowed(String address) {
    return Markdown.isLink(address) && !address.contains(Placeholders.FIRST_NAME);
  }

  static String of(Node document) {
    return POLICY.sanitize(RENDERER.render(document));
  }

  /** Lines and room that a table has also where a mail program takes our styles away. */
  private static void lines(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof TableBlock table) {
      attributes.put("class", PlainTable.columns(table) > COLUMNS ? "table many" : "table");
      attributes.put("border", "1");
      attributes.put("cellpadding", "6");
      attributes.put("cellspacing", "0");
    }
  }

  static boolean hasTable(String html) {
    return html.contains("<table class=\"table");
  }

  /** Gives each call list in the running text a paragraph of its own. */
  static void setApart(Node document) {
    for (Node node = document.getFirstChild(); node != null; ) {
      Node next = node.getNext();
      if (node instanceof Paragraph paragraph) {
        setApart(paragraph);
      } else if (!(node instanceof Link)) {
        setApart(node);
      }
      node = next;
    }
  }

  private static void setApart(Paragraph paragraph) {
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text && text.getLiteral().contains(CALL_LIST)) {
        split(paragraph, text);
        return;
      }
    }
  }

  private static void split(Paragraph paragraph, Text text) {
    int at = text.getLiteral().indexOf(CALL_LIST);
    String after = text.getLiteral().substring(at + CALL_LIST.length()).stripLeading();
    Paragraph rest = new Paragraph();
    if (!after.isEmpty()) {
      rest.appendChild(new Text(after));
    }
    moveAfter(text, rest);
    text.setLiteral(text.getLiteral().substring(0, at).stripTrailing());
    Paragraph own = new Paragraph();
    own.appendChild(new Text(CALL_LIST));
    paragraph.insertAfter(own);
    if (rest.getFirstChild() != null) {
      own.insertAfter(rest);
      setApart(rest);
    }
    dropIfEmpty(paragraph, text);
  }

  private static void moveAfter(Node node, Paragraph to) {
    while (node.getNext() != null) {
      Node next = node.getNext();
      if (next instanceof SoftLineBreak && to.getFirstChild() == null) {
        next.unlink();
      } else {
        to.appendChild(next);
      }
    }
  }

  private static void dropIfEmpty(Paragraph paragraph, Text text) {
    if (text.getLiteral().isEmpty()) {
      if (text.getPrevious() instanceof SoftLineBreak line) {
        line.unlink();
      }
      text.unlink();
    }
    if (paragraph.getFirstChild() == null) {
      paragraph.unlink();
    }
  }

  /** Puts the call list in; in a tight list it has no paragraph. */
  static String withCallList(String html, String callList) {
    return html.replace("<p>" + CALL_LIST + "</p>", callList).replace(CALL_LIST, callList);
  }
}
