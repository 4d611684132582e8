package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.Problem;

/** The problems of a file: the first of them, and how many there are, so that memory stays flat. */
final class FoundProblems {
  private static final int KEPT = 1_000;

  private final String file;
  private final List<Problem> kept = new ArrayList<>();
  private long count;

  FoundProblems(String file) {
    this.file = file;
  }

  void error(int line, String field, String message) {
    add(Problem.error(file, line, field, message));
  }

  void warn(int line, String field, String message) {
    add(Problem.warning(file, line, field, message));
  }

  private void add(Problem problem) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(problem);
    }
  }

  List<Problem> kept() {
    return List.copyOf(kept);
  }

  long count() {
    return count;
  }
}
