package org.tocsin.civic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** Takes in the two files of unitedstates/congress-legislators, or refuses them whole. */
final class RosterImport {
  private static final int REPORTED = 20;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Rosters rosters;
  private final Path legislators;
  private final Path offices;
  private final Optional<String> fewerBecause;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param fewerBecause why it is right that the files list fewer than those before, if it is
   */
  RosterImport(
      Jdbi jdbi,
      Clock clock,
      Rosters rosters,
      Path legislators,
      Path offices,
      Optional<String> fewerBecause) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.rosters = rosters;
    this.legislators = legislators;
    this.offices = offices;
    this.fewerBecause = fewerBecause;
  }

  /**
   * @param onlyWithMap whether they wait while the districts of their Congress are not known
   */
  Rosters.Imported run(LocalDate asOf, boolean onlyWithMap) {
    List<Official> officials = read();
    check(officials, asOf);
    int congress = Seats.congress(officials, asOf);
    Optional<String> waits = waits(congress, onlyWithMap);
    if (waits.isEmpty() && congress != Congress.at(asOf)) {
      problems.add(otherCongress(asOf, congress));
    }
    long id = jdbi.inTransaction(handle -> add(handle, asOf, officials, waits.isPresent()));
    int officeCount = officials.stream().mapToInt(o -> o.offices().size()).sum();
    return new Rosters.Imported(
        id, officials.size(), officeCount, Seats.vacantInTheHouse(officials), problems, waits);
  }

  private long add(Handle handle, LocalDate asOf, List<Official> officials, boolean waits) {
    Corrections.lock(handle);
    List<Official> corrected = Corrections.layOver(handle, officials, problems::add);
    long id = rosters.add(handle, asOf, legislators.getFileName().toString(), corrected, waits);
    fewerBecause.ifPresent(why -> RosterTables.fewerBecause(handle, id, why));
    problems.addAll(SeatsOnMap.compare(handle, legislators, Seats.congress(officials, asOf)));
    return id;
  }

  private List<Official> read() {
    Legislators file = new Legislators(legislators, problems::add);
    List<Official> members =
        Seats.settle(legislators.toString(), file.read(Records.read(legislators)), problems::add);
    refuseNothing(members);
    List<Official> asBefore = asBefore(file.leftOut(), members);
    Map<String, String> ids = new HashMap<>(file.byAnyId());
    asBefore.forEach(o -> ids.put(o.bioguide(), o.bioguide()));
    Map<String, List<Office>> local =
        new DistrictOffices(offices, problems::add).read(Records.read(offices), ids);
    refuseNothing(local.keySet());
    return Stream.concat(members.stream(), asBefore.stream())
        .map(
            m ->
                m.withOffices(
                    Stream.concat(
                            local.getOrDefault(m.bioguide(), List.of()).stream(),
                            m.offices().stream())
                        .toList()))
        .toList();
  }

  /** What else would be found in a file of nothing of the kind only follows from that. */
  private void refuseNothing(Collection<?> found) {
    if (found.isEmpty()) {
      refuseErrors(problems);
    }
  }

  /** Those whose records cannot be read stay as they were, as long as their terms last. */
  private List<Official> asBefore(Set<String> leftOut, List<Official> members) {
    Optional<Roster> last = rosters.inForce();
    int congress = Seats.congress(members, LocalDate.EPOCH);
    return leftOut.stream()
        .flatMap(id -> last.flatMap(roster -> roster.official(id)).stream())
        .filter(o -> o.termEnd().isAfter(Congress.endOf(congress - 1)))
        .filter(o -> members.stream().noneMatch(m -> m.bioguide().equals(o.bioguide())))
        .map(this::kept)
        .toList();
  }

  private Official kept(Official official) {
    problems.add(
        Problem.warning(
            legislators.toString(),
            0,
            "",
            official.bioguide()
                + ": the record cannot be read; "
                + official.fullName()
                + " stays as in the officials before."));
    return official.withOffices(
        official.offices().stream().filter(o -> o.label().equals("DC")).toList());
  }

  private void check(List<Official> officials, LocalDate asOf) {
    Seats.check(legislators.toString(), officials, problems::add);
    Plausible.check(legislators, officials, problems::add);
    int congress = Seats.congress(officials, asOf);
    Plausible.checkDate(legislators, asOf, congress, clock, problems::add);
    rosters
        .inForce()
        .filter(last -> !last.asOf().isAfter(asOf))
        .ifPresent(
            last ->
                Plausible.checkShrinking(
                    legislators, offices, last, officials, problem -> fewer(problem)));
    refuseErrors(problems);
  }

  /** What is said to be right is taken with a word. */
  private void fewer(Problem problem) {
    problems.add(fewerBecause.isEmpty() ? problem : problem.asWarning());
  }

  static void refuseErrors(List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).limit(REPORTED).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
  }

  private Optional<String> waits(int congress, boolean onlyWithMap) {
    String theirs = "It lists the House of the " + Congress.ordinal(congress) + " Congress";
    String map = "tocsin districts import ZCCD --congress " + congress;
    boolean districts = new Districts(jdbi, clock).mapFor(congress).isPresent();
    if (clock.instant().isBefore(Congress.begins(congress))) {
      return Optional.of(
          theirs
              + " and comes into force "
              + FromWhen.beginning(congress)
              + (districts
                  ? ". Its districts are here."
                  : ", or as soon after as its districts are known. Import them when they are"
                      + " published: "
                      + map));
    }
    return onlyWithMap && !districts && hasMapNow()
        ? Optional.of(
            theirs
                + " and waits; the officials before it stay in force until its districts are"
                + " known. Run: "
                + map)
        : Optional.empty();
  }

  private boolean hasMapNow() {
    Districts districts = new Districts(jdbi, clock);
    return rosters
        .inForce()
        .filter(old -> districts.mapFor(old.congress()).isPresent())
        .isPresent();
  }

  private Problem otherCongress(LocalDate asOf, int congress) {
    return Problem.warning(
        legislators.toString(),
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
}
