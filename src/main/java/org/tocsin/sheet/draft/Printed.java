package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tocsin.sheet.draft.Block.Kind;

/** Blocks as the body of a sheet. */
final class Printed {
  /** Where the texts of items begin, by level. */
  private final List<Integer> columns = new ArrayList<>();

  /** The last number of each level; 0 where its items have none. */
  private final List<Integer> numbers = new ArrayList<>();

  /** What ends a number; where it changes, another list begins. */
  private boolean bracket;

  private final StringBuilder body = new StringBuilder();

  static String of(List<Block> blocks) {
    Printed printed = new Printed();
    Block before = null;
    for (Block block : blocks) {
      printed.add(before, block);
      before = block;
    }
    return printed.body.toString();
  }

  private void add(Block before, Block block) {
    boolean inList = before != null && before.isItem() && block.isItem();
    if (!inList) {
      body.append('\n');
    }
    switch (block.kind()) {
      case HEADING ->
          own(block, "#".repeat(Math.max(2, Math.min(block.level(), 4))) + " " + oneLine(block));
      case RULE -> own(block, "---");
      case QUOTE ->
          own(block, block.text().lines().map(l -> "> " + l).collect(Collectors.joining("\n")));
      case PARAGRAPH -> own(block, block.text());
      case ITEM, NUMBERED -> item(block);
      case CALL_LIST -> callList(block);
    }
  }

  private static String oneLine(Block block) {
    return block.text().replaceAll("\\s+", " ");
  }

  private void own(Block block, String text) {
    columns.clear();
    numbers.clear();
    body.append(Escaped.braces(text)).append(mark(block)).append('\n');
  }

  /** A comment of templates. */
  private static String mark(Block block) {
    return block.mark().isEmpty() ? "" : " {# " + block.mark() + " #}";
  }

  private void item(Block block) {
    int level = Math.min(block.level(), columns.size());
    cut(level);
    int column = level == 0 ? 0 : columns.get(level - 1);
    int before = numbers.size() <= level ? 0 : numbers.remove(level);
    boolean counts = block.kind() == Kind.NUMBERED;
    boolean another = before != 0 && block.number() > 0 && block.number() != before + 1;
    boolean begins = before == 0 || another && before + block.number() != 2;
    int number = begins ? Math.max(1, block.number()) : before + 1;
    numbers.add(counts ? number : 0);
    bracket = counts && begins && before != 0 ? !bracket : bracket;
    String marker = counts ? number + (bracket ? ") " : ". ") : "- ";
    columns.add(column + marker.length());
    String indent = " ".repeat(column + marker.length());
    String text =
        block
            .text()
            .lines()
            .map(line -> line.isBlank() ? "" : indent + line)
            .collect(Collectors.joining("\n"));
    body.append(" ".repeat(column)).append(marker);
    body.append(Escaped.braces(text.stripLeading())).append(mark(block)).append('\n');
  }

  private void cut(int level) {
    while (columns.size() > level) {
      columns.remove(columns.size() - 1);
    }
    while (numbers.size() > level + 1) {
      numbers.remove(numbers.size() - 1);
    }
  }

  /** In the item before it, where it stood in a list below one. */
  private void callList(Block block) {
    int level = Math.min(block.level(), columns.size());
    int column = level == 0 ? 0 : columns.get(level - 1);
    if (level == 0) {
      columns.clear();
      numbers.clear();
    }
    body.append(" ".repeat(column)).append("{{ call_list }}\n");
  }
}
