package org.tocsin.civic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many seats each state has in the House (2 U.S.C. 2a), as far as it is written here. */
final class Apportionment {
  /** After the census of 2010: the 113th to the 117th Congress. */
  private static final String OF_2010 =
      """
      AL7 AK1 AZ9 AR4 CA53 CO7 CT5 DE1 FL27 GA14 HI2 ID2 IL18 IN9 IA4 KS4 KY6 LA6 ME2 MD8 MA9 MI14 \
      MN8 MS4 MO8 MT1 NE3 NV4 NH2 NJ12 NM3 NY27 NC13 ND1 OH16 OK5 OR5 PA18 RI2 SC7 SD1 TN9 TX36 \
      UT4 VT1 VA11 WA10 WV3 WI8 WY1\
      """;

  /** After the census of 2020: the 118th to the 122nd Congress. */
  private static final String OF_2020 =
      """
      AL7 AK1 AZ9 AR4 CA52 CO8 CT5 DE1 FL28 GA14 HI2 ID2 IL17 IN9 IA4 KS4 KY6 LA6 ME2 MD8 MA9 MI13 \
      MN8 MS4 MO8 MT2 NE3 NV4 NH2 NJ12 NM3 NY26 NC14 ND1 OH15 OK5 OR6 PA17 RI2 SC7 SD1 TN9 TX38 \
      UT4 VT1 VA11 WA10 WV2 WI8 WY1\
      """;

  private static final int FIRST_OF_2010 = 113;
  private static final int FIRST_OF_2020 = 118;
  private static final int LAST_OF_2020 = 122;
  private static final Map<String, Integer> SEATS_2010 = read(OF_2010);
  private static final Map<String, Integer> SEATS_2020 = read(OF_2020);

  private Apportionment() {}

  private static Map<String, Integer> read(String table) {
    Map<String, Integer> seats = new HashMap<>();
    for (String each : table.split(" ")) {
      seats.put(each.substring(0, 2), Integer.valueOf(each.substring(2)));
    }
    return seats;
  }

  /** The number of a state's seats; one for each delegate; empty where it is not written here. */
  static Optional<Integer> seats(String state, int congress) {
    if (!States.votes(state)) {
      return Optional.of(1);
    }
    if (congress < FIRST_OF_2010 || congress > LAST_OF_2020) {
      return Optional.empty();
    }
    Map<String, Integer> seats = congress < FIRST_OF_2020 ? SEATS_2010 : SEATS_2020;
    return Optional.ofNullable(seats.get(state));
  }

  /** The only seat of a state is the one at large, by whatever number: WY-1 is WY-0. */
  static District seat(District district, int congress) {
    boolean only = seats(district.state(), congress).filter(n -> n == 1).isPresent();
    return only && district.number() == 1 ? new District(district.state(), 0) : district;
  }

  /** Why a state cannot have this district in a Congress, or empty where it can. */
  static Optional<String> objection(District district, int congress) {
    return seats(district.state(), congress)
        .filter(
            n -> n == 1 ? district.number() != 0 : district.number() < 1 || district.number() > n)
        .map(
            n ->
                district.code()
                    + ": in the "
                    + Congress.ordinal(congress)
                    + " Congress "
                    + district.state()
                    + (n == 1 ? " has one seat, at large." : " has districts 1 to " + n + ".")
                    + " Is the file of another Congress? Then give its number.");
  }
}
