package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;

/**
 * The rosters that were imported. The one in force has the latest date of those that do not wait
 * for their Congress to begin or for its districts.
 */
public final class Rosters {
  private static final int REPORTED = 20;

  private final Jdbi jdbi;
  private final RosterTables tables;
  private final Clock clock;
  private volatile Roster lastRead;

  public Rosters(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.tables = new RosterTables(jdbi);
    this.clock = clock;
  }

  /**
   * What an import brought.
   *
   * @param officials how many people, of both chambers
   * @param offices how many offices, the ones in Washington among them
   * @param vacantHouseSeats of the 441 seats, delegates among them
   * @param waits why it is not in force yet and until when, or empty where it is
   */
  public record Imported(
      long rosterId,
      int officials,
      int offices,
      int vacantHouseSeats,
      List<Problem> warnings,
      Optional<String> waits) {}

  /**
   * Adds a roster from the files of unitedstates/congress-legislators, JSON or YAML.
   *
   * @param legislators legislators-current
   * @param offices legislators-district-offices
   * @param asOf the day for which the files were published
   */
  public Imported importFiles(Path legislators, Path offices, LocalDate asOf) {
    return importFiles(legislators, offices, asOf, false);
  }

  /**
   * The same where nobody looks on: the roster in force stays so while the districts of the new
   * one's Congress are not known.
   */
  Imported importWithMap(Path legislators, Path offices, LocalDate asOf) {
    return importFiles(legislators, offices, asOf, true);
  }

  private Imported importFiles(
      Path legislators, Path offices, LocalDate asOf, boolean onlyWithMap) {
    List<Problem> problems = new ArrayList<>();
    List<Official> officials = read(legislators, offices, problems);
    Seats.check(legislators.toString(), officials, problems::add);
    Plausible.check(legislators, officials, problems::add);
    Plausible.checkDate(legislators, asOf, clock, problems::add);
    inForce()
        .filter(last -> !last.asOf().isAfter(asOf))
        .ifPresent(
            last -> Plausible.checkShrinking(legislators, offices, last, officials, problems::add));
    refuseErrors(problems);
    int congress = Seats.congress(officials, asOf);
    Optional<String> waits = waits(congress, onlyWithMap);
    if (waits.isEmpty() && congress != Congress.at(asOf)) {
      problems.add(otherCongress(legislators, asOf, congress));
    }
    long id =
        jdbi.inTransaction(
            h ->
                add(
                    h,
                    asOf,
                    source(legislators),
                    Corrections.layOver(h, officials, problems::add),
                    waits.isPresent()));
    int officeCount = officials.stream().mapToInt(o -> o.offices().size()).sum();
    return new Imported(
        id, officials.size(), officeCount, Seats.vacantInTheHouse(officials), problems, waits);
  }

  private Optional<String> waits(int congress, boolean onlyWithMap) {
    String theirs = "It lists the House of the " + Congress.ordinal(congress) + " Congress, ";
    String districts =
        "its districts (tocsin districts import ZCCD --congress " + congress + ") are known.";
    if (isToCome(congress)) {
      return Optional.of(
          theirs
              + "which begins at noon Eastern on "
              + Congress.endOf(congress - 1)
              + ", and comes into force then, or when "
              + districts);
    }
    return onlyWithMap && isWithoutMap(congress)
        ? Optional.of(
            theirs + "and waits; the officials before it stay in force until " + districts)
        : Optional.empty();
  }

  private boolean isToCome(int congress) {
    return clock.instant().isBefore(Congress.begins(congress));
  }

  private boolean isWithoutMap(int congress) {
    Districts districts = new Districts(jdbi, clock);
    return districts.mapFor(congress).isEmpty()
        && inForce().filter(old -> districts.mapFor(old.congress()).isPresent()).isPresent();
  }

  private static List<Official> read(Path legislators, Path offices, List<Problem> problems) {
    List<Official> members =
        new Legislators(legislators, problems::add).read(Records.read(legislators));
    Map<String, List<Office>> local =
        new DistrictOffices(offices, problems::add)
            .read(
                Records.read(offices),
                members.stream().map(Official::bioguide).collect(Collectors.toSet()));
    return members.stream()
        .map(
            m ->
                m.withOffices(
                    Stream.concat(
                            local.getOrDefault(m.bioguide(), List.of()).stream(),
                            m.offices().stream())
                        .toList()))
        .toList();
  }

  private static void refuseErrors(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).limit(REPORTED).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
  }

  private static Problem otherCongress(Path file, LocalDate asOf, int congress) {
    return Problem.warning(
        file.toString(),
        0,
        "terms",
        "It lists the House of Congress "
            + congress
            + ", but on "
            + asOf
            + " Congress "
            + Congress.at(asOf)
            + " sits. Check the date; districts are those of Congress "
            + congress
            + ".");
  }

  private static String source(Path file) {
    return file.getFileName().toString();
  }

  /**
   * Adds a roster of facts that were written down elsewhere.
   *
   * @param source where they are from, for people
   */
  public long add(LocalDate asOf, String source, List<Official> officials) {
    List<Problem> problems = new ArrayList<>();
    Seats.check(source, officials, problems::add);
    refuseErrors(problems);
    boolean waits = isToCome(Seats.congress(officials, asOf));
    return jdbi.inTransaction(h -> add(h, asOf, source, officials, waits));
  }

  private long add(
      Handle h, LocalDate asOf, String source, List<Official> officials, boolean waits) {
    int congress = Seats.congress(officials, asOf);
    long id = tables.add(h, asOf, congress, source, clock.instant(), officials);
    if (waits) {
      RosterTables.letWait(h, id);
    }
    return id;
  }

  /**
   * Puts a roster in force that is the same but for corrections, within a transaction of the
   * caller's.
   */
  void replace(
      Handle h, Roster roster, String why, List<Correction> said, List<Correction> lifted) {
    List<Official> officials = new ArrayList<>();
    for (Official official : roster.officials()) {
      Official changed = official;
      for (Correction each : said) {
        changed = each.bioguide().equals(official.bioguide()) ? each.laidOver(changed) : changed;
      }
      for (Correction each : lifted) {
        changed = each.bioguide().equals(official.bioguide()) ? each.lifted(changed) : changed;
      }
      officials.add(changed);
    }
    tables.add(h, roster.asOf(), roster.congress(), why, clock.instant(), officials);
  }

  /**
   * Puts in force what waited for the beginning of its Congress or for its districts and waits for
   * nothing more; within a transaction of the caller's.
   */
  public static void begin(Handle h, Instant now) {
    RosterTables.begin(h, Congress.at(now));
  }

  /** The Congress that has begun and whose officials are kept until its districts are known. */
  public Optional<Integer> waitsForMap() {
    return tables.waitsForMap(Congress.at(clock.instant()));
  }

  /** The latest day for which officials are here, also those that wait. */
  Optional<LocalDate> latestDay() {
    return tables.latestDay();
  }

  /** The roster with the latest date, of several for that date the last imported. */
  public Optional<Roster> inForce() {
    return tables.idInForce().map(this::get);
  }

  /**
   * @throws TocsinException when there is none yet
   */
  public Roster orRefused() {
    return inForce()
        .orElseThrow(
            () ->
                new TocsinException(
                    "No officials are known yet. Run: tocsin officials import LEGISLATORS"
                        + " OFFICES --as-of DATE"));
  }

  /** Everyone by name and number, in the roster in force and in earlier ones; empty without any. */
  public Optional<Directory> directory() {
    List<Roster> rosters = tables.ids().stream().map(tables::read).toList();
    return rosters.isEmpty() ? Optional.empty() : Optional.of(new Directory(rosters));
  }

  public Roster get(long rosterId) {
    Roster known = lastRead;
    if (known != null && known.id() == rosterId) {
      return known;
    }
    Roster roster = tables.read(rosterId);
    lastRead = roster;
    return roster;
  }
}
