package org.tocsin;

import java.util.List;
import java.util.stream.Collectors;

/** Input that was refused whole: nothing has changed. Lists every problem that was found. */
public final class BadInput extends TocsinException {
  private final transient List<Problem> problems;

  public BadInput(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public BadInput(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }
}
