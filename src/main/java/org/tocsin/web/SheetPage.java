package org.tocsin.web;

import java.util.List;
import java.util.Optional;
import org.tocsin.audience.Assignment;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Zips;
import org.tocsin.message.Renderer;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;
import org.tocsin.sheet.TakenDown;

/** {@code /s/{slug}} and {@code /s/{slug}.{lang}}: where the link in every message leads. */
public final class SheetPage {
  private final Sheets sheets;
  private final TakenDown takenDown;
  private final Rosters rosters;
  private final Districts districts;
  private final Renderer renderer;

  public SheetPage(
      Sheets sheets, TakenDown takenDown, Rosters rosters, Districts districts, Renderer renderer) {
    this.sheets = sheets;
    this.takenDown = takenDown;
    this.rosters = rosters;
    this.districts = districts;
    this.renderer = renderer;
  }

  /**
   * @param page the slug, with ".es" and the like for another edition
   * @param zip of the visitor, or null
   */
  public Answer page(String page, String zip) {
    String slug = page.contains(".") ? page.substring(0, page.indexOf('.')) : page;
    Sheet sheet =
        sheets
            .latest(slug)
            .orElseThrow(() -> new HttpFault(404, "There is no sheet with this name."))
            .sheet();
    if (takenDown.since(slug).isPresent()) {
      // RFC 9110 15.5.11
      throw new HttpFault(410, "This page was taken down by those who published it.");
    }
    String lang =
        page.contains(".") ? page.substring(page.indexOf('.') + 1) : sheet.editions().get(0).lang();
    Roster roster =
        rosters.inForce().orElseThrow(() -> new HttpFault(503, "The officials are not known yet."));
    return Answer.html(200, renderer.page(sheet, lang, visitor(zip, roster), roster))
        .in(sheet.in(lang).lang());
  }

  private Optional<Assignment> visitor(String zip, Roster roster) {
    if (zip == null || zip.isBlank()) {
      return Optional.empty();
    }
    List<Districts.Part> found =
        Zips.five(zip)
            .flatMap(
                five ->
                    districts
                        .mapFor(roster.congress())
                        .map(map -> districts.ofZips(map, List.of(five)).get(five)))
            .orElse(List.of());
    return Optional.of(Assignment.byZip(found));
  }
}
