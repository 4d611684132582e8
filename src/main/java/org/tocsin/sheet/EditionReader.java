package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Channel;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;

/** Turns one file into an edition and collects what is wrong with it. */
final class EditionReader {
  static final Pattern LANG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Pattern NAME_OR_ID = Pattern.compile(".{0,100}\\p{L}.{0,100}");
  private static final String WORDS = "supports, silent, opposes or unknown";

  private final String file;
  private final String source;
  private final FrontMatter front;
  private final List<Problem> problems = new ArrayList<>();

  EditionReader(String file, String source) {
    this.file = file;
    this.source = source;
    this.front = FrontMatter.of(file, source);
  }

  /** The edition, as far as it could be read; worth nothing when there are problems. */
  Edition read() {
    problems.addAll(front.problems());
    if (!front.isReadable()) {
      return edition("", "", "", Map.of(), Map.of(), Optional.empty());
    }
    String lang = required("lang", "the language of this file, such as en");
    if (!lang.isEmpty() && !LANG.matcher(lang).matches()) {
      error("lang", "'" + lang + "' is no language tag. Write en or es, for example.");
    }
    if (front.body().isBlank()) {
      error("", "The sheet has no text. Write it below the second line of dashes.");
    }
    return edition(
        lang,
        required("title", "the headline of the sheet"),
        required("subject", "the subject line of the email"),
        positions(),
        asks(),
        deadline());
  }

  private String required(String key, String what) {
    Optional<String> value = optional(key);
    if (value.isEmpty() && !front.isMap(key) && !front.isList(key)) {
      error(key, "Missing: " + what + ". Write " + key + ": \"…\" in the front matter.");
    }
    return value.orElse("");
  }

  private Optional<String> optional(String key) {
    if (front.isMap(key) || front.isList(key)) {
      error(key, "Write one text here, between \"…\" if it holds a colon or braces.");
    }
    return front.text(key).map(FrontMatter.Value::text).filter(text -> !text.isEmpty());
  }

  private Map<String, Position> positions() {
    Map<String, Position> positions = new LinkedHashMap<>();
    for (Map.Entry<String, FrontMatter.Value> entry : map("positions").entrySet()) {
      String id = entry.getKey();
      String word = entry.getValue().text();
      if (!NAME_OR_ID.matcher(id).matches()) {
        error(
            "positions." + id,
            "'" + id + "' is neither a name nor a bioguide id, which looks like K000386.");
      }
      Position.of(word)
          .ifPresentOrElse(
              position -> positions.put(id, position),
              () -> error("positions." + id, "'" + word + "' is no position. Use " + WORDS + "."));
    }
    return positions;
  }

  private List<PositionRule> rules() {
    if (front.isMap("position_rules")
        || front.text("position_rules").filter(value -> !value.text().isEmpty()).isPresent()) {
      error(
          "position_rules",
          "Write a list: each rule begins with a dash, such as - party: Republican, and has a"
              + " position.");
    }
    return new PositionRules(file, problems).read(front.list("position_rules"));
  }

  private Map<Position, String> asks() {
    Map<Position, String> asks = new EnumMap<>(Position.class);
    for (Map.Entry<String, FrontMatter.Value> entry : map("asks").entrySet()) {
      String word = entry.getKey();
      Optional<Position> position = Position.of(word);
      if (position.isEmpty()) {
        error("asks." + word, "'" + word + "' is no position. Use " + WORDS + ".");
      } else if (!entry.getValue().text().isEmpty()) {
        asks.put(position.get(), entry.getValue().text());
      }
    }
    return asks;
  }

  private Map<String, FrontMatter.Value> map(String key) {
    if (front.isList(key) || front.text(key).filter(value -> !value.text().isEmpty()).isPresent()) {
      error(key, "Write one line for each below this key, indented by two spaces.");
    }
    return front.map(key);
  }

  private Optional<WallTime> deadline() {
    try {
      return optional("deadline").map(WallTime::of);
    } catch (TocsinException e) {
      error("deadline", e.getMessage());
      return Optional.empty();
    }
  }

  private Edition edition(
      String lang,
      String title,
      String subject,
      Map<String, Position> positions,
      Map<Position, String> asks,
      Optional<WallTime> deadline) {
    return new Edition(
        lang,
        file,
        title,
        subject,
        optional(Channel.SMS.code()),
        optional("sms_general"),
        positions,
        rules(),
        asks,
        front.body(),
        front.bodyLine(),
        deadline,
        source);
  }

  private void error(String field, String message) {
    int line = field.isEmpty() ? front.bodyLine() : front.line(field);
    problems.add(Problem.error(file, line, field, message));
  }

  List<Problem> problems() {
    return problems;
  }
}
