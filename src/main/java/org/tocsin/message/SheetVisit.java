package org.tocsin.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.audience.Assignment;

/**
 * Someone who looks at a sheet's web page.
 *
 * @param assignment empty before a ZIP was entered; UNKNOWN for a ZIP that has no district
 * @param zip as it was entered, or ""
 * @param fromText whether a text led here: who to call then stands before the sheet's own text
 * @param neighbors how many others called
 */
public record SheetVisit(
    Optional<Assignment> assignment, String zip, boolean fromText, Neighbors neighbors) {
  /** How many people called lately. */
  @FunctionalInterface
  public interface Neighbors {
    /**
     * @param officials bioguide ids
     * @return by official, only for those for which it is to be shown
     */
    Map<String, Long> called(List<String> officials);
  }

  /** Someone with nothing known about them. */
  public static SheetVisit ofAnyone() {
    return new SheetVisit(Optional.empty(), "", false, officials -> Map.of());
  }

  public SheetVisit of(Assignment found, String entered) {
    return new SheetVisit(Optional.of(found), entered, fromText, neighbors);
  }

  public SheetVisit byText() {
    return new SheetVisit(assignment, zip, true, neighbors);
  }

  public SheetVisit among(Neighbors others) {
    return new SheetVisit(assignment, zip, fromText, others);
  }
}
