package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.Problem;
import org.tocsin.Problem.Level;

/** What was found in one file, each place once. */
final class Findings {
  private final String file;
  private final SourceText text;
  private final List<Problem> problems = new ArrayList<>();

  Findings(String file, SourceText text) {
    this.file = file;
    this.text = text;
  }

  /** In a comment, which no reader sees, nothing is an error. */
  void error(int at, String field, String message) {
    add(at, field, text.isComment(at) ? Level.HINT : Level.ERROR, message);
  }

  void warning(int at, String field, String message) {
    add(at, field, text.isComment(at) ? Level.HINT : Level.WARNING, message);
  }

  void hint(int at, String field, String message) {
    if (!text.isComment(at)) {
      add(at, field, Level.HINT, message);
    }
  }

  private void add(int at, String field, Level level, String message) {
    at(text.line(at), field, level, message);
  }

  void at(int line, String field, Level level, String message) {
    boolean known =
        problems.stream()
            .anyMatch(p -> p.line() == line && p.field().equals(field) && !field.isEmpty());
    if (!known) {
      problems.add(new Problem(level, file, line, field, message));
    }
  }

  List<Problem> problems() {
    return problems;
  }
}
