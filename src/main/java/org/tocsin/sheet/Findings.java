package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.Problem;
import org.tocsin.Problem.Level;

/** What was found in one file, each once: of what stands there again only the lines are shown. */
final class Findings {
  private static final int LINES_SHOWN = 10;

  private record Finding(Level level, String field, String message, TreeSet<Integer> lines) {
    boolean isLike(Level level, String field, String message) {
      return this.level == level && this.field.equals(field) && this.message.equals(message);
    }

    Problem problem(String file) {
      return new Problem(level, file, lines.first(), field, message + again());
    }

    private String again() {
      String more =
          lines.stream()
              .skip(1)
              .limit(LINES_SHOWN)
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      return lines.size() == 1
          ? ""
          : " Also on line " + more + (lines.size() > LINES_SHOWN + 1 ? " and others." : ".");
    }
  }

  private final String file;
  private final SourceText text;
  private final List<Finding> findings = new ArrayList<>();

  Findings(String file, SourceText text) {
    this.file = file;
    this.text = text;
  }

  void error(int at, String field, String message) {
    at(text.line(at), field, Level.ERROR, message);
  }

  void warning(int at, String field, String message) {
    at(text.line(at), field, Level.WARNING, message);
  }

  void hint(int at, String field, String message) {
    at(text.line(at), field, Level.HINT, message);
  }

  void at(int line, String field, Level level, String message) {
    for (Finding finding : findings) {
      if (finding.isLike(level, field, message)) {
        finding.lines.add(line);
        return;
      }
    }
    findings.add(new Finding(level, field, message, new TreeSet<>(List.of(line))));
  }

  List<Problem> problems() {
    return findings.stream().map(finding -> finding.problem(file)).toList();
  }
}
