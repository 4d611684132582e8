package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.sheet.draft.Block.Kind;

/** Plain text as pasted: structure is read from bullets, indents, empty lines and short lines. */
final class PlainPaste {
  private static final Expressions WORDS = Expressions.of("sheets");

  /** Speaks to someone, as no heading does. */
  private static final Pattern SPEAKS = Pattern.compile("(?iu)" + WORDS.any("SPEAKS") + ".*");

  private static final Pattern HEADER = Pattern.compile("(?iu)" + WORDS.any("HEADFIELD") + ":.*");

  private static final Pattern ITEM =
      Pattern.compile(
          "(\\s*+)([•·‣▪◦●○∙■□➢►✓✔\\uF0B7*–—-]|o(?=\\s)|\\d{1,2}[.)]|[a-z][.)])\\s++(\\S.*)");
  private static final Pattern RULE = Pattern.compile("\\s*+([-=_*~#.])\\1{2,}\\s*+");
  private static final int LONG_LINE = 100;
  private static final int LONGEST_HEADING = 80;
  private static final int MOST_WORDS = 12;

  private record Mark(int indent, String marker) {}

  private final List<String> lines;
  private final BrokenWords words;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> paragraph = new ArrayList<>();
  private boolean blank = true;

  PlainPaste(String text) {
    this.lines =
        text.replace("\t", "    ")
            .replace('\u00A0', ' ')
            .replace('\u000B', '\n')
            .replace('\f', '\n')
            .lines()
            .toList();
    this.words = new BrokenWords(lines);
  }

  List<Block> blocks() {
    lines.forEach(this::line);
    flush();
    return headed();
  }

  private void line(String line) {
    if (line.isBlank()) {
      flush();
      blank = true;
      return;
    }
    Matcher item = ITEM.matcher(line);
    if (RULE.matcher(line).matches()) {
      rule();
    } else if (item.matches() && isItem(item)) {
      flush();
      item(item);
    } else if (line.stripLeading().startsWith(">")) {
      quote(line.strip().replaceFirst("^[> ]+", ""));
    } else if (goesOn(line)) {
      Block last = blocks.get(blocks.size() - 1);
      String more = (blank ? "\n\n" : "\n") + Escaped.line(line.strip());
      blocks.set(blocks.size() - 1, last.with(last.text() + more));
    } else {
      marks.clear();
      paragraph.add(line.strip());
    }
    blank = false;
  }

  /** A line of dashes below one line of text makes that a heading. */
  private void rule() {
    if (paragraph.size() == 1 && paragraph.get(0).length() <= LONGEST_HEADING) {
      blocks.add(new Block(Kind.HEADING, 2, Escaped.line(paragraph.get(0))));
      paragraph.clear();
    } else {
      flush();
      blocks.add(new Block(Kind.RULE, 0, ""));
    }
  }

  /** Letters are marks only inside of a list: "A. Smith" is none. */
  private boolean isItem(Matcher item) {
    boolean letter = item.group(2).matches("o|[a-z][.)]");
    return (!letter || !marks.isEmpty()) && (paragraph.isEmpty() || !item.group(2).matches("[–—]"));
  }

  private void item(Matcher item) {
    int indent = item.group(1).length();
    String marker = item.group(2).replaceAll("\\d+", "1").replaceAll("^[a-np-z](?=[.)])", "a");
    while (!marks.isEmpty() && top().indent() > indent) {
      marks.remove(marks.size() - 1);
    }
    Mark mark = new Mark(indent, marker);
    if (marks.contains(mark)) {
      marks.subList(marks.indexOf(mark) + 1, marks.size()).clear();
    } else {
      marks.add(mark);
    }
    boolean number = marker.startsWith("1");
    String text = Escaped.line(item.group(3).strip());
    int written = number ? Integer.parseInt(item.group(2).replaceAll("\\D", "")) : 0;
    Kind kind = number ? Kind.NUMBERED : Kind.ITEM;
    blocks.add(new Block(kind, marks.size() - 1, written, text, ""));
  }

  private Mark top() {
    return marks.get(marks.size() - 1);
  }

  private boolean goesOn(String line) {
    int indent = line.length() - line.stripLeading().length();
    boolean list = !marks.isEmpty() && paragraph.isEmpty();
    return list && indent >= top().indent() + (blank ? 2 : 0);
  }

  private void quote(String text) {
    Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    if (paragraph.isEmpty() && last != null && last.kind() == Kind.QUOTE && !blank) {
      blocks.set(blocks.size() - 1, last.with(last.text() + "\n" + Escaped.line(text)));
    } else {
      flush();
      blocks.add(new Block(Kind.QUOTE, 0, Escaped.line(text)));
    }
  }

  /** Where lines are long and whole, each is a paragraph; else they were broken to fit a window. */
  private void flush() {
    boolean eachAlone =
        paragraph.stream().anyMatch(line -> line.length() > LONG_LINE)
            && paragraph.stream().skip(1).noneMatch(l -> Character.isLowerCase(l.codePointAt(0)));
    if (eachAlone) {
      paragraph.forEach(this::paragraph);
    } else if (!paragraph.isEmpty()) {
      paragraph(joined());
    }
    paragraph.clear();
  }

  private String joined() {
    StringBuilder text = new StringBuilder(paragraph.get(0));
    paragraph.stream().skip(1).forEach(line -> words.join(text, line));
    return text.toString();
  }

  private void paragraph(String text) {
    boolean quote = text.matches("(?s)[“«\"][^”»\"]{20,}[”»\"]\\.?");
    String escaped = String.join("\n", text.lines().map(Escaped::line).toList());
    blocks.add(new Block(quote ? Kind.QUOTE : Kind.PARAGRAPH, 0, escaped));
  }

  private List<Block> headed() {
    List<Block> all = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean last = i == blocks.size() - 1 || blocks.get(i + 1).kind() == Kind.RULE;
      boolean heading = block.kind() == Kind.PARAGRAPH && !last && isHeading(block.plain());
      all.add(heading ? new Block(Kind.HEADING, 2, block.text()) : block);
    }
    return all;
  }

  private static boolean isHeading(String line) {
    int words = line.split("\\s+").length;
    boolean isShort = line.length() <= LONGEST_HEADING && words <= MOST_WORDS;
    boolean speaks =
        TopLine.isAside(line)
            || SPEAKS.matcher(line).matches()
            || line.matches(".*(\\d{3}[-. ]\\d{4}|https?:|www\\.|@).*")
            || HEADER.matcher(line).matches();
    boolean shouts = line.equals(line.toUpperCase(Locale.ROOT)) && line.matches(".*\\p{L}{4}.*");
    return isShort && !speaks && (shouts || !line.matches(".*[.,;][”\"’)»]*"));
  }
}
