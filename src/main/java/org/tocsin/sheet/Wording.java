package org.tocsin.sheet;

import org.tocsin.civic.District;
import org.tocsin.civic.Mention.Known;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;

/** Officials and seats as findings call them. */
final class Wording {
  private Wording() {}

  /** "Rep. John Mannion (NY-22)". */
  static String of(Official official) {
    String title = official.chamber() == Chamber.SENATE ? "Sen. " : "Rep. ";
    return title + official.fullName() + " (" + seat(official) + ")";
  }

  static String seat(Official official) {
    return official.district() == null ? official.state() : seat(official.district());
  }

  static String seat(District district) {
    return district.number() == 0 ? district.state() + " at large" : district.code();
  }

  /** "Rep. John Katko (NY-24) in the roster of 2017-03-01". */
  static String earlier(Known known) {
    return of(known.official()) + " in the roster of " + known.roster().asOf();
  }
}
