package org.tocsin.sheet.draft;

import com.vladsch.flexmark.html2md.converter.ExtensionConversion;
import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An HTML page, a newsletter or a document as HTML. Layout goes, words and structure stay. */
final class HtmlPaste {
  private static final String KEPT =
      "html,body,p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,a,strong,b,em,i,blockquote,br,hr,pre,code";

  /** Of a page: elements, texts and remarks. */
  private static final int MOST_NODES = 40_000;

  /** That begin; a script may hold some, and a parser makes several elements of one left open. */
  private static final int MOST_TAGS = 2 * MOST_NODES;

  private static final int DEEPEST = 250;

  private HtmlPaste() {}

  static Pasted of(String file, String html) {
    if (tags(html) > MOST_TAGS) {
      throw Pasted.tooLong(file);
    }
    Document page = Jsoup.parse(html);
    bounded(file, page);
    List<String> notes = new ArrayList<>();
    String lang = page.select("html").attr("lang").replaceFirst("[-_].*", "");
    EmphasisByStyle.mark(page);
    PageClues clues = PageClues.of(page);
    page.select("script,style,noscript,template,svg,iframe,object,head > *").remove();
    remarks(page);
    mails(page);
    pictures(page, notes);
    PageText.keep(page, clues, notes);
    if (html.indexOf(WordNumbers.BEFORE) >= 0) {
      WordNumbers.settle(page);
    }
    if (html.contains("note-ref")) {
      Footnotes.below(page);
    }
    ExportedLists.nest(page);
    FactsTable.all(page);
    structure(page);
    Pasted.bounded(file, page.wholeText());
    String markdown = converter().convert(page.body().html());
    return new Pasted(MarkdownPaste.blocks(markdown), lang, clues.clues(), notes);
  }

  private static long tags(String html) {
    return IntStream.range(1, html.length())
        .filter(i -> html.charAt(i - 1) == '<' && Character.isLetter(html.charAt(i)))
        .count();
  }

  private static void bounded(String file, Document page) {
    int[] most = new int[2];
    page.traverse(
        (node, depth) -> {
          most[0]++;
          most[1] = Math.max(most[1], depth);
        });
    if (most[1] > DEEPEST) {
      throw Pasted.refused(file, "It is nested too deeply. Save it as plain text.");
    }
    if (most[0] > MOST_NODES) {
      throw Pasted.tooLong(file);
    }
  }

  /** What readers of a shared document remarked. */
  private static void remarks(Document page) {
    page.select("div:has(> p > a[href^=#cmnt_ref])").remove();
    page.select("sup:has(> a[href^=#cmnt]),a[href^=#cmnt]").remove();
  }

  /** Quoted as a whole, with the signatures of mail programs. */
  private static void mails(Document page) {
    page.select(
            ".gmail_signature,.gmail_signature_prefix,.moz-signature,#Signature,.AppleMailSignature"
                + ",#AppleMailSignature,#ms-outlook-mobile-signature,.protonmail_signature_block")
        .remove();
    page.select(
            "blockquote[type=cite],blockquote.gmail_quote,blockquote.yahoo_quoted"
                + ",blockquote.protonmail_quote,blockquote[cite^=mid:]")
        .tagName("div");
    page.select("table.moz-email-headers-table tr").forEach(row -> row.tagName("p"));
    page.select("table.moz-email-headers-table").select("tbody,th,td").unwrap();
    page.select("table.moz-email-headers-table").tagName("div");
  }

  private static void pictures(Document page, List<String> notes) {
    for (Element picture : page.select("img,picture,video,audio,canvas")) {
      String alt = picture.attr("alt").strip();
      if (!alt.isEmpty()) {
        notes.add("A picture was left out: " + alt);
      }
      picture.remove();
    }
  }

  private static void structure(Document page) {
    page.select("p.title").tagName("h1");
    page.select("p.subtitle").tagName("h2");
    page.select("dt").tagName("h4");
    page.select(
            "section,article,header,footer,main,aside,nav,center,dd,figure,address,fieldset,form,td,th,tr,caption,figcaption")
        .tagName("div");
    PageLinks.settle(page);
    page.select("body *:not(" + KEPT + ")").unwrap();
    // else the converter counts on from one list to the next
    page.select("ul + ol,ul + ul,ol + ol,ol + ul").before("<p>" + MarkdownPaste.APART + "</p>");
    for (Element heading : page.select("h1,h2,h3,h4,h5,h6")) {
      heading.select("br").forEach(br -> br.replaceWith(new org.jsoup.nodes.TextNode(" ")));
      heading.select("b,strong,p,div").unwrap();
    }
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
