package org.tocsin.message;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.Assignment.Kind;
import org.tocsin.civic.District;
import org.tocsin.civic.Office;
import org.tocsin.civic.Official;
import org.tocsin.civic.Official.Chamber;
import org.tocsin.civic.Roster;

/** A small roster of March 2017, with seats of every kind, and who lives where. */
final class Delegations {
  static final Official KATKO =
      house(
          "K000386",
          "John",
          "Katko",
          "Republican",
          "NY-24",
          "Syracuse 315-423-5657",
          "Auburn 315-253-4068",
          "DC 202-225-3701");
  static final Official TENNEY =
      house(
          "T000478",
          "Claudia",
          "Tenney",
          "Republican",
          "NY-22",
          "New Hartford 315-732-0713",
          "DC 202-225-3665");
  static final Official CHENEY =
      house("C001109", "Liz", "Cheney", "Republican", "WY-0", "DC 202-225-2311");
  static final Official NORTON =
      house("N000147", "Eleanor", "Norton", "Democrat", "DC-0", "DC 202-225-8050");
  static final Official GONZALEZ =
      house("G000582", "Jenniffer", "González-Colón", "Republican", "PR-0", "DC 202-225-2615");
  static final Official UNREACHABLE = house("U000001", "Una", "Owens", "", "NY-26", "Buffalo -");
  static final Official NEWMAN = senate("N000999", "Nia", "Newman", "PA", "Erie -");
  static final Official SCHUMER =
      senate("S000148", "Charles", "Schumer", "NY", "Syracuse 315-423-5471", "DC 202-224-6542");
  static final Official GILLIBRAND =
      senate("G000555", "Kirsten", "Gillibrand", "NY", "DC 202-224-4451");
  static final Official BARRASSO = senate("B001261", "John", "Barrasso", "WY", "DC 202-224-6441");
  static final Official CARDIN = senate("C000141", "Benjamin", "Cardin", "MD", "DC 202-224-4524");
  static final Official HOLLEN = senate("V000128", "Chris", "Van Hollen", "MD", "DC 202-224-4654");
  static final Official RASKIN =
      house("R000606", "Jamie", "Raskin", "Democrat", "MD-8", "DC 202-225-5341");

  static final Roster ROSTER =
      new Roster(
          1,
          LocalDate.of(2017, 3, 14),
          115,
          List.of(
              KATKO,
              TENNEY,
              CHENEY,
              NORTON,
              GONZALEZ,
              UNREACHABLE,
              NEWMAN,
              SCHUMER,
              GILLIBRAND,
              BARRASSO,
              CARDIN,
              HOLLEN,
              RASKIN));

  private Delegations() {}

  private static Official house(
      String id, String first, String last, String party, String district, String... offices) {
    District seat = District.of(district);
    return official(id, first, last, party, Chamber.HOUSE, seat.state(), seat, offices);
  }

  private static Official senate(
      String id, String first, String last, String state, String... offices) {
    return official(id, first, last, "Democrat", Chamber.SENATE, state, null, offices);
  }

  private static Official official(
      String id,
      String first,
      String last,
      String party,
      Chamber chamber,
      String state,
      District district,
      String... offices) {
    List<Office> all = new ArrayList<>();
    for (String office : offices) {
      int space = office.lastIndexOf(' ');
      String phone = office.substring(space + 1);
      all.add(new Office(office.substring(0, space), phone.equals("-") ? null : phone, null, null));
    }
    return new Official(
        id,
        first,
        last,
        first + " " + last,
        party,
        chamber,
        state,
        district,
        LocalDate.of(2017, 1, 3),
        LocalDate.of(2019, 1, 3),
        all);
  }

  static Assignment certain(String district) {
    District one = District.of(district);
    return new Assignment(Kind.ZIP, one.state(), List.of(one));
  }

  static Assignment split(String... districts) {
    List<District> all = Arrays.stream(districts).map(District::of).toList();
    return new Assignment(Kind.ZIP_SPLIT, all.get(0).state(), all);
  }

  static Assignment stateOnly(String state) {
    return new Assignment(Kind.STATE, state, List.of());
  }

  static Assignment unknown() {
    return new Assignment(Kind.UNKNOWN, "", List.of());
  }

  static final Organization COALITION =
      new Organization(
          "CNY Solidarity Coalition",
          "United in defense of our community and our neighbors",
          "PO Box 1, Syracuse NY 13201",
          "(315) 555-0100",
          "hello@example.org",
          "https://cny.example.org");

  static Renderer renderer() {
    return new Renderer(COALITION, "https://alerts.example.org/", 10);
  }

  /** By name: what a subscriber's whereabouts may be. */
  static Map<String, Assignment> everyKind() {
    return Map.ofEntries(
        Map.entry("certain", certain("NY-24")),
        Map.entry("split", split("NY-22", "NY-24")),
        Map.entry("split with a vacancy", split("NY-23", "NY-24")),
        Map.entry("split over a state line", split("DC-0", "MD-8")),
        Map.entry("at large", certain("WY-0")),
        Map.entry("delegate", certain("DC-0")),
        Map.entry("commissioner", certain("PR-0")),
        Map.entry("vacant", certain("NY-23")),
        Map.entry("no number", certain("NY-26")),
        Map.entry("state", stateOnly("NY")),
        Map.entry("unknown", unknown()));
  }
}
