package org.tocsin.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;

/**
 * A JSON object of which each field is what it should be, or the whole is refused: no field that
 * nobody knows, none twice, nothing turned from one type into another, no null. A field that is
 * left out is the only way to say nothing.
 */
final class StrictObject {
  private static final String BODY = "body";
  private static final int LARGEST = 64 * 1024;
  private static final int DEEPEST = 8;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_NUMBER = 20;
  private static final int MOST = 1_000;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2099;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(LARGEST)
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final List<Problem> problems = new ArrayList<>();

  private StrictObject(JsonNode object, List<String> known) {
    this.object = object;
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                wrong(shortened(name), "There is no such field. " + knowing(known));
              }
            });
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_TEXT)).replace('\0', ' ');
  }

  private static String knowing(List<String> known) {
    return known.isEmpty() ? "Send none." : "Known are: " + String.join(", ", known) + ".";
  }

  /**
   * @param body as it came, or null
   * @param known its fields
   * @throws BadInput where it is no JSON object in UTF-8, or has a field twice
   */
  static StrictObject read(byte[] body, List<String> known) {
    if (body != null && body.length > LARGEST) {
      throw no("It is larger than " + LARGEST / 1024 + " kB.");
    }
    String text = Utf8.read(BODY, body);
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        return new StrictObject(node, known);
      }
    } catch (JsonProcessingException e) {
      throw no(said(e));
    }
    throw no("It is no JSON object. Write {\"field\": \"value\"}.");
  }

  /** In one line, and nothing of what lies inside this program. */
  private static String said(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " in line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return first.startsWith("Duplicate field")
        ? "A field stands twice" + where + "."
        : "It is no JSON" + where + ", or nested too deeply.";
  }

  private static BadInput no(String message) {
    return new BadInput(Problem.error(BODY, 0, "", message));
  }

  /** A text of at most 200 characters, not empty. */
  Optional<String> text(String field) {
    if (!object.has(field)) {
      return Optional.empty();
    }
    return text(field, object.get(field), "a text");
  }

  private Optional<String> text(String field, JsonNode value, String wanted) {
    String text = value.isTextual() ? value.textValue() : "";
    if (text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      wrong(field, "It must be " + wanted + ", not " + kind(value) + ".");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> {
        String text = value.textValue();
        yield text.isBlank()
            ? "an empty text"
            : text.indexOf('\0') >= 0 ? "one with NUL characters" : "such a long one";
      }
      case NULL -> "null; leave the field out";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }

  /** A list of texts, none of them twice; a list with nothing in it is refused. */
  Optional<List<String>> texts(String field, String example) {
    if (!object.has(field)) {
      return Optional.empty();
    }
    JsonNode list = object.get(field);
    if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
      String why = list.isArray() ? (list.isEmpty() ? "an empty one" : "such a long one") : "";
      wrong(
          field,
          "It must be a list such as "
              + example
              + ", not "
              + (why.isEmpty() ? list.isTextual() ? "a text" : kind(list) : why)
              + ".");
      return Optional.empty();
    }
    return Optional.of(elements(field, list));
  }

  private List<String> elements(String field, JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = field + "[" + i + "]";
      text(place, list.get(i), "a text")
          .ifPresent(
              text -> {
                if (texts.contains(text)) {
                  wrong(place, "It stands twice.");
                }
                texts.add(text);
              });
    }
    return texts;
  }

  /** A time with its offset or zone, or else in the organization's, within this century. */
  Optional<Instant> time(String field, LocalTimes times) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant time = times.instant(WallTime.of(text.get()));
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return Optional.of(time);
      }
      wrong(field, "It must be in this century, as 2027-03-31T20:00:00-04:00.");
    } catch (TocsinException e) {
      wrong(field, e.getMessage());
    }
    return Optional.empty();
  }

  /** True or false. */
  Optional<Boolean> choice(String field) {
    if (!object.has(field)) {
      return Optional.empty();
    }
    if (!object.get(field).isBoolean()) {
      wrong(field, "It must be true or false, not " + kindOrText(object.get(field)) + ".");
    }
    return Optional.of(object.get(field).asBoolean(false));
  }

  /** True or false; false where it is left out. */
  boolean flag(String field) {
    return choice(field).orElse(false);
  }

  private static String kindOrText(JsonNode value) {
    return value.isTextual() ? "a text" : kind(value);
  }

  /** Notes one more thing that is wrong. */
  void wrong(String field, String message) {
    problems.add(Problem.error(BODY, 0, field, message));
  }

  /**
   * @throws BadInput with everything that is wrong
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }
}
