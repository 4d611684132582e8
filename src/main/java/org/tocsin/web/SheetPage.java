package org.tocsin.web;

import java.util.List;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.ZipAssignments;
import org.tocsin.call.ReportedCalls;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Zips;
import org.tocsin.message.Renderer;
import org.tocsin.message.SheetVisit;

/**
 * {@code /s/{slug}} and {@code /s/{slug}.{lang}}: where the link in every email leads; and the same
 * under {@code /t/} for texts.
 */
public final class SheetPage {
  private static final int LONGEST_ZIP = 10;

  private final PublicSheets sheets;
  private final Districts districts;
  private final Renderer renderer;
  private final ReportedCalls calls;
  private final CallerCookie cookie;

  public SheetPage(
      PublicSheets sheets,
      Districts districts,
      Renderer renderer,
      ReportedCalls calls,
      CallerCookie cookie) {
    this.sheets = sheets;
    this.districts = districts;
    this.renderer = renderer;
    this.calls = calls;
    this.cookie = cookie;
  }

  /**
   * {@code /s/…}.
   *
   * @param page the slug, with ".es" and the like for another edition
   * @param zip of the visitor, or null
   * @param cookies of the request, or null; who is shown a call list gets one to count once
   */
  public HttpResponse page(String page, String zip, String cookies) {
    return page(page, zip, cookies, SheetVisit.ofAnyone());
  }

  /** {@code /t/…}, where the link in a text leads: the same, with who to call before the text. */
  public HttpResponse fromText(String page, String zip, String cookies) {
    return page(page, zip, cookies, SheetVisit.ofAnyone().byText());
  }

  private HttpResponse page(String page, String zip, String cookies, SheetVisit visit) {
    PublicSheets.Shown shown = sheets.shown(page);
    boolean asks = zip != null && !zip.isBlank();
    if (!asks) {
      return html(shown, visit);
    }
    SheetVisit found =
        visit
            .of(found(zip, shown.roster()), shown(zip))
            .among(officials -> calls.thisWeek(shown.sheet().slug(), officials));
    return cookie.give(html(shown, found), cookies);
  }

  private HttpResponse html(PublicSheets.Shown shown, SheetVisit visit) {
    String lang = shown.edition().lang();
    return HttpResponse.html(200, renderer.page(shown.sheet(), lang, visit, shown.roster()))
        .in(lang);
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
