package org.tocsin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Markdown as readable plain text: bullets, links as "text (address)", lines of at most 78. */
final class PlainText {
  /** RFC 5322 2.1.1, SHOULD. */
  static final int WIDTH = 78;

  /** RFC 5322 2.1.1 allows 998 octets; a character of UTF-8 has up to four. */
  private static final int LONGEST_WORD = 240;

  private static final int LONGEST_ADDRESS = 990;

  /** Stays on one line with the number. */
  private static final Pattern AREA_CODE = Pattern.compile("(\\(\\d{3}\\)) (?=\\d{3}-\\d{4})");

  private PlainText() {}

  static String of(Node document) {
    return String.join("\n", children(document, WIDTH, true));
  }

  private static List<String> children(Node parent, int width, boolean loose) {
    List<String> lines = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Block) {
        List<String> block = block(node, width);
        if (loose && !lines.isEmpty() && !block.isEmpty()) {
          lines.add("");
        }
        lines.addAll(block);
      }
    }
    return lines;
  }

  private static List<String> block(Node node, int width) {
    if (node instanceof Heading heading) {
      return heading(heading, width);
    }
    if (node instanceof ListBlock list) {
      return list(list, width);
    }
    if (node instanceof BlockQuote) {
      return prefixed(children(node, width - 2, true), "> ", "> ");
    }
    if (node instanceof FencedCodeBlock code) {
      return prefixed(code.getLiteral().lines().toList(), "    ", "    ");
    }
    if (node instanceof IndentedCodeBlock code) {
      return prefixed(code.getLiteral().lines().toList(), "    ", "    ");
    }
    if (node instanceof ThematicBreak) {
      return List.of("* * *");
    }
    if (node instanceof TableBlock table) {
      return PlainTable.lines(table, width);
    }
    return wrap(inline(node), width);
  }

  private static List<String> heading(Heading heading, int width) {
    List<String> lines = new ArrayList<>(wrap(inline(heading), width));
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    if (heading.getLevel() <= 2) {
      lines.add((heading.getLevel() == 1 ? "=" : "-").repeat(longest));
    }
    return lines;
  }

  private static List<String> list(ListBlock list, int width) {
    boolean loose = !list.isTight();
    int number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : 0;
    List<String> lines = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String bullet = list instanceof BulletList ? "- " : number++ + ". ";
      if (loose && !lines.isEmpty()) {
        lines.add("");
      }
      List<String> inner = children(item, width - bullet.length(), loose);
      lines.addAll(prefixed(inner, bullet, " ".repeat(bullet.length())));
    }
    return lines;
  }

  static List<String> prefixed(List<String> lines, String first, String rest) {
    List<String> prefixed = new ArrayList<>();
    for (String line : lines) {
      String prefix = prefixed.isEmpty() ? first : rest;
      prefixed.add((prefix + line).stripTrailing());
    }
    return prefixed;
  }

  static String inline(Node parent) {
    StringBuilder text = new StringBuilder();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text literal) {
        text.append(literal.getLiteral());
      } else if (node instanceof Code code) {
        text.append(code.getLiteral());
      } else if (node instanceof SoftLineBreak) {
        text.append(' ');
      } else if (node instanceof HardLineBreak) {
        text.append('\n');
      } else if (node instanceof Link link) {
        text.append(link(link));
      } else {
        text.append(inline(node));
      }
    }
    return text.toString();
  }

  private static String link(Link link) {
    String shown = inline(link);
    String to = link.getDestination();
    boolean said =
        to.equals(shown)
            || to.startsWith("tel:")
            || to.equals("mailto:" + shown)
            || !Html.isAllowed(to);
    return said ? shown : shown.isBlank() ? to : shown + " (" + to + ")";
  }

  /** Breaks at spaces only, so that addresses stay whole. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String whole = AREA_CODE.matcher(text).replaceAll("$1\u00A0");
    for (String paragraph : whole.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : words(paragraph)) {
        if (line.length() > 0 && line.length() + 1 + word.length() > width) {
          lines.add(line.toString().replace('\u00A0', ' '));
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(line.toString().replace('\u00A0', ' '));
    }
    return lines;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      int longest = word.contains("://") ? LONGEST_ADDRESS : LONGEST_WORD;
      int from = 0;
      while (word.length() - from > longest) {
        words.add(word.substring(from, from + longest));
        from += longest;
      }
      words.add(word.substring(from));
    }
    return words;
  }
}
