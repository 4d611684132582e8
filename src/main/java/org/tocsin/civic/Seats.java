package org.tocsin.civic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;

/** What must be true of the seats that a list of officials fills. */
final class Seats {
  /** 435 members (2 U.S.C. 2a) and six delegates. */
  static final int IN_THE_HOUSE = 441;

  private static final int SENATORS_OF_A_STATE = 2;

  private Seats() {}

  /**
   * Leaves out who has made room for another: of two in one seat of the House who came first, of
   * three senators whose term was over when the Congress of the file began.
   */
  static List<Official> settle(String file, List<Official> officials, Consumer<Problem> problems) {
    int congress = congress(officials, LocalDate.EPOCH);
    List<Official> left = new ArrayList<>(officials);
    for (Official official : officials) {
      successor(official, officials, congress)
          .ifPresent(
              other -> {
                left.remove(official);
                problems.accept(succeeded(file, official, other));
              });
    }
    return left;
  }

  private static Optional<Official> successor(
      Official official, List<Official> officials, int congress) {
    boolean over = !official.termEnd().isAfter(Congress.endOf(congress - 1));
    return officials.stream()
        .filter(o -> o.chamber() == official.chamber() && o.state().equals(official.state()))
        .filter(o -> !o.bioguide().equals(official.bioguide()))
        .filter(o -> o.termStart().isAfter(official.termStart()))
        .filter(o -> official.district() != null ? o.district().equals(official.district()) : over)
        .filter(
            o ->
                official.district() != null
                    || count(officials, official.state()) > SENATORS_OF_A_STATE)
        .findFirst();
  }

  private static long count(List<Official> officials, String state) {
    return officials.stream()
        .filter(o -> o.chamber() == Chamber.SENATE && o.state().equals(state))
        .count();
  }

  private static Problem succeeded(String file, Official official, Official other) {
    return Problem.warning(
        file,
        0,
        "terms",
        official.bioguide()
            + ": the seat ("
            + official.seat()
            + ") is that of "
            + other.fullName()
            + ", whose term began later; "
            + official.fullName()
            + " is left out.");
  }

  /** Finds ids that stand twice and seats that more people hold than there are places. */
  static void check(String file, List<Official> officials, Consumer<Problem> problems) {
    Map<String, String> holders = new HashMap<>();
    Map<String, Integer> senators = new HashMap<>();
    for (Official official : officials) {
      String bioguide = official.bioguide();
      if (holders.put(bioguide, bioguide) != null) {
        problems.accept(Problem.error(file, 0, "id.bioguide", bioguide + " stands twice."));
      } else if (official.chamber() == Chamber.HOUSE) {
        String other = holders.put(official.district().code(), bioguide);
        if (other != null) {
          problems.accept(twice(file, official.district().code(), other, bioguide));
        }
      } else if (senators.merge(official.state(), 1, Integer::sum) > SENATORS_OF_A_STATE) {
        problems.accept(
            Problem.error(
                file,
                0,
                "terms",
                bioguide + ": " + official.state() + " has two senators already."));
      }
    }
  }

  private static Problem twice(String file, String seat, String one, String other) {
    return Problem.error(
        file,
        0,
        "terms",
        one + " and " + other + " both hold " + seat + ". Only one can; remove the former one.");
  }

  static int vacantInTheHouse(List<Official> officials) {
    long filled = officials.stream().filter(o -> o.chamber() == Chamber.HOUSE).count();
    return (int) Math.max(0, IN_THE_HOUSE - filled);
  }

  /**
   * The Congress whose House is listed, which the district map must fit. Known by the terms, since
   * a file may be a few days behind on the day when a new House begins; by most of them, since one
   * may be mistyped.
   */
  static int congress(List<Official> officials, LocalDate asOf) {
    return Terms.most(
            officials.stream()
                .filter(o -> o.chamber() == Chamber.HOUSE)
                .map(o -> Congress.at(o.termEnd().minusDays(1)))
                .toList())
        .orElse(Congress.at(asOf));
  }
}
