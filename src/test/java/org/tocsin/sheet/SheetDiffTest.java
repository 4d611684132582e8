package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tocsin.sheet.SheetDiff.Piece;
import org.tocsin.sheet.SheetDiff.Row;

/** What differs between two texts. */
final class SheetDiffTest {
  /** Words that the other text has not stand in brackets. */
  private static String words(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> piece.differs() ? "[" + piece.words() + "]" : piece.words())
        .collect(Collectors.joining());
  }

  private static List<String> rows(List<String> before, List<String> after) {
    return SheetDiff.of(before, after).orElseThrow().stream()
        .map(row -> (row.isGap() ? "… " : "") + words(row.before()) + " | " + words(row.after()))
        .toList();
  }

  @Test
  void words_of_a_line_are_told_apart_in_any_language() {
    assertThat(rows(List.of("Llame a su senadora mañana."), List.of("Llame a su senador mañana.")))
        .containsExactly("Llame a su [senadora] mañana. | Llame a su [senador] mañana.");
    assertThat(rows(List.of("Call today"), List.of("Call them today")))
        .containsExactly("Call today | Call[ them] today");
  }

  @Test
  void lines_that_only_one_has_stand_alone() {
    assertThat(rows(List.of("a", "b"), List.of("a", "new", "b")))
        .containsExactly("a | a", " | [new]", "b | b");
    assertThat(rows(List.of("a", "old"), List.of("a"))).containsExactly("a | a", "[old] | ");
  }

  @Test
  void what_is_the_same_far_away_is_left_out() {
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "line " + i).toList();
    List<String> other = new java.util.ArrayList<>(many);
    other.set(10, "line ten");
    List<Row> rows = SheetDiff.of(many, other).orElseThrow();
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0).isGap()).isTrue();
    assertThat(rows(many, many)).isEmpty();
  }

  @Test
  void texts_too_long_to_compare_are_not_compared_and_long_lines_as_a_whole() {
    List<String> lines = Collections.nCopies(131_072, "");
    assertThat(SheetDiff.of(lines, List.of("a"))).isEmpty();
    String one = "a ".repeat(30_000);
    String other = "b ".repeat(30_000);
    Row row = SheetDiff.of(List.of(one), List.of(other)).orElseThrow().get(0);
    assertThat(row.before()).containsExactly(new Piece(one, true));
    assertThat(row.after()).containsExactly(new Piece(other, true));
  }
}
