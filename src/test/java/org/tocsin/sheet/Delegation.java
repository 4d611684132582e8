package org.tocsin.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Roster;

/**
 * Officials whose names are hard to tell apart, made up: several of one last name, nicknames in
 * quotes as the published file has them, last names of several words. The number of each in
 * Washington ends in the place in this list, from 202-555-0110 on.
 */
final class Delegation {
  private static final List<Official> ALL = new ArrayList<>();

  static {
    add("Rick|Stone|Rick Stone|R|FL");
    add("Tim|Stone|Tim Stone|R|SC");
    add("Mike|Thorne|Mike Thorne|D|CA-4");
    add("Bennie|Thorne|Bennie G. Thorne|D|MS-2");
    add("Glenn|Thorne|Glenn Thorne|R|PA-15");
    add("Patty|Murdoch|Patty Murdoch|D|WA");
    add("Maria|Canton|Maria Canton|D|WA");
    add("Michael|Lawlor|Michael Lawlor|R|NY-17");
    add("Patrick|Rhine|Patrick Rhine|D|NY-18");
    add("Earl|Carver|Earl L. \"Buddy\" Carver|R|GA-1");
    add("Eric|Crowe|Eric A. \"Rick\" Crowe|R|AR-1");
    add("Jesús|Gálvez|Jesús G. \"Chuy\" Gálvez|D|IL-4");
    add("Janice|Shaw|Janice D. Shaw|D|IL-9");
    add("Theodore|Cross|Ted Cross|R|TX");
    add("Michael|Leigh|Mike Leigh|R|UT");
    add("Rand|Pole|Rand Pole|R|KY");
    add("Chris|Van Halden|Chris Van Halden|D|MD");
    add("Deborah|Wasser-Schulz|Deborah Wasser-Schulz|D|FL-25");
    add("James|Justice|James C. Justice|R|WV");
    add("Roger|Wick|Roger F. Wick|R|MS|Jackson 601-555-0140");
    add("Jonathan|Jackson|Jonathan L. Jackson|D|IL-1");
    add("Sanford|Bishop|Sanford D. Bishop, Jr.|D|GA-2");
  }

  static final Directory DIRECTORY =
      new Directory(List.of(new Roster(1, LocalDate.of(2026, 6, 15), 119, ALL)));

  private Delegation() {}

  private static void add(String written) {
    String[] parts = written.split("\\|");
    boolean house = parts[4].contains("-");
    List<Office> offices = new ArrayList<>();
    if (parts.length > 5) {
      String[] office = parts[5].split(" ");
      offices.add(new Office(office[0], office[1], null, null));
    }
    offices.add(new Office("DC", "202-555-01" + (10 + ALL.size()), null, null));
    ALL.add(
        new Official(
            String.format("X%06d", ALL.size()),
            parts[0],
            parts[1],
            parts[2],
            parts[3].equals("R") ? "Republican" : "Democrat",
            house ? Chamber.HOUSE : Chamber.SENATE,
            parts[4].substring(0, 2),
            house ? District.of(parts[4]) : null,
            LocalDate.of(2025, 1, 3),
            LocalDate.of(2027, 1, 3),
            offices));
  }

  /** The number in Washington of someone by the published full name's beginning. */
  static String number(String fullName) {
    return ALL.stream()
        .filter(official -> official.fullName().startsWith(fullName))
        .map(official -> official.offices().get(official.offices().size() - 1).phone())
        .findFirst()
        .orElseThrow();
  }
}
