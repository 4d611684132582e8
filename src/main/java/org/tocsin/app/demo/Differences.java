package org.tocsin.app.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Marks in a mail what not every reader of its language has got. */
final class Differences {
  // As they stand in our mails; a block is marked whole.
  private static final String BLOCKS = "p, li, h1, h2, h3, h4, td, blockquote, .numbers a";
  private static final String MARKED = "differs";
  private static final String STYLE =
      """
      .differs{background:#fff0b3!important;color:#1c242b!important;box-shadow:-5px 0 0 #b07900}
      .differs a:not(.differs){color:#1f4f7a}
      .differs strong{color:#1c242b!important}
      """;

  private Differences() {}

  /**
   * The HTML of a mail, with a class and a style for the blocks that differ.
   *
   * @param all that arrived, itself among them; those without HTML do not count
   */
  static String marked(DemoMail mail, List<DemoMail> all) {
    Document page = Jsoup.parse(mail.html());
    page.outputSettings().prettyPrint(false);
    Map<String, Integer> found = new HashMap<>();
    int alike = 0;
    for (DemoMail other : all) {
      Document read = Jsoup.parse(other.html());
      if (!other.html().isEmpty() && lang(read).equals(lang(page))) {
        words(read).forEach(words -> found.merge(words, 1, Integer::sum));
        alike++;
      }
    }
    mark(page, found, alike);
    return page.outerHtml();
  }

  private static String lang(Document page) {
    return page.select("html").attr("lang");
  }

  private static Set<String> words(Document page) {
    Set<String> words = new HashSet<>();
    page.select(BLOCKS).stream().filter(Differences::isInnermost).forEach(e -> words.add(e.text()));
    return words;
  }

  private static boolean isInnermost(Element block) {
    return block.select(BLOCKS).size() == 1;
  }

  private static void mark(Document page, Map<String, Integer> found, int alike) {
    for (Element block : page.select(BLOCKS)) {
      if (isInnermost(block) && found.getOrDefault(block.text(), 0) < alike) {
        block.addClass(MARKED);
      }
    }
    page.head().appendElement("style").appendChild(new DataNode(STYLE));
  }
}
