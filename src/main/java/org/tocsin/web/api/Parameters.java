package org.tocsin.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** The parameters after the question mark: those that are known, each once. */
final class Parameters {
  private static final String ADDRESS = "address";

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @throws BadInput naming what is unknown or stands twice
   */
  static Parameters of(Map<String, List<String>> query, String... known) {
    List<Problem> problems = new ArrayList<>();
    query.forEach(
        (name, values) -> {
          if (!List.of(known).contains(name)) {
            problems.add(wrong(name, "There is no such parameter" + among(known)));
          } else if (values.size() > 1) {
            problems.add(wrong(name, "It stands twice."));
          }
        });
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return new Parameters(query);
  }

  private static String among(String... known) {
    return known.length == 0 ? "." : ". Known are: " + String.join(", ", known) + ".";
  }

  private static Problem wrong(String name, String message) {
    return Problem.error(ADDRESS, 0, name, message);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(list -> list.get(0));
  }

  /** A whole number within these bounds. */
  long number(String name, long otherwise, long min, long max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,18}")) {
      long number = Long.parseLong(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new BadInput(wrong(name, "It must be a whole number from " + min + " to " + max + "."));
  }
}
