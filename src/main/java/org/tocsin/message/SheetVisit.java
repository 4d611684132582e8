package org.tocsin.message;

import java.util.Optional;
import org.tocsin.audience.Assignment;

/**
 * Someone who looks at a sheet's web page.
 *
 * @param assignment empty before a ZIP was entered; UNKNOWN for a ZIP that has no district
 * @param zip as it was entered, or ""
 * @param fromText whether a text led here: who to call then stands before the sheet's own text
 */
public record SheetVisit(Optional<Assignment> assignment, String zip, boolean fromText) {
  /** Someone with nothing known about them. */
  public static SheetVisit ofAnyone() {
    return new SheetVisit(Optional.empty(), "", false);
  }

  public SheetVisit of(Assignment found, String entered) {
    return new SheetVisit(Optional.of(found), entered, fromText);
  }

  public SheetVisit byText() {
    return new SheetVisit(assignment, zip, true);
  }
}
