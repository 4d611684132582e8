package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which term of a record is the current one. That is the last, earlier ones tell of other seats;
 * but around a change of Congress a file may list some people by a term that has not begun.
 */
final class Terms {
  private Terms() {}

  /** The Congress in which most members of the House of a file sit; empty without any. */
  static Optional<Integer> congress(List<Records.Entry> entries) {
    return most(
        entries.stream()
            .map(entry -> last(entry.node()))
            .filter(term -> Fields.text(term.path("type")).equals("rep"))
            .flatMap(term -> day(term, "end").stream())
            .map(end -> Congress.at(end.minusDays(1)))
            .toList());
  }

  /** What stands most often, of several the highest. */
  static Optional<Integer> most(List<Integer> numbers) {
    Map<Integer, Long> counts =
        numbers.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** The last one, or null where there is none. */
  private static JsonNode last(JsonNode record) {
    JsonNode terms = record.path("terms");
    return terms.path(terms.size() - 1);
  }

  /** The last term that begins before a Congress ends; else the last one. */
  static JsonNode current(JsonNode record, Optional<Integer> congress) {
    JsonNode terms = record.path("terms");
    for (int i = terms.size() - 1; i >= 0; i--) {
      JsonNode term = terms.path(i);
      if (!isToCome(term, congress)) {
        return term;
      }
    }
    return last(record);
  }

  /** Whether a term begins with a later Congress. */
  static boolean isToCome(JsonNode term, Optional<Integer> congress) {
    return congress.isPresent()
        && day(term, "start")
            .filter(start -> !start.isBefore(Congress.endOf(congress.get())))
            .filter(start -> day(term, "end").filter(start::isBefore).isPresent())
            .isPresent();
  }

  /** Whether a term of the House was over when a Congress began. */
  static boolean isOver(JsonNode term, Optional<Integer> congress) {
    return congress.isPresent()
        && Fields.text(term.path("type")).equals("rep")
        && day(term, "end")
            .filter(end -> !end.isAfter(Congress.endOf(congress.get() - 1)))
            .isPresent();
  }

  private static Optional<LocalDate> day(JsonNode term, String field) {
    try {
      return Optional.of(LocalDate.parse(Fields.text(term.path(field))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
