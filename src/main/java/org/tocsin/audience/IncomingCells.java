package org.tocsin.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.civic.Cells;
import org.tocsin.civic.CsvRow;

/** The cells of a row by what they hold. */
final class IncomingCells {
  private static final int LONGEST_JSON = 10_000;

  /** "phone_1_-_value" stands beside "phone_1_-_type". */
  private static final Pattern VALUE = Pattern.compile("value$");

  /** Made only where a file has such cells. */
  private static final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private final int line;
  private final boolean isShifted;
  private final UnaryOperator<String> row;
  private final Headings headings;
  private final Map<String, String> attributes;

  private IncomingCells(int line, boolean isShifted, UnaryOperator<String> row, Headings headings) {
    this.line = line;
    this.isShifted = isShifted;
    this.row = row;
    this.headings = headings;
    this.attributes = headings.has("attributes") ? attributes() : Map.of();
  }

  static IncomingCells of(CsvRow row, Headings headings) {
    return new IncomingCells(row.line(), row.isShifted(), row::get, headings);
  }

  /** Of one person, by our own names of the fields. */
  static IncomingCells of(Map<String, String> cells) {
    return new IncomingCells(
        0, false, field -> cells.getOrDefault(field, "").strip(), Headings.of(cells.keySet()));
  }

  /** Some programs keep what else they know in one cell, as a JSON object. */
  private Map<String, String> attributes() {
    String cell = row.apply(headings.of("attributes").get(0));
    Map<String, String> known = new HashMap<>();
    try {
      JsonNode node = cell.length() > LONGEST_JSON ? null : Json.MAPPER.readTree(cell);
      if (node != null && node.isObject()) {
        node.fields()
            .forEachRemaining(
                field ->
                    Columns.place(field.getKey())
                        .filter(place -> field.getValue().isValueNode())
                        .ifPresent(
                            place -> known.putIfAbsent(place.field(), field.getValue().asText())));
      }
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return known;
  }

  int line() {
    return line;
  }

  /** The first cell of a field that is filled in; "" where none is. */
  String get(String field) {
    return all(field).findFirst().orElse("");
  }

  /** All cells of a field that are filled in, the best first. */
  Stream<String> all(String field) {
    return Stream.concat(
        headings.of(field).stream().map(this::cell).filter(cell -> !cell.isEmpty()),
        Stream.ofNullable(attributes.get(field)).filter(cell -> !cell.isBlank()));
  }

  private String cell(String column) {
    return Cells.unguarded(row.apply(column));
  }

  /** The column that {@link #get} takes, in the file's own words; else the field. */
  String column(String field) {
    List<String> columns = headings.of(field);
    return columns.stream()
        .filter(column -> !row.apply(column).isEmpty())
        .findFirst()
        .orElse(columns.isEmpty() ? field : columns.get(0));
  }

  /** Whether the file has a column for it, and this row nothing there. */
  boolean isEmptied(String field) {
    return headings.has(field) && get(field).isEmpty();
  }

  boolean hasColumn(String field) {
    return headings.has(field);
  }

  /** A number and whether it stands where mobile numbers stand. */
  record Number(String cell, boolean isMobile) {}

  /** All numbers, the mobile ones first. */
  List<Number> numbers() {
    Stream<Number> labelled =
        headings.of("phone").stream()
            .filter(column -> !cell(column).isEmpty())
            .map(column -> new Number(cell(column), isLabelledMobile(column)))
            .sorted((a, b) -> Boolean.compare(b.isMobile, a.isMobile));
    return Stream.of(
            all("mobile").map(cell -> new Number(cell, true)),
            labelled,
            Stream.ofNullable(attributes.get("phone")).map(cell -> new Number(cell, false)),
            all("home_phone").map(cell -> new Number(cell, false)))
        .flatMap(each -> each)
        .toList();
  }

  private boolean isLabelledMobile(String column) {
    return Stream.of("type", "label")
        .map(beside -> row.apply(VALUE.matcher(column).replaceFirst(beside)))
        .map(label -> label.toLowerCase(Locale.ROOT))
        .anyMatch(label -> label.contains("mobile") || label.contains("cell"));
  }

  /** Whether numbers for texts have a column of their own. */
  boolean hasMobileColumn() {
    return headings.has("mobile");
  }

  /** Who the row says it is, in our own export; empty in any other file. */
  Optional<Long> id() {
    String id = headings.areOurOwn() ? row.apply("id") : "";
    return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
  }

  boolean isShifted() {
    return isShifted;
  }
}
