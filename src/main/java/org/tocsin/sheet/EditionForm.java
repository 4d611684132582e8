package org.tocsin.sheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.BadInput;
import org.tocsin.Channel;
import org.tocsin.Problem;

/**
 * A sheet file as a form with fields. What the form has no field for stands in {@code rest}, as it
 * does in the file, so that nothing is lost.
 *
 * @param values by key, as the file has them: title, subject, lang, sms, sms_general, deadline,
 *     asks.supports and so on; "" where there is none
 * @param positions a line each, "K000386: silent", with comments after # as in the file
 * @param rest further lines of the front matter, such as position_rules
 * @param body Markdown
 */
public record EditionForm(Map<String, String> values, String positions, String rest, String body) {
  /** A comment behind a line of the form. */
  private static final Pattern BEHIND = Pattern.compile("(?<!\\s)\\s++#");

  private static final List<String> TEXTS =
      List.of("title", "subject", "lang", Channel.SMS.code(), "sms_general", "deadline");

  /** The keys of {@link #values}. */
  public static final List<String> KEYS =
      Stream.concat(TEXTS.stream(), Stream.of(Position.values()).map(each -> "asks." + each.code()))
          .toList();

  public EditionForm {
    Map<String, String> all = new LinkedHashMap<>();
    for (String key : KEYS) {
      all.put(key, values.getOrDefault(key, ""));
    }
    values = Collections.unmodifiableMap(all);
  }

  /**
   * Where in the form something stands.
   *
   * @param field a key, "positions", "rest" or "body"
   * @param line within it, counted from 1
   */
  public record Place(String field, int line) {}

  public static EditionForm of(String source) {
    FrontMatter front = FrontMatter.of("", source);
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      values.put(key, text(front, key));
    }
    String positions = positions(front, source.lines().toList());
    return new EditionForm(values, positions, rest(front, source), trimmed(front.body()));
  }

  /** The lines as they stand, without quotation marks, and the comments between and behind them. */
  private static String positions(FrontMatter front, List<String> lines) {
    NavigableMap<Integer, List<String>> entries = new TreeMap<>();
    front
        .map("positions")
        .forEach(
            (name, value) ->
                entries
                    .computeIfAbsent(value.line(), line -> new ArrayList<>())
                    .add(name + ": " + value.text()));
    List<String> written = new ArrayList<>();
    int end = Math.min(front.bodyLine() - 2, lines.size());
    for (int line = front.line("positions") + 1; !entries.isEmpty() && line <= end; line++) {
      String raw = lines.get(line - 1);
      if (entries.containsKey(line)) {
        written.addAll(entries.get(line));
        String comment = comment(raw);
        written.set(written.size() - 1, written.get(written.size() - 1) + comment);
      } else if (section(front, line).equals("positions") && !raw.startsWith("#")) {
        written.add(raw.strip().startsWith("#") ? raw.strip() : "");
      }
    }
    return String.join("\n", written).strip();
  }

  /** What stands behind a value, with a blank before it; YAML 1.2 6.6. */
  private static String comment(String line) {
    char quote = 0;
    char before = ':';
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
        return " " + line.substring(i).strip();
      }
      if (quote == '"' && c == '\\') {
        i++;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && before == ':' && (c == '"' || c == '\'')) {
        quote = c;
      }
      before = Character.isWhitespace(c) ? before : c;
    }
    return "";
  }

  /** Without empty lines at its ends; blanks before the first word mean something in Markdown. */
  private static String trimmed(String body) {
    return body.replaceFirst("^([^\\S\n]*\n)+", "").stripTrailing();
  }

  private static String text(FrontMatter front, String key) {
    int dot = key.indexOf('.');
    FrontMatter.Value value =
        dot < 0
            ? front.text(key).orElse(null)
            : front.map(key.substring(0, dot)).get(key.substring(dot + 1));
    return value == null ? "" : value.text();
  }

  /** Whole keys that the form does not have, and comments. */
  private static String rest(FrontMatter front, String source) {
    List<String> lines = source.lines().toList();
    List<String> rest = new ArrayList<>();
    int end = Math.min(front.bodyLine() - 2, lines.size());
    for (int i = 1; i < end; i++) {
      String line = lines.get(i);
      boolean isComment = line.startsWith("#");
      if (isComment || section(front, i + 1).equals("rest") && !line.isBlank()) {
        rest.add(line);
      }
    }
    return String.join("\n", rest);
  }

  private static String section(FrontMatter front, int line) {
    String key =
        front.lines().entrySet().stream()
            .filter(each -> each.getValue() <= line)
            .reduce((one, other) -> one.getValue() > other.getValue() ? one : other)
            .map(Map.Entry::getKey)
            .orElse("rest");
    return TEXTS.contains(key) || key.equals("asks") || key.equals("positions") ? key : "rest";
  }

  /**
   * As a file.
   *
   * @throws BadInput where the rest is no YAML, or has what the form has a field for
   */
  public String source() {
    List<String> lines = new ArrayList<>(List.of("---"));
    TEXTS.forEach(key -> line(lines, "", key, values.get(key)));
    positions(lines);
    asks(lines);
    if (!rest.isBlank()) {
      checkRest();
      clean(rest).stripTrailing().lines().forEach(lines::add);
    }
    lines.add("---");
    return String.join("\n", lines) + "\n" + trimmed(clean(body)) + "\n";
  }

  private static String clean(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static void line(List<String> lines, String indent, String key, String value) {
    if (!value.isBlank()) {
      lines.add(indent + key + ": " + quoted(value.strip()));
    }
  }

  /** Without quotation marks where YAML needs none. */
  private static String word(String value) {
    return value.matches("[A-Za-z][A-Za-z0-9.' -]*") ? value : quoted(value);
  }

  /** YAML 1.2 7.3.1. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    clean(value)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(isPlain(c) ? Character.toString(c) : escaped(c));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7F
        || c >= 0xA0
            && c != 0x2028
            && c != 0x2029
            && c != 0xFEFF
            && !(c >= 0xD800 && c <= 0xDFFF)
            && c != 0xFFFE
            && c != 0xFFFF;
  }

  private static String escaped(int c) {
    return "\\u%04x".formatted(c);
  }

  private void positions(List<String> lines) {
    List<String> written = clean(positions).strip().lines().map(String::strip).toList();
    boolean isAny = written.stream().anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
    if (isAny) {
      lines.add("positions:");
    }
    for (String line : written) {
      if (line.isEmpty() || line.startsWith("#")) {
        lines.add(line.isEmpty() || !isAny ? line : "  " + line);
      } else {
        lines.add(position(line));
      }
    }
  }

  private static String position(String line) {
    Matcher behind = BEHIND.matcher(line);
    int end = behind.find() ? behind.start() : line.length();
    String said = line.substring(0, end);
    int colon = said.lastIndexOf(':');
    String name = colon < 0 ? said : said.substring(0, colon).strip();
    String position = colon < 0 ? "" : said.substring(colon + 1).strip();
    String comment = end < line.length() ? " " + line.substring(end).strip() : "";
    return "  " + word(name) + ": " + word(position) + comment;
  }

  private void asks(List<String> lines) {
    List<Position> asked =
        Stream.of(Position.values())
            .filter(each -> !values.getOrDefault("asks." + each.code(), "").isBlank())
            .toList();
    if (!asked.isEmpty()) {
      lines.add("asks:");
    }
    asked.forEach(
        each -> line(lines, "  ", each.code(), values.getOrDefault("asks." + each.code(), "")));
  }

  private void checkRest() {
    FrontMatter front = FrontMatter.of("rest", "---\n" + clean(rest) + "\n---\n");
    boolean onlyComments =
        clean(rest).lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
    boolean isWhole = clean(rest).lines().noneMatch(line -> line.stripTrailing().equals("---"));
    boolean hasFields =
        front.lines().keySet().stream()
            .anyMatch(key -> TEXTS.contains(key) || key.equals("asks") || key.equals("positions"));
    if (!isWhole || hasFields || !onlyComments && !front.isReadable()) {
      String why = front.problems().stream().map(Problem::message).findFirst().orElse("");
      throw new BadInput(
          Problem.error(
              "rest",
              0,
              "",
              "What stands here is further keys of the sheet file, and none that has a field"
                  + " above. "
                  + why));
    }
  }

  /** Where in the form a line of its file stands. */
  public static Place place(String source, Problem problem) {
    FrontMatter front = FrontMatter.of("", source);
    int line = problem.line();
    if (line >= front.bodyLine()) {
      String body = front.body();
      int blank = (int) body.lines().takeWhile(String::isBlank).count();
      return new Place("body", Math.max(1, line - front.bodyLine() - blank + 1));
    }
    String field = KEYS.contains(problem.field()) ? problem.field() : section(front, line);
    int begins = front.line(field);
    return new Place(
        field.equals("asks") ? "asks.unknown" : field,
        field.equals("positions") ? Math.max(1, line - begins) : 1);
  }
}
