package org.tocsin.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.civic.Official;
import org.tocsin.civic.Zips;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/** The web page of a sheet. It works without scripts, by keyboard and by screen reader. */
final class Page {
  private final Composition composition;
  private final PageLayout frame;
  private final Layout layout;
  private final Labels labels;
  private final Sheet sheet;
  private final Edition edition;

  Page(Composition composition, PageLayout frame, Layout layout) {
    this.composition = composition;
    this.frame = frame;
    this.layout = layout;
    this.labels = composition.labels;
    this.sheet = composition.ready.sheet();
    this.edition = composition.ready.edition();
  }

  String html(SheetVisit visit) {
    Prose body = composition.body();
    Map<String, Object> values = new HashMap<>();
    values.put("title", edition.title());
    values.put("sender", frame.sender());
    values.put("summary", Summary.of(body.text()));
    String url = composition.links.sheet(sheet, edition);
    values.put("url", url);
    values.put("locale", labels.get("page.locale"));
    values.put("share", labels.get("page.share.title"));
    values.put("shares", ShareLinks.of(labels, edition.title(), url));
    values.put("editions", composition.links.others(sheet, edition));
    values.put("switches", switches(visit));
    values.put("first", visit.fromText() ? calls(visit) : "");
    values.put("body", visit.fromText() ? withoutCalls(body) : withCalls(body, calls(visit)));
    values.put("join", labels.page("page.join", frame.sender()));
    values.put("zip", Zips.five(visit.zip()).orElse(""));
    return frame.page("page", edition.lang(), values);
  }

  /** The other languages, where the visitor is and for the ZIP that they gave. */
  private List<Map<String, String>> switches(SheetVisit visit) {
    String query = Zips.five(visit.zip()).map(zip -> "?zip=" + zip).orElse("");
    return sheet.editions().stream()
        .filter(other -> !other.equals(edition))
        .map(
            other ->
                Map.of(
                    "url", where(other, visit) + query,
                    "lang", other.lang(),
                    "words", Labels.in(other.lang()).edition(other.lang())))
        .toList();
  }

  private String where(Edition other, SheetVisit visit) {
    return visit.fromText()
        ? composition.links.sheetFromText(sheet, other)
        : composition.links.sheet(sheet, other);
  }

  private String calls(SheetVisit visit) {
    boolean answered = visit.assignment().isPresent();
    Map<String, Object> values = new HashMap<>();
    values.put("answered", answered);
    values.put("title", labels.get(answered ? "page.officials" : "page.zip.title"));
    values.put("intro", labels.get(answered ? "page.zip.again" : "page.zip.intro"));
    values.put("label", labels.get("page.zip.label"));
    values.put("button", labels.get("page.zip.button"));
    values.put("zip", visit.zip());
    values.put("calls", answered ? officials(visit) : "");
    return layout.render("zip-box", values);
  }

  private String officials(SheetVisit visit) {
    Map<String, Long> neighbors =
        visit.neighbors().called(composition.delegation.all().map(Official::bioguide).toList());
    return composition
        .callList(labels.get("page.zip.unknown"))
        .html(
            layout,
            labels,
            composition.prose,
            who -> called(who, neighbors.getOrDefault(who.id(), 0L)));
  }

  private String called(CallList.Who who, long neighbors) {
    Map<String, Object> values = new HashMap<>(CalledForm.of(labels, who.name()));
    values.put("action", "../s/" + composition.links.page(sheet, edition) + "/called");
    values.put("official", who.id());
    values.put("neighbors", CalledForm.neighbors(labels, neighbors));
    return layout.render("called-form", values);
  }

  /** A body that lists nobody still gets the ZIP box, below. */
  private static String withCalls(Prose body, String calls) {
    return body.html().contains(Html.CALL_LIST) ? body.htmlWith(calls) : body.html() + calls;
  }

  /** They stand above already. */
  private String withoutCalls(Prose body) {
    return body.htmlWith("<p><a href=\"#calls\">" + labels.get("page.zip.title") + " ↑</a></p>");
  }
}
