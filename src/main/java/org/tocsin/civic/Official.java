package org.tocsin.civic;

import java.time.LocalDate;
import java.util.List;

/**
 * Who holds a seat of Congress.
 *
 * @param bioguide id in the Biographical Directory of Congress, "K000386"
 * @param fullName as the official signs, "John Katko"
 * @param party "Democrat", "Republican", "Independent" …, as published
 * @param district null for a senator
 * @param termEnd the day on which the term ends
 * @param offices in the order of the published file, district offices first, DC last
 */
public record Official(
    String bioguide,
    String firstName,
    String lastName,
    String fullName,
    String party,
    Chamber chamber,
    String state,
    District district,
    LocalDate termStart,
    LocalDate termEnd,
    List<Office> offices) {
  public enum Chamber {
    HOUSE,
    SENATE
  }

  public Official {
    offices = List.copyOf(offices);
  }

  /**
   * "Rep. John Mannion (NY-22)"; a seat for a whole state is "(AK at large)", a senator's "(NY)".
   */
  public String titled() {
    return (chamber == Chamber.SENATE ? "Sen. " : "Rep. ") + fullName + " (" + seat() + ")";
  }

  /** "NY-22", "AK at large", and the state alone for a senator. */
  public String seat() {
    return district == null ? state : district.spoken();
  }

  /** The same with other offices. */
  public Official withOffices(List<Office> others) {
    return new Official(
        bioguide, firstName, lastName, fullName, party, chamber, state, district, termStart,
        termEnd, others);
  }
}
