package org.tocsin.sheet.draft;

import java.net.URI;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Links as a sheet takes them: to a whole address, and to where they really lead. */
final class PageLinks {
  private PageLinks() {}

  static void settle(Document page) {
    String base = page.body().attr("data-base");
    for (Element link : page.select("a")) {
      String to = Redirect.followed(whole(base, link.attr("href").strip()));
      boolean leads = to.matches("(?is)(https?://|mailto:.+@).+") && !link.text().isBlank();
      if (leads) {
        link.attr("href", to.replace(" ", "%20")).removeAttr("title");
      } else {
        link.unwrap();
      }
    }
  }

  private static String whole(String base, String to) {
    if (base.isEmpty() || to.isEmpty() || to.startsWith("#")) {
      return to;
    }
    try {
      return URI.create(base).resolve(to).toString();
    } catch (IllegalArgumentException e) {
      return to;
    }
  }
}
