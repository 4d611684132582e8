package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tocsin.sheet.draft.Block.Kind;
import org.tocsin.sheet.draft.Listing.Line;

/** Parts paragraphs in which a list of numbers follows a sentence or stands before one. */
final class Apart {
  private final Listing listing;

  Apart(Listing listing) {
    this.listing = listing;
  }

  List<Block> of(List<Block> blocks) {
    return blocks.stream().flatMap(this::parts).toList();
  }

  private Stream<Block> parts(Block block) {
    List<String> lines = block.text().lines().toList();
    if (block.kind() != Kind.PARAGRAPH || lines.size() < 2) {
      return Stream.of(block);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < lines.size(); ) {
      int end = endOfList(block, lines, i);
      if (end > i) {
        add(parts, lines.subList(from, i));
        add(parts, lines.subList(i, end));
        from = end;
      }
      i = Math.max(end, i + 1);
    }
    add(parts, lines.subList(from, lines.size()));
    return parts.stream().map(block::with);
  }

  /** A line that was only broken to fit a window begins or ends no list. */
  private int endOfList(Block block, List<String> lines, int from) {
    if (from > 0 && !lines.get(from - 1).strip().matches("(?s).*[:.!?][*_”\"]*")) {
      return from;
    }
    int end = from;
    boolean lists = false;
    while (end < lines.size()) {
      Line line = listing.line(block.with(lines.get(end)).plain());
      if (!line.bare()) {
        break;
      }
      lists |= line.lists();
      end++;
    }
    boolean goesOn =
        end < lines.size() && Character.isLowerCase(lines.get(end).strip().codePointAt(0));
    return lists && !goesOn ? end : from;
  }

  private static void add(List<String> parts, List<String> lines) {
    if (!lines.isEmpty()) {
      parts.add(String.join("\n", lines));
    }
  }
}
