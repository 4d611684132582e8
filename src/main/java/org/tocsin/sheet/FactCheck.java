package org.tocsin.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.Problem;
import org.tocsin.civic.Directory;
import org.tocsin.civic.District;
import org.tocsin.civic.Mention;
import org.tocsin.civic.NameSearch;

/**
 * Holds what a sheet says of officials against the roster in force: names, seats, numbers and
 * positions. Earlier rosters tell whose a stale number was.
 *
 * @param directory empty where no roster is known: then only dates and links are looked at
 * @param districts every district of the map in force; empty where there is none
 * @param knownNumbers the organization's and others that may stand in sheets although no official
 *     has them; those of the Capitol's switchboard and the White House are known anyway
 */
public record FactCheck(
    Optional<Directory> directory,
    Set<District> districts,
    Set<String> knownNumbers,
    LocalDate today) {
  /** The switchboards of House and Senate, for voice and for TTY; the White House's. */
  private static final Set<String> OF_ALL =
      Set.of(
          "202-224-3121",
          "202-225-3121",
          "202-225-1904",
          "202-224-3091",
          "202-456-1111",
          "202-456-1414",
          "202-456-6213");

  public FactCheck {
    districts = Set.copyOf(districts);
    Set<String> numbers = new HashSet<>(OF_ALL);
    knownNumbers.forEach(number -> numbers.add(PhoneNumber.of(number)));
    knownNumbers = Set.copyOf(numbers);
  }

  /** In the order of files and lines, each place once. */
  public List<Problem> check(Sheet sheet) {
    List<Problem> problems = new ArrayList<>();
    for (Edition edition : sheet.editions()) {
      List<Problem> found = new ArrayList<>(edition(edition));
      found.sort(Comparator.comparingInt(Problem::line));
      problems.addAll(found.stream().distinct().toList());
    }
    return problems;
  }

  private List<Problem> edition(Edition edition) {
    SourceText text = new SourceText(edition.source());
    Findings findings = new Findings(edition.file(), text);
    new DateCheck(today).check(text, findings);
    LinkCheck.check(text.source(), findings);
    directory.ifPresent(
        known -> {
          List<Mention> mentions = known.in(text.text());
          Set<String> listed =
              new NumberCheck(known, knownNumbers, text, mentions, findings).check();
          new NameCheck(known, text, findings).check(mentions);
          new SeatCheck(known, districts, text, findings).check(mentions);
          new ReaderCheck(text, findings).check(mentions, edition.bodyLine(), listed);
          positions(edition, known, findings);
        });
    return findings.problems();
  }

  private static void positions(Edition edition, Directory known, Findings findings) {
    FrontMatter front = FrontMatter.of(edition.file(), edition.source());
    for (Map.Entry<String, Position> entry : edition.positions().entrySet()) {
      String bioguide = entry.getKey();
      if (NameSearch.isBioguide(bioguide) && known.inForce().official(bioguide).isEmpty()) {
        String who =
            known
                .person(bioguide)
                .map(Mention.Known::spoken)
                .orElse("this id is in no roster we have");
        findings.at(
            front.line("positions." + bioguide),
            "positions." + bioguide,
            Problem.Level.WARNING,
            "Nobody with this id holds a seat in the roster of "
                + known.inForce().asOf()
                + " ("
                + who
                + "), so the position reaches nobody. Take it out, or put in who sits there now.");
      }
    }
  }
}
