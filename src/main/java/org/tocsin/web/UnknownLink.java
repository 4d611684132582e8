package org.tocsin.web;

import java.util.HashMap;
import java.util.Map;
import org.tocsin.OurLanguages;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/** A link that is none of ours, or that lost a piece on its way. Nobody knows whose it is. */
final class UnknownLink {
  private final PageLayout frame;

  UnknownLink(PageLayout frame) {
    this.frame = frame;
  }

  HttpResponse page() {
    Map<String, Object> values = new HashMap<>();
    values.put("title", Labels.in(OurLanguages.FALLBACK).get("link.unknown.title"));
    values.put("sentences", ErrorPages.inEveryLanguage("link.unknown"));
    return HttpResponse.html(404, frame.page("sentences", OurLanguages.FALLBACK, values))
        .in(OurLanguages.FALLBACK)
        .forOne();
  }
}
