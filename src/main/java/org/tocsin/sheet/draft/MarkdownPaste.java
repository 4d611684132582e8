package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.sheet.draft.Block.Kind;

/** Markdown, cut into blocks. */
final class MarkdownPaste {
  private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
  private static final Pattern ITEM = Pattern.compile("(\\s*+)([-*+•·▪◦]|\\d{1,3}[.)])\\s++(.*)");
  private static final Pattern RULE = Pattern.compile("([-*_])\\1{2,}");

  /** A line that is none: it holds two lists apart. */
  static final String APART = "\uE100";

  private final List<Block> blocks = new ArrayList<>();
  private final List<Integer> indents = new ArrayList<>();
  private boolean blank = true;

  /** A converter sets a blank behind what is bold. */
  private static final Pattern SET_OFF = Pattern.compile("(?<=[^\\s*]\\*{1,2}) (?=[,.;:!?)”’])");

  static List<Block> blocks(String markdown) {
    MarkdownPaste paste = new MarkdownPaste();
    SET_OFF
        .matcher(markdown.replace('\u00A0', ' '))
        .replaceAll("")
        .replaceAll("(\\]\\([^)\\s]*+\\)[.,;:]?)(?=\\\\\\[)", "$1 ")
        .replaceAll("(?m)<!-- *-->$", "")
        .lines()
        .forEach(paste::line);
    return paste.blocks;
  }

  private void line(String line) {
    Matcher heading = HEADING.matcher(line);
    Matcher item = ITEM.matcher(line);
    if (line.isBlank() || line.strip().equals(APART)) {
      blank = true;
      return;
    }
    if (RULE.matcher(line.replaceAll("\\s+", "")).matches()) {
      add(new Block(Kind.RULE, 0, ""));
    } else if (heading.matches()) {
      add(new Block(Kind.HEADING, heading.group(1).length(), heading.group(2)));
    } else if (item.matches()) {
      item(item);
    } else if (line.startsWith(">")) {
      quote(line.replaceFirst("^>+ ?", ""));
    } else {
      text(line);
    }
    blank = false;
  }

  private void item(Matcher item) {
    int indent = item.group(1).length();
    while (!indents.isEmpty() && indents.get(indents.size() - 1) > indent) {
      indents.remove(indents.size() - 1);
    }
    if (indents.isEmpty() || indents.get(indents.size() - 1) < indent) {
      indents.add(indent);
    }
    boolean number = Character.isDigit(item.group(2).charAt(0));
    int written = number ? Integer.parseInt(item.group(2).replaceAll("\\D", "")) : 0;
    Kind kind = number ? Kind.NUMBERED : Kind.ITEM;
    blocks.add(new Block(kind, indents.size() - 1, written, item.group(3), ""));
  }

  private void quote(String text) {
    Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    if (last != null && last.kind() == Kind.QUOTE && !blank) {
      goOn(last, "\n" + text);
    } else {
      add(new Block(Kind.QUOTE, 0, text));
    }
  }

  private void text(String line) {
    Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    boolean ofItem = last != null && last.isItem() && (line.startsWith(" ") || !blank);
    if (ofItem) {
      goOn(last, (blank ? "\n\n" : "\n") + line.strip());
    } else if (last != null && last.kind() == Kind.PARAGRAPH && !blank) {
      goOn(last, "\n" + line.strip());
    } else {
      add(new Block(Kind.PARAGRAPH, 0, line.strip()));
    }
  }

  private void goOn(Block last, String more) {
    blocks.set(blocks.size() - 1, last.with(last.text() + more));
  }

  private void add(Block block) {
    indents.clear();
    blocks.add(block);
  }
}
