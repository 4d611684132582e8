package org.tocsin.sheet;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Roster;

/** A few officials of today, and of an earlier roster. */
public final class Officials {
  private static final Roster NOW =
      new Roster(
          2,
          LocalDate.of(2026, 6, 15),
          119,
          List.of(
              official(
                  "A000001",
                  "Ann Archer",
                  "Democrat",
                  "NY-22",
                  "Syracuse 315-555-0102",
                  "DC 202-555-0101"),
              official(
                  "T000001",
                  "Tia Tanner",
                  "Republican",
                  "NY-24",
                  "Oswego 315-555-0106",
                  "DC 202-555-0107"),
              official(
                  "B000001",
                  "Robert Baker",
                  "Republican",
                  "NY",
                  "Albany 518-555-0103",
                  "DC 202-555-0104"),
              official("N000001", "Carla Núñez", "Democrat", "NY", "DC 202-555-0105")));

  private static final Roster EARLIER =
      new Roster(
          1,
          LocalDate.of(2017, 3, 15),
          115,
          List.of(
              official(
                  "K000001",
                  "Karl Keller",
                  "Republican",
                  "NY-24",
                  "Auburn 315-555-0109",
                  "DC 202-555-0101"),
              official("B000001", "Robert Baker", "Republican", "NY", "DC 202-555-0104")));

  /** Today's roster and, behind it, the one of 2017. */
  public static final Directory DIRECTORY = new Directory(List.of(NOW, EARLIER));

  static final Directory TODAY_ONLY = new Directory(List.of(NOW));

  private Officials() {}

  private static Official official(
      String bioguide, String name, String party, String seat, String... offices) {
    boolean house = seat.contains("-");
    return new Official(
        bioguide,
        name.split(" ")[0],
        name.split(" ")[1],
        name,
        party,
        house ? Chamber.HOUSE : Chamber.SENATE,
        seat.substring(0, 2),
        house ? District.of(seat) : null,
        LocalDate.of(2025, 1, 3),
        LocalDate.of(2027, 1, 3),
        Arrays.stream(offices).map(Officials::office).toList());
  }

  private static Office office(String office) {
    return new Office(office.split(" ")[0], office.split(" ")[1], null, null);
  }
}
