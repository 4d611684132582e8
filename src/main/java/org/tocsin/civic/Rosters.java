package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Problem;
import org.tocsin.TocsinException;

/**
 * The rosters that were imported. The one in force has the latest date of those that do not wait
 * for their Congress to begin or for its districts.
 */
public final class Rosters {
  private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);

  private final Jdbi jdbi;
  private final RosterTables tables;
  private final Clock clock;
  private volatile Roster lastRead;
  private volatile Known known = new Known(List.of(), Optional.empty());

  /** What was made of rosters, which never change; the latest is kept. */
  private record Known(List<Long> rosters, Optional<Directory> directory) {}

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
    return importFiles(legislators, offices, asOf, Optional.empty());
  }

  /**
   * The same of files that list fewer officials or offices than those before.
   *
   * @param fewerBecause why that is right; written down with the roster
   */
  public Imported importFiles(
      Path legislators, Path offices, LocalDate asOf, Optional<String> fewerBecause) {
    return new RosterImport(jdbi, clock, this, legislators, offices, fewerBecause).run(asOf, false);
  }

  /**
   * The same where nobody looks on: the roster in force stays so while the districts of the new
   * one's Congress are not known.
   */
  Imported importWithMap(Path legislators, Path offices, LocalDate asOf) {
    return new RosterImport(jdbi, clock, this, legislators, offices, Optional.empty())
        .run(asOf, true);
  }

  /**
   * Adds a roster of facts that were written down elsewhere.
   *
   * @param source where they are from, for people
   */
  public long add(LocalDate asOf, String source, List<Official> officials) {
    List<Problem> problems = new ArrayList<>();
    Seats.check(source, officials, problems::add);
    RosterImport.refuseErrors(problems);
    int congress = Seats.congress(officials, asOf);
    boolean waits = clock.instant().isBefore(Congress.begins(congress));
    return jdbi.inTransaction(handle -> add(handle, asOf, source, officials, waits));
  }

  /** Within a transaction of the caller's. */
  long add(Handle handle, LocalDate asOf, String source, List<Official> officials, boolean waits) {
    int congress = Seats.congress(officials, asOf);
    long id = tables.add(handle, asOf, congress, source, clock.instant(), officials);
    if (waits) {
      RosterTables.letWait(handle, id);
    }
    return id;
  }

  /** The one in force and, of each Congress to come, the one that waits. */
  List<Roster> current() {
    List<Long> ids = new ArrayList<>(tables.waiting());
    tables.idInForce().ifPresent(id -> ids.add(0, id));
    return ids.stream().map(tables::read).toList();
  }

  /**
   * Puts rosters in the place of the current ones that are the same but for corrections, within a
   * transaction of the caller's.
   */
  void replace(Handle handle, String why, List<Correction> said, List<Correction> lifted) {
    for (Roster roster : current()) {
      List<Official> officials =
          roster.officials().stream().map(o -> changed(o, said, lifted)).toList();
      replace(handle, roster, why, officials);
    }
  }

  private static Official changed(
      Official official, List<Correction> said, List<Correction> lifted) {
    Official changed = official;
    for (Correction each : said) {
      changed = each.bioguide().equals(official.bioguide()) ? each.laidOver(changed) : changed;
    }
    for (Correction each : lifted) {
      changed = each.bioguide().equals(official.bioguide()) ? each.lifted(changed) : changed;
    }
    return changed;
  }

  /**
   * Adds to an earlier roster what people here have corrected since, within the caller's
   * transaction.
   */
  void bringUpToDate(Handle handle, Roster roster) {
    Instant made = tables.madeAt(roster.id());
    List<Correction> said = Corrections.saidSince(handle, made);
    List<Correction> lifted = Corrections.undoneSince(handle, made);
    List<Official> officials =
        roster.officials().stream().map(o -> changed(o, said, lifted)).toList();
    replace(handle, roster, "corrections since", officials);
  }

  private void replace(Handle handle, Roster roster, String why, List<Official> officials) {
    if (!officials.equals(List.copyOf(roster.officials()))) {
      long id =
          tables.add(handle, roster.asOf(), roster.congress(), why, clock.instant(), officials);
      RosterTables.corrects(handle, id, roster.id());
    }
  }

  /**
   * Puts in force what waited for the beginning of its Congress or for its districts and waits for
   * nothing more; within a transaction of the caller's.
   */
  public static void begin(Handle handle, Instant now) {
    int sitting = Congress.at(now);
    if (RosterTables.begin(handle, sitting) > 0) {
      LOG.info(
          "Officials that waited are in force; the {} Congress sits", Congress.ordinal(sitting));
    }
  }

  /** The same by itself. */
  public void begin() {
    jdbi.useTransaction(handle -> begin(handle, clock.instant()));
  }

  /** The Congress that has begun and whose officials are kept until its districts are known. */
  public Optional<Integer> waitsForMap() {
    return tables.waitsForMap(Congress.at(clock.instant()));
  }

  /** Whether officials of a day are here, also those that wait. */
  boolean areOf(LocalDate day) {
    return tables.isOf(day);
  }

  /**
   * Of the last Congress whose officials do not wait, the roster with the latest date, of several
   * for that date the last imported.
   */
  public Optional<Roster> inForce() {
    return tables.idInForce().map(this::get);
  }

  /** The one to go by at a time to come, as far as it is here: those that wait now among them. */
  public Optional<Roster> at(Instant time) {
    return tables.idAt(Congress.at(time)).map(this::get);
  }

  /** What the last import in force changed; empty where it was the first. */
  public Optional<RosterChanges> lastChanges() {
    List<Long> imports = tables.lastImports();
    return imports.size() < 2
        ? Optional.empty()
        : Optional.of(
            RosterChanges.between(tables.read(imports.get(1)), tables.read(imports.get(0))));
  }

  /**
   * Seats that nobody holds.
   *
   * @param house districts on the map, such as "NY-24"
   * @param senate states that have one senator
   */
  public record Vacant(List<String> house, List<String> senate) {}

  /** Of the roster in force, as far as the districts of its Congress are known. */
  public Vacant vacant(Roster roster) {
    Map<String, Long> senators =
        roster.officials().stream()
            .filter(official -> official.chamber() == Official.Chamber.SENATE)
            .collect(Collectors.groupingBy(Official::state, TreeMap::new, Collectors.counting()));
    return new Vacant(
        jdbi.withHandle(handle -> SeatsOnMap.withoutHolder(handle, roster.congress())),
        senators.keySet().stream().filter(state -> senators.get(state) == 1).toList());
  }

  /**
   * @throws TocsinException when there is none yet
   */
  public Roster orRefused() {
    return inForce().orElseThrow(Rosters::none);
  }

  /** The same of the one to go by at a time to come. */
  public Roster orRefused(Instant time) {
    return at(time).orElseThrow(Rosters::none);
  }

  private static TocsinException none() {
    return new TocsinException(
        "No officials are known yet. Run: tocsin officials import LEGISLATORS OFFICES --as-of"
            + " DATE");
  }

  /** Everyone by name and number, in the roster in force and in earlier ones; empty without any. */
  public Optional<Directory> directory() {
    return directory(clock.instant());
  }

  /** The same as of a time to come. */
  public Optional<Directory> directory(Instant time) {
    List<Long> ids = tables.ids(Congress.at(time));
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Known last = known;
    if (!last.rosters().equals(ids)) {
      last = new Known(ids, Optional.of(new Directory(ids.stream().map(tables::read).toList())));
      known = last;
    }
    return last.directory();
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
