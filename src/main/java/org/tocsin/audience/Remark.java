package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.Problem;

/**
 * A cause of problems in a file, and how often it was met.
 *
 * @param first the first of them
 * @param cause what they have in common, in words
 * @param count how many there are
 * @param places the lines of the first few, "3 (as 2)" where two lines belong together
 */
public record Remark(Problem first, String cause, long count, List<String> places) {
  private static final int SHOWN = 5;

  public Remark {
    places = List.copyOf(places);
  }

  record Cause(Problem.Level level, String field, String words) {}

  static Remark first(Problem problem, String cause, String place) {
    return new Remark(problem, cause, 1, List.of(place));
  }

  Remark and(Remark next) {
    List<String> more = new ArrayList<>(places);
    more.addAll(next.places.subList(0, Math.min(next.places.size(), SHOWN - more.size())));
    return new Remark(first, cause, count + next.count, more);
  }

  /** As a person reads it, with file and line of the first. */
  @Override
  public String toString() {
    if (count == 1) {
      return first.toString();
    }
    String more = count > places.size() ? " and more" : "";
    return Problem.warning(first.file(), first.line(), first.field(), cause)
        + " (%,d times: lines %s%s)".formatted(count, String.join(", ", places), more);
  }
}
