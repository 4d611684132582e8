package org.tocsin.message;

import java.util.regex.Pattern;
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

  /** RFC 5322 2.1.1 allows 998 octets a line; most characters have one or two. */
  private static final int LONGEST_LINE = 400;

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).percentEncodeUrls(true).build();

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
              "a")
          .allowUrlProtocols("http", "https", "mailto", "tel")
          .allowAttributes("href")
          .matching((element, attribute, value) -> isAllowed(value) ? value : null)
          .onElements("a")
          .allowAttributes("start")
          .matching(Pattern.compile("\\d{1,4}"))
          .onElements("ol")
          .toFactory();

  private Html() {}

  /** A link somewhere else, with nothing in it that comes from a subscriber's name. */
  static boolean isAllowed(String address) {
    return Markdown.isLink(address) && !address.contains(Slots.FIRST_NAME);
  }

  static String of(Node document) {
    return POLICY.sanitize(RENDERER.render(document));
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

  /** Breaks long lines at spaces in running text; what is preformatted stays. */
  static String fold(String html) {
    StringBuilder folded = new StringBuilder(html);
    boolean inTag = false;
    int space = -1;
    int start = 0;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c == '<' && folded.indexOf("<pre", i) == i) {
        i = Math.max(i, folded.indexOf("</pre>", i));
      } else if (c == '\n') {
        start = i + 1;
        space = -1;
      } else if (c == '<' || c == '>') {
        inTag = c == '<';
      } else if (c == ' ' && !inTag) {
        space = i;
      }
      if (i - start > LONGEST_LINE && space > start) {
        folded.setCharAt(space, '\n');
        start = space + 1;
        space = -1;
      }
    }
    return folded.toString();
  }
}
