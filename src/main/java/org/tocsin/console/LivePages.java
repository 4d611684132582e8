package org.tocsin.console;

import org.tocsin.TocsinException;
import org.tocsin.message.Placeholders;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.SafeHeaders;

/**
 * What a sheet comes to while it is written, for the script of the editor: a piece of its page, and
 * the documents that are shown in frames beside it.
 */
final class LivePages {
  private final LiveResult result;
  private final ConsoleLook look;

  LivePages(ConsoleParts parts, ConsoleLook look) {
    this.result = new LiveResult(parts, look.base());
    this.look = look;
  }

  HttpResponse look(Visit visit) {
    boolean isWhole = !visit.request().field("whole").isEmpty();
    return look.page(visit, "look", result.of(visit, typed(visit), isWhole));
  }

  private static EditedSheet typed(Visit visit) {
    return EditedSheet.of(visit.request(), visit.path().get("slug"));
  }

  HttpResponse email(Visit visit) {
    return framed(() -> result.email(visit, typed(visit)));
  }

  HttpResponse page(Visit visit) {
    return framed(() -> result.page(visit, typed(visit)));
  }

  /** A document of the installation's readers. */
  private interface Document {
    /**
     * @throws TocsinException where there is none; the words say why
     */
    String html();
  }

  /**
   * Links in it lead nowhere: a new window is all they ask for, and a frame may open none. Where
   * there is no document the reason stands in its place.
   */
  private static HttpResponse framed(Document document) {
    String html = html(document);
    return HttpResponse.html(200, html)
        .with("Content-Security-Policy", SafeHeaders.framed(html))
        .forOne();
  }

  private static String html(Document document) {
    try {
      return document.html().replaceFirst("<head>", "<head>\n<base target=\"_blank\">");
    } catch (TocsinException e) {
      return "<!DOCTYPE html>\n<title></title>\n<p>"
          + Placeholders.escape(e.getMessage())
          + "</p>\n";
    }
  }
}
