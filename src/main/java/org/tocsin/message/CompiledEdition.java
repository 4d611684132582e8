package org.tocsin.message;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Position;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.Template;

/** An edition with its templates compiled. */
record CompiledEdition(
    Sheet sheet,
    Edition edition,
    Line subject,
    Optional<Line> sms,
    Optional<Line> smsGeneral,
    Template body,
    Map<Position, Template> asks) {

  /**
   * A template that comes out as plain text.
   *
   * @param needs the variables without which it says nothing sensible
   * @param asks whether it may have an ask in it, which costs time to make
   */
  record Line(Template template, Set<String> needs, boolean asks) {
    static Line of(String source) {
      boolean asks = source.contains("ask");
      return new Line(Template.plain(source), SheetCheck.needs(source), asks);
    }
  }

  static CompiledEdition of(Sheet sheet, Edition edition) {
    Map<Position, Template> asks = new EnumMap<>(Position.class);
    for (Position position : Position.values()) {
      sheet.ask(edition, position).ifPresent(ask -> asks.put(position, Template.markdown(ask)));
    }
    return new CompiledEdition(
        sheet,
        edition,
        Line.of(edition.subject()),
        edition.sms().map(Line::of),
        edition.smsGeneral().map(Line::of),
        Template.markdown(edition.body()),
        asks);
  }
}
