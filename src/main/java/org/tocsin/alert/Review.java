package org.tocsin.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.audience.Subscribers;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Rosters;
import org.tocsin.sheet.DeadlineCheck;
import org.tocsin.sheet.Edition;
import org.tocsin.sheet.FactCheck;
import org.tocsin.sheet.ParsedSheet;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;

/**
 * What a careful editor would hold a sheet against: the officials and districts that are known, and
 * the people who would read it. {@code tocsin sheet check} says it, and publishing goes by it.
 *
 * @param knownNumbers that may stand in sheets although no official has them
 */
public record Review(
    Rosters rosters,
    Districts districts,
    Subscribers subscribers,
    MessageLengths lengths,
    Set<String> knownNumbers,
    LocalTimes times) {
  /** Far more segments than a text may have, so that nothing is cut while it is measured. */
  public static final int UNCUT = 24;

  /** All of it and what the sheet alone shows, also where something could not even be read. */
  public List<Problem> whole(ParsedSheet reading, Instant release) {
    Sheet sheet = reading.sheet();
    List<Problem> problems = own(reading, release);
    boolean broken = problems.stream().anyMatch(Problem::isError);
    rosters
        .directory(release)
        .ifPresent(known -> problems.addAll(against(known, sheet, release, broken)));
    return reading.inOrder(problems);
  }

  /**
   * What of it is found in a moment: all but how long the messages get, and who has no edition in
   * their language.
   */
  public List<Problem> atOnce(ParsedSheet reading, Instant release) {
    Sheet sheet = reading.sheet();
    List<Problem> problems = own(reading, release);
    rosters
        .directory(release)
        .ifPresent(
            known -> {
              problems.addAll(said(sheet, release, known));
              problems.addAll(PositionNames.problems(sheet, Optional.of(known.inForce())));
            });
    return reading.inOrder(problems);
  }

  /** What the sheet alone shows. */
  private List<Problem> own(ParsedSheet reading, Instant release) {
    Sheet sheet = reading.sheet();
    List<Problem> problems = new ArrayList<>(reading.problems());
    new SheetCheck()
        .check(sheet).stream()
            .filter(problem -> !problems.contains(problem))
            .forEach(problems::add);
    DeadlineCheck.of(sheet, times, release).ifPresent(problems::add);
    return problems;
  }

  /**
   * What of it is wrong by the officials that are known.
   *
   * @param broken whether it has errors of its own and cannot be rendered
   */
  public List<Problem> against(Directory known, Sheet sheet, Instant release, boolean broken) {
    List<Problem> problems =
        new ArrayList<>(broken ? facts(sheet, release, known) : of(sheet, release));
    problems.addAll(PositionNames.problems(sheet, Optional.of(known.inForce())));
    return problems;
  }

  /**
   * All of it.
   *
   * @param sheet without errors of its own
   * @param release when it goes out
   * @return none where no officials are known yet
   */
  public List<Problem> of(Sheet sheet, Instant release) {
    return rosters
        .directory(release)
        .map(
            known -> {
              List<Problem> problems = facts(sheet, release, known);
              if (PositionNames.problems(sheet, Optional.of(known.inForce())).isEmpty()) {
                Sheet meant = PositionNames.known(sheet, known::inForce);
                problems.addAll(lengths.of(meant, known.inForce(), map(known)));
              }
              return problems;
            })
        .orElse(List.of());
  }

  /** The same without the length of messages, for a sheet that cannot be rendered. */
  List<Problem> facts(Sheet sheet, Instant release, Directory known) {
    List<Problem> problems = new ArrayList<>(said(sheet, release, known));
    problems.addAll(editions(sheet));
    return problems;
  }

  /** What it says of officials. */
  private List<Problem> said(Sheet sheet, Instant release, Directory known) {
    Set<District> seats = map(known).map(districts::all).orElse(Set.of());
    LocalDate day = LocalDate.ofInstant(release, times.zoneOrUtc());
    return new FactCheck(Optional.of(known), seats, knownNumbers, day).check(sheet);
  }

  private Optional<Long> map(Directory known) {
    return districts.mapFor(known.inForce().congress());
  }

  private List<Problem> editions(Sheet sheet) {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, Long> entry : subscribers.languages().entrySet()) {
      Edition edition = sheet.in(entry.getKey());
      if (!edition.lang().split("-")[0].equalsIgnoreCase(entry.getKey().split("-")[0])) {
        problems.add(
            Problem.warning(
                sheet.first().file(),
                0,
                "lang",
                entry.getValue()
                    + (entry.getValue() == 1 ? " person reads '" : " people read '")
                    + entry.getKey()
                    + "' and would get the edition in '"
                    + edition.lang()
                    + "'. Write "
                    + sheet.slug()
                    + "."
                    + entry.getKey()
                    + ".md as well."));
      }
    }
    return problems;
  }
}
