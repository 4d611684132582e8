package org.tocsin.sheet;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How two texts differ, by lines, and within lines that stand for each other by words. */
public final class SheetDiff {
  /** Lines of both texts; beyond it comparing would take too long. */
  private static final int MOST_LINES = 6_000;

  /** Words and gaps of both lines; longer ones are shown as wholly different. */
  private static final int MOST_WORDS = 4_000;

  /** Lines around what differs. */
  private static final int AROUND = 2;

  private static final Pattern WORD =
      Pattern.compile("\\s+|[\\p{L}\\p{M}\\p{N}]+|.", Pattern.DOTALL);

  private SheetDiff() {}

  /**
   * Words of a line.
   *
   * @param differs whether the other text has them not
   */
  public record Piece(String words, boolean differs) {}

  /**
   * A line of each text beside the other.
   *
   * @param before empty where only the other one has it
   * @param isGap whether equal lines were left out before it
   */
  public record Row(List<Piece> before, List<Piece> after, boolean differs, boolean isGap) {}

  /**
   * What differs, with some lines around it.
   *
   * @return no rows where they are the same; empty where they are too long to compare
   */
  public static Optional<List<Row>> of(List<String> before, List<String> after) {
    if (before.size() + after.size() > MOST_LINES) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (Span span : spans(before, after)) {
      before.subList(at, span.oldStart()).forEach(line -> rows.add(same(line)));
      rows.addAll(
          changed(
              before.subList(span.oldStart(), span.oldEnd()),
              after.subList(span.newStart(), span.newEnd())));
      at = span.oldEnd();
    }
    before.subList(at, before.size()).forEach(line -> rows.add(same(line)));
    return Optional.of(shortened(rows));
  }

  /** What stands for what; the ends are those after the last. */
  private record Span(int oldStart, int oldEnd, int newStart, int newEnd) {
    Span with(Change change) {
      return new Span(oldStart, change.endOriginal, newStart, change.endRevised);
    }

    boolean endsWhere(Change change) {
      return oldEnd == change.startOriginal && newEnd == change.startRevised;
    }
  }

  /** What was taken out and what was put in at the same place belong together. */
  private static List<Span> spans(List<String> before, List<String> after) {
    List<Span> spans = new ArrayList<>();
    for (Change change : new MyersDiffWithLinearSpace<String>().computeDiff(before, after, null)) {
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).endsWhere(change)) {
        spans.set(last, spans.get(last).with(change));
      } else {
        spans.add(
            new Span(
                change.startOriginal, change.endOriginal, change.startRevised, change.endRevised));
      }
    }
    return spans;
  }

  private static Row same(String line) {
    List<Piece> pieces = List.of(new Piece(line, false));
    return new Row(pieces, pieces, false, false);
  }

  private static List<Row> changed(List<String> before, List<String> after) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      if (i >= before.size()) {
        rows.add(new Row(List.of(), all(after.get(i)), true, false));
      } else if (i >= after.size()) {
        rows.add(new Row(all(before.get(i)), List.of(), true, false));
      } else {
        rows.add(words(before.get(i), after.get(i)));
      }
    }
    return rows;
  }

  private static List<Piece> all(String line) {
    return List.of(new Piece(line, true));
  }

  private static Row words(String before, String after) {
    List<String> old = split(before);
    List<String> now = split(after);
    if (old.size() + now.size() > MOST_WORDS) {
      return new Row(all(before), all(after), true, false);
    }
    boolean[] gone = new boolean[old.size()];
    boolean[] come = new boolean[now.size()];
    for (Span span : spans(old, now)) {
      Arrays.fill(gone, span.oldStart(), span.oldEnd(), true);
      Arrays.fill(come, span.newStart(), span.newEnd(), true);
    }
    return new Row(pieces(old, gone), pieces(now, come), true, false);
  }

  private static List<String> split(String line) {
    return WORD.matcher(line).results().map(MatchResult::group).toList();
  }

  private static List<Piece> pieces(List<String> words, boolean[] differs) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      piece.append(words.get(i));
      if (i == words.size() - 1 || differs[i + 1] != differs[i]) {
        pieces.add(new Piece(piece.toString(), differs[i]));
        piece.setLength(0);
      }
    }
    return pieces.isEmpty() ? all("") : pieces;
  }

  /** Equal lines far from what differs are left out. */
  private static List<Row> shortened(List<Row> rows) {
    List<Row> left = new ArrayList<>();
    boolean isGap = false;
    for (int i = 0; i < rows.size(); i++) {
      List<Row> near = rows.subList(Math.max(0, i - AROUND), Math.min(rows.size(), i + AROUND + 1));
      if (near.stream().noneMatch(Row::differs)) {
        isGap = true;
      } else {
        Row row = rows.get(i);
        left.add(new Row(row.before(), row.after(), row.differs(), isGap));
        isGap = false;
      }
    }
    return left;
  }
}
