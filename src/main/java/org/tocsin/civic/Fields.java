package org.tocsin.civic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Problem;

/**
 * Reads fields of one record and notes what is missing or wrong, with the record's line and name. A
 * field that is absent, null or empty counts as missing: older files write every key.
 */
final class Fields {
  // North American numbers: neither area code nor exchange begins with 0 or 1.
  private static final Pattern PHONE =
      Pattern.compile(
          "(?i)(?:\\+?1[ .-]?)?\\(?([2-9][0-9]{2})\\)?[ ./-]*([2-9][0-9]{2})[ .-]*([0-9]{4})"
              + "(?:[ ,;]*(?:extension|ext|x|#)[ .:=]*([0-9]{1,6}))?");

  /** Between two numbers in one field. */
  private static final Pattern OR = Pattern.compile(" (?:or|and) | ?[;|] ?|, | / ");

  private final String file;
  private final Records.Entry entry;
  private final String who;
  private final Consumer<Problem> problems;

  Fields(String file, Records.Entry entry, String who, Consumer<Problem> problems) {
    this.file = file;
    this.entry = entry;
    this.who = who;
    this.problems = problems;
  }

  /** The bioguide id of a record, or its place in the file where it has none. */
  static String nameOf(Records.Entry entry, int index) {
    String bioguide = text(entry.node().path("id").path("bioguide"));
    return bioguide.isEmpty() ? "record " + (index + 1) : bioguide;
  }

  static String text(JsonNode node) {
    return node.isNull() ? "" : node.asText("").strip();
  }

  void error(String field, String message) {
    problems.accept(Problem.error(file, entry.line(), field, who + ": " + message));
  }

  void warn(String field, String message) {
    problems.accept(Problem.warning(file, entry.line(), field, who + ": " + message));
  }

  /** The text of a field that must be there, else "" and an error. */
  String required(JsonNode parent, String path, String field) {
    String value = text(parent.path(field));
    if (value.isEmpty()) {
      error(path + field, "it is missing.");
    }
    return value;
  }

  /** The date of a field that must be there, else null and an error. */
  LocalDate date(JsonNode parent, String path, String field) {
    String value = required(parent, path, field);
    try {
      return value.isEmpty() ? null : LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      error(path + field, "'" + value + "' is no date like 2017-01-03.");
      return null;
    }
  }

  /** The number of an office as "315-423-5657", or null where it has none or a malformed one. */
  String phone(JsonNode parent, String path, String place) {
    String value = text(parent.path("phone"));
    if (value.isEmpty()) {
      return null;
    }
    Optional<String> phone = normalPhone(value);
    if (phone.isPresent()) {
      return phone.get();
    }
    Optional<String> first = normalPhone(OR.split(value.replaceAll("\\s+", " "), 2)[0].strip());
    warn(
        path + "phone",
        "'"
            + value
            + "' ("
            + place
            + ") is no phone number; "
            + first.map(number -> number + " is taken.").orElse("it is left out."));
    return first.orElse(null);
  }

  /** "315-423-5657", or "315-423-5657 x12", from any writing of a US number. */
  static Optional<String> normalPhone(String value) {
    Matcher matcher = PHONE.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String number = String.join("-", List.of(matcher.group(1), matcher.group(2), matcher.group(3)));
    String extension = matcher.group(4);
    return Optional.of(extension == null ? number : number + " x" + extension);
  }
}
