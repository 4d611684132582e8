package org.tocsin.message;

import java.util.HashMap;
import java.util.Map;
import org.tocsin.sheet.Edition;

/** The web page of a sheet. It works without scripts, by keyboard and by screen reader. */
final class Page {
  private final Composition composition;
  private final Frame frame;
  private final Layout layout;
  private final Labels labels;

  Page(Composition composition, Frame frame, Layout layout) {
    this.composition = composition;
    this.frame = frame;
    this.layout = layout;
    this.labels = composition.labels;
  }

  String html(boolean answered) {
    Edition edition = composition.ready.edition();
    Prose body = composition.body();
    String calls = calls(answered);
    Map<String, Object> values = new HashMap<>();
    values.put("title", edition.title());
    values.put("url", composition.links.sheet(composition.ready.sheet(), edition));
    values.put("editions", composition.links.others(composition.ready.sheet(), edition));
    // a body that lists nobody still gets the ZIP box, below
    values.put(
        "body", body.html().contains(Html.CALL_LIST) ? body.htmlWith(calls) : body.html() + calls);
    return frame.page("page", edition.lang(), values);
  }

  private String calls(boolean answered) {
    Map<String, Object> values = new HashMap<>();
    values.put("answered", answered);
    values.put("title", labels.get(answered ? "page.officials" : "page.zip.title"));
    values.put("intro", labels.get(answered ? "page.zip.again" : "page.zip.intro"));
    values.put("label", labels.get("page.zip.label"));
    values.put("button", labels.get("page.zip.button"));
    values.put("calls", answered ? officials() : "");
    return layout.render("zip-box", values);
  }

  private String officials() {
    return composition
        .callList(labels.get("page.zip.unknown"))
        .html(layout, labels, composition.prose);
  }
}
