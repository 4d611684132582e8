package org.tocsin.web;

import org.tocsin.civic.Roster;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.Sheets;
import org.tocsin.sheet.TakenDown;

/** Sheets as everybody may see them. */
public final class PublicSheets {
  private final Sheets sheets;
  private final TakenDown takenDown;
  private final Rosters rosters;

  public PublicSheets(Sheets sheets, TakenDown takenDown, Rosters rosters) {
    this.sheets = sheets;
    this.takenDown = takenDown;
    this.rosters = rosters;
  }

  /**
   * @param page the slug, with ".es" and the like for another edition
   * @param edition in the language that was asked for
   * @param roster the officials in force
   */
  record Shown(String page, Sheet sheet, Edition edition, Roster roster) {}

  /**
   * @param page the slug, with ".es" and the like for another edition
   * @throws HttpFault where there is no such sheet, or no more
   */
  Shown shown(String page) {
    int dot = page.indexOf('.');
    String slug = dot < 0 ? page : page.substring(0, dot);
    Sheet sheet =
        sheets.shown(slug).orElseThrow(() -> ErrorPages.fault(404, "fault.sheet.none")).sheet();
    if (takenDown.since(slug).isPresent()) {
      throw ErrorPages.fault(410, "fault.sheet.taken"); // RFC 9110 15.5.11
    }
    Roster roster = rosters.inForce().orElseThrow(() -> ErrorPages.fault(503, "fault.officials"));
    Edition edition = dot < 0 ? sheet.first() : sheet.in(page.substring(dot + 1));
    return new Shown(page, sheet, edition, roster);
  }
}
