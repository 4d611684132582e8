package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.Problem;

/** What must hold between the editions of a sheet. */
final class Editions {
  private final List<Edition> editions;
  private final List<Problem> unread;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param unread what could not be read, which is not held against other editions
   */
  Editions(List<Edition> editions, List<Problem> unread) {
    this.editions = editions;
    this.unread = List.copyOf(unread);
  }

  List<Problem> problems() {
    Map<String, String> fileOf = new HashMap<>();
    for (Edition edition : editions) {
      checkName(edition);
      String other = fileOf.putIfAbsent(edition.lang(), edition.file());
      if (other != null && !edition.lang().isEmpty()) {
        error(edition, "lang", other + " has this language too. Each language has one file.");
      }
    }
    editions.stream().skip(1).forEach(this::checkAgainstFirst);
    return problems;
  }

  private void checkName(Edition edition) {
    String named = SheetFiles.languageIn(edition.file());
    if (!named.isEmpty() && !edition.lang().isEmpty() && !named.equals(edition.lang())) {
      error(
          edition,
          "lang",
          "The file is named as '" + named + "' and says '" + edition.lang() + "'. Change one.");
    }
  }

  private void checkAgainstFirst(Edition edition) {
    Edition first = editions.get(0);
    if (!edition.positions().isEmpty()
        && !edition.positions().equals(first.positions())
        && isRead("positions")) {
      error(
          edition,
          "positions",
          "Positions are not those of " + first.file() + ". Keep them in that file only.");
    }
    if (!edition.rules().isEmpty()) {
      error(edition, "position_rules", "Keep the rules in " + first.file() + " only.");
    }
    if (edition.deadline().isPresent()
        && !edition.deadline().equals(first.deadline())
        && isRead("deadline")) {
      error(
          edition,
          "deadline",
          "The deadline is not that of " + first.file() + ". Keep it in that file only.");
    }
  }

  private boolean isRead(String key) {
    return unread.stream()
        .map(Problem::field)
        .noneMatch(field -> field.isEmpty() || field.equals(key) || field.startsWith(key + "."));
  }

  private void error(Edition edition, String field, String message) {
    int line = FrontMatter.of(edition.file(), edition.source()).line(field);
    problems.add(Problem.error(edition.file(), line, field, message));
  }
}
