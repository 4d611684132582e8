package org.tocsin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDiff;

/** Two texts of an edition beside each other, in the words of the editor's fields. */
final class SheetComparison {
  private SheetComparison() {}

  /**
   * What the template "diff" asks for.
   *
   * @return "rows", and whether it was "too_long" to compare
   */
  static Map<String, Object> of(Visit visit, String before, String after) {
    List<Map<String, Object>> rows =
        SheetDiff.of(lines(visit, EditionForm.of(before)), lines(visit, EditionForm.of(after)))
            .orElse(List.of())
            .stream()
            .map(SheetComparison::row)
            .toList();
    boolean isSame = EditionForm.of(before).equals(EditionForm.of(after));
    return Map.of("rows", rows, "too_long", rows.isEmpty() && !isSame);
  }

  private static Map<String, Object> row(SheetDiff.Row row) {
    return Map.of("before", pieces(row.before()), "after", pieces(row.after()), "gap", row.isGap());
  }

  private static List<Map<String, Object>> pieces(List<SheetDiff.Piece> pieces) {
    return pieces.stream()
        .map(piece -> Map.<String, Object>of("words", piece.words(), "differs", piece.differs()))
        .toList();
  }

  /** All fields that say something, each after its name. */
  static List<String> lines(Visit visit, EditionForm form) {
    List<String> lines = new ArrayList<>();
    form.values().forEach((key, value) -> add(lines, words(visit, key), value));
    add(lines, words(visit, "positions"), form.positions());
    add(lines, words(visit, "rest"), form.rest());
    add(lines, words(visit, "body"), form.body());
    return lines;
  }

  /** What a field is called. */
  static String words(Visit visit, String field) {
    return visit.words("sheet." + field.replace("asks.", "ask."));
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isBlank()) {
      Stream.concat(Stream.of(name + ":"), value.lines()).forEach(lines::add);
    }
  }
}
