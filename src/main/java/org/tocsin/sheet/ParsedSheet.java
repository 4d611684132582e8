package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/**
 * A sheet as far as it could be read.
 *
 * @param sheet worth nothing to readers while there are problems
 * @param problems that kept something from being read, all of them errors
 */
public record ParsedSheet(Sheet sheet, List<Problem> problems) {
  public ParsedSheet {
    problems = List.copyOf(problems);
  }

  /**
   * @throws BadInput with every error of every edition, those of the templates too, where anything
   *     could not be read
   */
  public Sheet orRefused() {
    if (problems.isEmpty()) {
      return sheet;
    }
    List<Problem> errors = new ArrayList<>(problems);
    new SheetCheck()
        .check(sheet).stream()
            .filter(Problem::isError)
            .filter(problem -> !errors.contains(problem))
            .forEach(errors::add);
    throw new BadInput(inOrder(errors));
  }

  /** Problems in the order of the files and their lines. */
  public List<Problem> inOrder(List<Problem> found) {
    List<String> files = sheet.editions().stream().map(Edition::file).toList();
    return found.stream()
        .sorted(
            Comparator.comparingInt((Problem problem) -> place(files, problem))
                .thenComparingInt(Problem::line))
        .toList();
  }

  private static int place(List<String> files, Problem problem) {
    int at = files.indexOf(problem.file());
    return at < 0 ? files.size() : at;
  }
}
