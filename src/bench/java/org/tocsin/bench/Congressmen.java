package org.tocsin.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.civic.Congress;

/** Made-up members for every seat of both chambers, as congress-legislators writes them. */
final class Congressmen {
  /** A seat in the House; district 0 where the state has one only. */
  record Seat(String state, int district) {}

  // Seats of each state after the census of 2020.
  private static final String APPORTIONMENT =
      """
      AL7 AK1 AZ9 AR4 CA52 CO8 CT5 DE1 FL28 GA14 HI2 ID2 IL17 IN9 IA4 KS4 KY6 LA6 ME2 MD8 MA9 MI13 \
      MN8 MS4 MO8 MT2 NE3 NV4 NH2 NJ12 NM3 NY26 NC14 ND1 OH15 OK5 OR6 PA17 RI2 SC7 SD1 TN9 TX38 UT4 \
      VT1 VA11 WA10 WV2 WI8 WY1\
      """;
  private static final List<String> FIRST =
      List.of("Alma", "Bram", "Cora", "Dario", "Edith", "Floyd", "Greta", "Hollis", "Imani");
  private static final List<String> LAST =
      List.of(
          "Ashgrove",
          "Bellweather",
          "Crane",
          "Dovecote",
          "Elderfield",
          "Foxglove",
          "Greenhalgh",
          "Hawthorne",
          "Ironside",
          "Jessop",
          "Kingfisher");
  private static final String[] PARTIES = {"Democrat", "Republican", "Independent"};

  private final LocalDate day;
  private final List<Seat> seats = new ArrayList<>();
  private final List<Map<String, Object>> members = new ArrayList<>();
  private final List<Map<String, Object>> offices = new ArrayList<>();

  Congressmen(LocalDate day) {
    this.day = day;
    for (String entry : APPORTIONMENT.split(" ")) {
      String state = entry.substring(0, 2);
      int seatsOfState = Integer.parseInt(entry.substring(2));
      for (int d = 1; d <= seatsOfState; d++) {
        seats.add(new Seat(state, seatsOfState == 1 ? 0 : d));
        elect("rep", state, seatsOfState == 1 ? 0 : d);
      }
      elect("sen", state, -1);
      elect("sen", state, -1);
    }
  }

  private void elect(String type, String state, int district) {
    int n = members.size();
    String first = FIRST.get(n % FIRST.size());
    String last = LAST.get(n % LAST.size());
    LocalDate start = LocalDate.of(1789 + 2 * (number() - 1), 1, 3);
    Map<String, Object> term = new LinkedHashMap<>();
    term.put("type", type);
    term.put("start", "" + start);
    term.put("end", "" + start.plusYears(type.equals("rep") ? 2 : 6));
    term.put("state", state);
    if (district >= 0) {
      term.put("district", district);
    }
    term.put("party", PARTIES[n % PARTIES.length]);
    term.put("phone", "202-555-01%02d".formatted(n % 100));
    Map<String, Object> id = Map.of("bioguide", bioguide(n));
    Object name = Map.of("first", first, "last", last, "official_full", first + " " + last);
    members.add(Map.of("id", id, "name", name, "terms", List.of(term)));
    offices.add(Map.of("id", id, "offices", List.of(office("Northtown", n), office("Easton", n))));
  }

  private static String bioguide(int n) {
    return "Z%06d".formatted(n);
  }

  private static Map<String, Object> office(String city, int n) {
    return Map.of("city", city, "phone", "%d-555-01%02d".formatted(201 + n % 700, n % 100));
  }

  /** Which Congress sits. */
  int number() {
    return Congress.at(day);
  }

  String asOf() {
    return "" + day;
  }

  List<Seat> seats() {
    return seats;
  }

  List<Map<String, Object>> members() {
    return members;
  }

  List<Map<String, Object>> offices() {
    return offices;
  }
}
