package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tocsin.sheet.draft.Block.Kind;

/**
 * Title and subject, and the text without them.
 *
 * @param leftOut what was taken out of the text, each with why
 */
record Head(String title, String subject, List<Block> body, List<String> leftOut) {
  private static final int LONG = 120;
  private static final int SHORT = 90;

  /**
   * @param untitled the title where the text offers none
   */
  static Head of(List<Block> text, Clues clues, String untitled) {
    return new Reader(new ArrayList<>(text), clues).read(untitled);
  }

  private static final class Reader {
    private final List<Block> body;
    private final Clues clues;
    private final List<String> leftOut = new ArrayList<>();

    Reader(List<Block> body, Clues clues) {
      this.body = body;
      this.clues = clues;
      for (int i = 0; i < preamble(); i++) {
        List<Block> lines = apart(body.get(i));
        body.remove(i);
        body.addAll(i, lines);
        if (lines.stream().anyMatch(line -> !isAside(line.plain()))) {
          break;
        }
      }
    }

    private boolean isAside(String line) {
      return TopLine.isAside(line) || TopLine.isLabel(line) || clues.isSender(line);
    }

    /** A date, a label or a sender above or below the title's words is a line of its own. */
    private List<Block> apart(Block block) {
      List<Block> parts = new ArrayList<>();
      List<String> words = new ArrayList<>();
      for (String line : block.text().lines().toList()) {
        String plain = block.with(line).plain();
        if (isAside(plain)) {
          together(block, words, parts);
          parts.add(new Block(Kind.PARAGRAPH, 0, line));
        } else {
          words.add(line);
        }
      }
      together(block, words, parts);
      return parts.size() > 1 ? parts : List.of(block);
    }

    private static void together(Block block, List<String> words, List<Block> parts) {
      if (!words.isEmpty()) {
        parts.add(block.with(String.join("\n", words)));
        words.clear();
      }
    }

    Head read(String untitled) {
      int at = line();
      String title = at >= 0 ? body.get(at).plain() : said().or(this::sentence).orElse("");
      if (title.isEmpty()) {
        leftOut.add("No line of the text is fit for a title. Write one, and a subject.");
        return new Head(untitled, untitled, List.copyOf(body), leftOut);
      }
      take(at);
      boolean hasLine =
          !clues.title().isEmpty() || TopLine.isDemand(clues.subject()) || !TopLine.isDemand(title);
      boolean said = hasLine && !isNoTitle(new Block(Kind.PARAGRAPH, 0, clues.subject()));
      String subject = said ? clues.subject() : second().orElse(title);
      body.removeIf(b -> b.kind() == Kind.HEADING && b.plain().equalsIgnoreCase(title));
      return new Head(title, subject, List.copyOf(body), leftOut);
    }

    /** The line that is the title, or -1. */
    private int line() {
      int end = preamble();
      int named = first(end, b -> TopLine.isNamed(b.plain()) && !isNoTitle(b));
      int top = first(body.size(), b -> isTop(b) && !isNoTitle(b));
      Predicate<Block> fit = b -> !isNoTitle(b) && !b.plain().matches("(?s).*[,;:]");
      int demand = first(end, fit.and(b -> TopLine.isDemand(b.plain())));
      if (named >= 0 || top >= 0) {
        return named >= 0 ? named : top;
      }
      if (said().isPresent()) {
        return TopLine.isDemand(said().get()) ? -1 : demand;
      }
      int other = first(end, fit.and(b -> !TopLine.isGroup(b.plain()) && !isSigned(b)));
      int heading = first(body.size(), fit.and(b -> b.kind() == Kind.HEADING));
      return demand >= 0 ? demand : other >= 0 ? other : heading;
    }

    private static boolean isTop(Block block) {
      return block.kind() == Kind.HEADING && block.level() == 1;
    }

    private int first(int end, Predicate<Block> fit) {
      for (int i = 0; i < end; i++) {
        if (fit.test(body.get(i))) {
          return i;
        }
      }
      return -1;
    }

    /** Short lines before the text proper. */
    private int preamble() {
      int end = 0;
      while (end < body.size()
          && !body.get(end).isItem()
          && body.get(end).kind() != Kind.QUOTE
          && body.get(end).plain().length() <= LONG
          && !TopLine.isGreeting(body.get(end).plain())) {
        end++;
      }
      return end;
    }

    private boolean isNoTitle(Block block) {
      String line = block.plain();
      return line.length() > LONG
          || line.length() < 3
          || isAside(line)
          || line.equals("(no subject)")
          || TopLine.isSection(line);
    }

    /** Whether it stands again as a line at the end, as who signs does. */
    private boolean isSigned(Block block) {
      return body.stream()
          .skip(Math.max(1, body.size() - 4))
          .anyMatch(last -> last != block && last.text().lines().anyMatch(block.text()::equals));
    }

    private Optional<String> said() {
      return List.of(clues.title(), clues.subject()).stream()
          .filter(line -> !isNoTitle(new Block(Kind.PARAGRAPH, 0, line)))
          .findFirst();
    }

    /** The first sentence that is short enough as a whole. */
    private Optional<String> sentence() {
      return body.stream()
          .filter(block -> block.kind() == Kind.PARAGRAPH && !TopLine.isGreeting(block.plain()))
          .limit(5)
          .flatMap(block -> Sentences.of(block.plain()).stream())
          .filter(s -> s.length() <= LONG && s.contains(" ") && Sentences.isWhole(s))
          .filter(s -> !TopLine.isAside(s))
          .findFirst();
    }

    /** Takes the title out, and what stands above it where that is no text. */
    private void take(int at) {
      if (at < 0) {
        return;
      }
      int from = at < preamble() ? 0 : at;
      for (Block above : body.subList(from, at)) {
        leftOut.add("From above the title, left out: " + above.plain());
      }
      body.subList(from, at + 1).clear();
    }

    /** The heading or sentence below the title; a name, a date or a link is no subject. */
    private Optional<String> second() {
      return Optional.of(body)
          .filter(left -> left.size() > 1 && preamble() > 0)
          .map(left -> left.get(0))
          .filter(first -> !isNoTitle(first) && first.plain().contains(" "))
          .filter(
              first ->
                  first.kind() == Kind.HEADING && !TopLine.isGroup(first.plain())
                      || TopLine.isDemand(first.plain()) && first.plain().length() <= SHORT
                      || Sentences.isWhole(first.plain())
                          && first.plain().length() <= SHORT
                          && Sentences.ends(first.plain()).size() == 1)
          .map(Block::plain);
    }
  }
}
