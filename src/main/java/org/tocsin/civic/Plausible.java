package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tocsin.Problem;
import org.tocsin.civic.Official.Chamber;

/** What cannot be true of published files, although every record of them reads well. */
final class Plausible {
  /** Of five parts, how many a new roster has to have of what the one before had. */
  private static final int FIFTHS_LEFT = 4;

  /** Of fewer, a fifth is no sign of anything. */
  private static final int ENOUGH = 20;

  private Plausible() {}

  /** Seats that no state has, terms that end before they begin. */
  static void check(Path legislators, List<Official> officials, Consumer<Problem> problems) {
    long house = count(officials, o -> o.chamber() == Chamber.HOUSE);
    if (house > Seats.IN_THE_HOUSE) {
      problems.accept(
          error(
              legislators,
              "terms",
              "It lists " + house + " members of the House, which has 435 and six delegates."));
    }
    for (Official official : officials) {
      String who = official.bioguide() + ": ";
      if (!official.termEnd().isAfter(official.termStart())) {
        problems.accept(
            error(legislators, "terms[last].end", who + "the term ends before it begins."));
      }
      if (official.chamber() == Chamber.SENATE && !States.hasSenators(official.state())) {
        problems.accept(
            error(legislators, "terms[last].type", who + official.state() + " has no senators."));
      }
      if (official.chamber() == Chamber.HOUSE
          && !States.votes(official.state())
          && official.district().number() != 0) {
        problems.accept(
            error(
                legislators,
                "terms[last].district",
                who + official.state() + " elects one delegate; write district 0."));
      }
    }
  }

  /**
   * A date to come would stay in force over every import until then; only those of a Congress to
   * come may be as of its first day.
   */
  static void checkDate(
      Path legislators, LocalDate asOf, int congress, Clock clock, Consumer<Problem> problems) {
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    boolean toCome = clock.instant().isBefore(Congress.begins(congress));
    boolean ofFirstDay = toCome && !asOf.isAfter(Congress.endOf(congress - 1));
    if (asOf.isAfter(tomorrow) && !ofFirstDay) {
      problems.accept(
          error(
              legislators,
              "--as-of",
              asOf + " is still to come. Give the day on which the files were right."));
    }
  }

  /**
   * A file that was cut off, or of which a part is missing. Offices are counted of those who are in
   * both: newcomers have few yet, and those who left take theirs along.
   */
  static void checkShrinking(
      Path legislators,
      Path offices,
      Roster last,
      List<Official> officials,
      Consumer<Problem> problems) {
    Collection<Official> before = last.officials();
    Predicate<Official> house = o -> o.chamber() == Chamber.HOUSE;
    shrinking(
        legislators, "House members", count(before, house), count(officials, house), problems);
    shrinking(
        legislators,
        "senators",
        count(before, house.negate()),
        count(officials, house.negate()),
        problems);
    List<Official> stayed = inBoth(before, officials);
    List<Official> were = inBoth(officials, before);
    shrinking(offices, "offices", offices(were), offices(stayed), problems);
    shrinking(offices, "numbers of offices", numbers(were), numbers(stayed), problems);
  }

  /** Of the second those who are in the first. */
  private static List<Official> inBoth(Collection<Official> first, Collection<Official> second) {
    Set<String> ids = first.stream().map(Official::bioguide).collect(Collectors.toSet());
    return second.stream().filter(o -> ids.contains(o.bioguide())).toList();
  }

  private static void shrinking(
      Path file, String what, long before, long now, Consumer<Problem> problems) {
    if (before >= ENOUGH && 5 * now < FIFTHS_LEFT * before) {
      problems.accept(
          error(
              file,
              "",
              "It has "
                  + now
                  + " "
                  + what
                  + "; the roster in force has "
                  + before
                  + ". So many do not go at once: take the files as they were published. If they"
                  + " are right, say why: --fewer-because \"WHY\" (it is written down)."));
    }
  }

  private static long count(Collection<Official> officials, Predicate<Official> which) {
    return officials.stream().filter(which).count();
  }

  private static long offices(Collection<Official> officials) {
    return officials.stream().mapToLong(o -> o.offices().size()).sum();
  }

  private static long numbers(Collection<Official> officials) {
    return officials.stream()
        .flatMap(o -> o.offices().stream())
        .filter(office -> office.phone() != null)
        .count();
  }

  private static Problem error(Path file, String field, String message) {
    return Problem.error(file.toString(), 0, field, message);
  }
}
