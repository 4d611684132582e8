package org.tocsin.sheet.draft;

import com.vladsch.flexmark.html2md.converter.ExtensionConversion;
import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** An HTML page or newsletter. Layout goes, words and structure stay. */
final class HtmlPaste {
  private static final String KEPT =
      "html,body,p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,a,strong,b,em,i,blockquote,br,hr,pre,code";

  private HtmlPaste() {}

  static Pasted of(String html, List<String> notes) {
    Document page = Jsoup.parse(html);
    String lang = page.select("html").attr("lang").replaceFirst("[-_].*", "");
    page.select("script,style,noscript,template,svg,head > *").remove();
    pictures(page, notes);
    page.select("table").stream()
        .collect(Collectors.collectingAndThen(Collectors.toList(), HtmlPaste::reversed))
        .forEach(HtmlPaste::table);
    page.select("dt").tagName("h4");
    page.select(
            "section,article,header,footer,main,aside,nav,center,dd,figure,address,fieldset,form,td,th,tr,caption,figcaption")
        .tagName("div");
    page.select("a[href^=tel:],a:not([href])").unwrap();
    page.select("body *:not(" + KEPT + ")").unwrap();
    String markdown = converter().convert(page.body().html());
    return new Pasted(MarkdownPaste.blocks(markdown), lang, notes);
  }

  private static List<Element> reversed(List<Element> tables) {
    List<Element> inner = new java.util.ArrayList<>(tables);
    java.util.Collections.reverse(inner);
    return inner;
  }

  private static void pictures(Document page, List<String> notes) {
    for (Element picture : page.select("img")) {
      String alt = picture.attr("alt").strip();
      if (alt.isEmpty()) {
        picture.remove();
      } else {
        notes.add("A picture was left out: " + alt);
        picture.replaceWith(new org.jsoup.nodes.TextNode(alt));
      }
    }
  }

  /** A table of facts becomes a list, a row an item; one for layout falls apart. */
  private static void table(Element table) {
    Elements rows = table.select("tr");
    boolean facts =
        rows.size() > 1
            && rows.stream().anyMatch(row -> row.children().size() > 1)
            && table.select("h1,h2,h3,ul,ol,blockquote,hr,td p + p").isEmpty();
    if (!facts) {
      rows.forEach(row -> row.children().tagName("div"));
      rows.tagName("div");
      table.select("tbody,thead,tfoot,colgroup,col").unwrap();
      table.tagName("div");
      return;
    }
    Element list = new Element("ul");
    for (Element row : rows) {
      Element item = list.appendElement("li");
      String cells =
          row.children().stream()
              .map(
                  cell -> {
                    cell.select("p,div").unwrap();
                    return cell.html().strip();
                  })
              .filter(cell -> !cell.isEmpty())
              .collect(Collectors.joining(", "));
      item.html(cells);
      if (cells.isEmpty()) {
        item.remove();
      }
    }
    table.replaceWith(list);
  }

  private static FlexmarkHtmlConverter converter() {
    MutableDataSet options = new MutableDataSet();
    options.set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false);
    options.set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false);
    options.set(FlexmarkHtmlConverter.TYPOGRAPHIC_QUOTES, false);
    options.set(FlexmarkHtmlConverter.TYPOGRAPHIC_SMARTS, false);
    options.set(FlexmarkHtmlConverter.UNORDERED_LIST_DELIMITER, '-');
    options.set(FlexmarkHtmlConverter.EXTRACT_AUTO_LINKS, false);
    options.set(FlexmarkHtmlConverter.DIV_AS_PARAGRAPH, true);
    options.set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false);
    options.set(FlexmarkHtmlConverter.EXT_INLINE_INS, ExtensionConversion.TEXT);
    return FlexmarkHtmlConverter.builder(options).build();
  }
}
