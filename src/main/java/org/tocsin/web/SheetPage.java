package org.tocsin.web;

import java.util.List;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.ZipAssignments;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.civic.Zips;
import org.tocsin.message.Renderer;
import org.tocsin.message.SheetVisit;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;
import org.tocsin.sheet.TakenDown;

/**
 * {@code /s/{slug}} and {@code /s/{slug}.{lang}}: where the link in every email leads; and the same
 * under {@code /t/} for texts.
 */
public final class SheetPage {
  private static final int LONGEST_ZIP = 10;

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
   * {@code /s/…}.
   *
   * @param page the slug, with ".es" and the like for another edition
   * @param zip of the visitor, or null
   */
  public HttpResponse page(String page, String zip) {
    return page(page, zip, SheetVisit.ofAnyone());
  }

  /** {@code /t/…}, where the link in a text leads: the same, with who to call before the text. */
  public HttpResponse fromText(String page, String zip) {
    return page(page, zip, SheetVisit.ofAnyone().byText());
  }

  private HttpResponse page(String page, String zip, SheetVisit visit) {
    String slug = page.contains(".") ? page.substring(0, page.indexOf('.')) : page;
    Sheet sheet =
        sheets
            .shown(slug)
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
    boolean asks = zip != null && !zip.isBlank();
    SheetVisit shown = asks ? visit.of(found(zip, roster), shown(zip)) : visit;
    return HttpResponse.html(200, renderer.page(sheet, lang, shown, roster))
        .in(sheet.in(lang).lang());
  }

  private Assignment found(String zip, Roster roster) {
    return Zips.five(zip)
        .map(five -> ZipAssignments.of(districts, roster.congress(), List.of(five)).get(five))
        .orElseGet(ZipAssignments::none);
  }

  /** As much of what was entered as a ZIP may have, to be corrected. */
  private static String shown(String zip) {
    String entered = zip.strip();
    return entered.substring(0, Math.min(entered.length(), LONGEST_ZIP));
  }
}
