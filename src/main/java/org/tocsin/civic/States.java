package org.tocsin.civic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The 50 states, the District of Columbia and the five territories that elect a member of the
 * House.
 */
public final class States {
  private enum Kind {
    STATE,
    /** Elects a delegate, who does not vote in the House; no senators. */
    DELEGATE
  }

  private record State(String name, Kind kind) {}

  private static final Map<String, State> ALL = new LinkedHashMap<>();
  private static final Map<String, String> CODES_BY_NAME = new LinkedHashMap<>();
  private static final Map<String, String> CODES_BY_FIPS = new LinkedHashMap<>();

  static {
    String states =
        """
        AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut,
        DE Delaware, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa,
        KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan,
        MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada,
        NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina,
        ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island,
        SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont,
        VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming\
        """;
    String withDelegate =
        """
        DC District of Columbia, PR Puerto Rico, GU Guam, VI U.S. Virgin Islands,
        AS American Samoa, MP Northern Mariana Islands\
        """;
    // FIPS 5-2; the numbers between them are reserved
    String fips =
        """
        01 AL, 02 AK, 04 AZ, 05 AR, 06 CA, 08 CO, 09 CT, 10 DE, 11 DC, 12 FL, 13 GA, 15 HI, 16 ID,
        17 IL, 18 IN, 19 IA, 20 KS, 21 KY, 22 LA, 23 ME, 24 MD, 25 MA, 26 MI, 27 MN, 28 MS, 29 MO,
        30 MT, 31 NE, 32 NV, 33 NH, 34 NJ, 35 NM, 36 NY, 37 NC, 38 ND, 39 OH, 40 OK, 41 OR, 42 PA,
        44 RI, 45 SC, 46 SD, 47 TN, 48 TX, 49 UT, 50 VT, 51 VA, 53 WA, 54 WV, 55 WI, 56 WY, 60 AS,
        66 GU, 69 MP, 72 PR, 78 VI\
        """;
    write(states, Kind.STATE);
    write(withDelegate, Kind.DELEGATE);
    for (String entry : fips.split(",\\s+")) {
      CODES_BY_FIPS.put(entry.substring(0, 2), entry.substring(3));
    }
  }

  private States() {}

  private static void write(String table, Kind kind) {
    for (String entry : table.split(",\\s+")) {
      String code = entry.substring(0, 2);
      String name = entry.substring(3);
      ALL.put(code, new State(name, kind));
      CODES_BY_NAME.put(name.toUpperCase(Locale.ROOT), code);
    }
  }

  /** Every USPS code, the states first. */
  public static Set<String> codes() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  /** "New York" for NY; empty for what is no USPS code of these. */
  public static Optional<String> name(String usps) {
    return Optional.ofNullable(ALL.get(usps)).map(State::name);
  }

  /** NY for "36"; empty for what is no number of these. */
  public static Optional<String> byFips(String fips) {
    return Optional.ofNullable(CODES_BY_FIPS.get(fips));
  }

  /** NY for "ny", "NY" or "New York". */
  public static Optional<String> code(String codeOrName) {
    String upper = codeOrName.strip().toUpperCase(Locale.ROOT);
    return ALL.containsKey(upper)
        ? Optional.of(upper)
        : Optional.ofNullable(CODES_BY_NAME.get(upper));
  }

  /** Whether it has two seats in the Senate. */
  public static boolean hasSenators(String usps) {
    return isState(usps);
  }

  /** Whether its member of the House votes there. */
  public static boolean votes(String usps) {
    return isState(usps);
  }

  private static boolean isState(String usps) {
    return ALL.containsKey(usps) && ALL.get(usps).kind() == Kind.STATE;
  }
}
