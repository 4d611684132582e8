package org.tocsin.sheet.draft;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Footnotes and endnotes of documents stand below the text, with the numbers that they have in it.
 */
final class Footnotes {
  private Footnotes() {}

  static void below(Document page) {
    for (Element list : page.select("ol:has(> li[id^=footnote-]),ol:has(> li[id^=endnote-])")) {
      list.select("a[href^=#footnote-ref],a[href^=#endnote-ref]").remove();
      list.before("<hr>");
      int number = 1;
      for (Element note : List.copyOf(list.children())) {
        note.select("p").unwrap();
        list.before(new Element("p").text("[" + number++ + "] ").append(note.html().strip()));
      }
      list.remove();
    }
  }
}
