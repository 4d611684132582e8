package org.tocsin.message;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tocsin.civic.Official;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Markdown;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Template;

/** One edition meets one delegation: everything that its templates ask for. */
final class Composition {
  final CompiledEdition ready;
  final Delegation delegation;
  final Labels labels;
  final Links links;
  private final Names names;
  final Prose.Kept prose;
  private final Organization organization;
  private final boolean named;
  private final Values people;
  private final Map<String, String> asks = new HashMap<>();

  Composition(
      CompiledEdition ready,
      Delegation delegation,
      Organization organization,
      Links links,
      boolean named,
      Prose.Kept prose) {
    this.prose = prose;
    this.ready = ready;
    this.delegation = delegation;
    this.labels = Labels.in(ready.edition().lang());
    this.names = new Names(labels);
    this.organization = organization;
    this.links = links;
    this.named = named;
    this.people = new Values(delegation, names, labels, this::position, n -> "", a -> a);
  }

  private Position position(Official official) {
    return ready.sheet().positionOf(official);
  }

  /** Which of several representatives is the reader's, to be answered with a number. */
  String question() {
    return labels.get("sms.settle", SplitAnswers.choices(delegation, names));
  }

  /** A subject or text, as it was written. */
  String line(CompiledEdition.Line line) {
    Function<Official, String> asks = line.asks() ? this::plainAsk : official -> "";
    return line.template().render(values(asks, UnaryOperator.identity()));
  }

  /** A text, whose short link leads to who to call. */
  String text(CompiledEdition.Line line) {
    Function<Official, String> asks = line.asks() ? this::plainAsk : official -> "";
    Map<String, Object> values = values(asks, UnaryOperator.identity());
    values.put("sheet", sheet(UnaryOperator.identity(), links::sheetFromText));
    return line.template().render(values);
  }

  /** The sheet's text, with a mark where the call list stands. */
  Prose body() {
    Map<String, Object> values = values(this::ask, Markdown::trusted);
    values.put("call_list", Html.CALL_LIST);
    return prose.of(ready.body().render(values));
  }

  CallList callList(String unknown) {
    return CallList.of(
        delegation,
        names,
        labels,
        new CallList.Said(this::position, this::ask),
        unknown,
        links.settle());
  }

  private Map<String, Object> values(
      Function<Official, String> asks, UnaryOperator<String> trusted) {
    Map<String, Object> values =
        new Values(delegation, names, labels, this::position, asks, trusted).all();
    values.putAll(common(trusted));
    values.put("unsubscribe_url", trusted.apply(links.unsubscribe()));
    values.put("preferences_url", trusted.apply(links.preferences()));
    return values;
  }

  /** What asks may use as well. */
  private Map<String, Object> common(UnaryOperator<String> trusted) {
    return Map.of(
        "subscriber",
            Map.of(
                "first_name",
                named ? Placeholders.FIRST_NAME : "",
                "language",
                ready.edition().lang()),
        "sheet", sheet(trusted, links::sheet),
        "organization",
            Map.of(
                "name", organization.name(),
                "tagline", organization.tagline(),
                "postal_address", organization.postalAddress(),
                "phone", organization.phone(),
                "email", organization.email(),
                "website", trusted.apply(organization.website())));
  }

  private Map<String, Object> sheet(
      UnaryOperator<String> trusted, BiFunction<Sheet, Edition, String> shortLink) {
    Edition edition = ready.edition();
    return Map.of(
        "title", edition.title(),
        "url", trusted.apply(links.sheet(ready.sheet(), edition)),
        "short_url", trusted.apply(shortLink.apply(ready.sheet(), edition)));
  }

  /** Markdown, or "". */
  private String ask(Official official) {
    return asks.computeIfAbsent(official.bioguide(), id -> renderedAsk(official));
  }

  private String renderedAsk(Official official) {
    Template ask = ready.asks().get(position(official));
    if (ask == null) {
      return "";
    }
    Map<String, Object> values = new HashMap<>(common(Markdown::trusted));
    values.put("official", people.official(official));
    return ask.render(values);
  }

  private String plainAsk(Official official) {
    return prose.of(ask(official)).oneLine();
  }
}
