package org.tocsin.audience;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tocsin.Problem;

/**
 * The problems of a file: the first of them, and how often each cause was met, so that memory stays
 * flat.
 */
final class FoundProblems {
  private static final int KEPT = 1_000;
  private static final String OTHER = "<other>";
  private static final String SOMEBODY = "somebody on the list";

  private final String file;
  private final Consumer<Problem> each;
  private final List<Problem> kept = new ArrayList<>();
  private final Map<Remark.Cause, Remark> remarks = new LinkedHashMap<>();
  private long count;

  FoundProblems(String file) {
    this(file, problem -> {});
  }

  /**
   * @param each is given all of them, one by one
   */
  FoundProblems(String file, Consumer<Problem> each) {
    this.file = file;
    this.each = each;
  }

  void error(int line, String field, String message) {
    add(Problem.error(file, line, field, message), message, "" + line);
  }

  void warn(int line, String field, String message) {
    add(Problem.warning(file, line, field, message), message, "" + line);
  }

  /**
   * Warns of a row that has something in common with another.
   *
   * @param other its line, or 0 where it is on the list already
   * @param message with {@code <other>} in the place of the other
   */
  void warnOfTwo(int line, int other, String field, String message) {
    boolean isKnown = other == 0;
    String whole = message.replace(OTHER, isKnown ? SOMEBODY : "line " + other);
    add(
        Problem.warning(file, line, field, whole),
        message.replace(OTHER, isKnown ? SOMEBODY : "another line"),
        isKnown ? "" + line : line + " (as " + other + ")");
  }

  /** For a part of the work that may have to be done again. */
  FoundProblems apart() {
    return new FoundProblems(file);
  }

  /** Takes over what was found apart. */
  void take(FoundProblems others) {
    count += others.count;
    kept.addAll(others.kept.subList(0, Math.min(others.kept.size(), KEPT - kept.size())));
    others.remarks.forEach((cause, remark) -> remarks.merge(cause, remark, Remark::and));
  }

  private void add(Problem problem, String cause, String place) {
    count++;
    each.accept(problem);
    if (kept.size() < KEPT) {
      kept.add(problem);
    }
    remarks.merge(
        new Remark.Cause(problem.level(), problem.field(), cause),
        Remark.first(problem, cause, place),
        Remark::and);
  }

  List<Problem> kept() {
    return List.copyOf(kept);
  }

  /** One for each cause, in the order in which they were met. */
  List<Remark> remarks() {
    return List.copyOf(remarks.values());
  }

  long count() {
    return count;
  }
}
