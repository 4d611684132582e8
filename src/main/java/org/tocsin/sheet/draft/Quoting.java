package org.tocsin.sheet.draft;

import java.util.ArrayList;
import java.util.List;

/** Mails inside of a mail without the marks in front of their lines. */
final class Quoting {
  private static final int DEEPEST = 10;

  private Quoting() {}

  static String unmarked(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int depth = 0;
    for (int i = 0; i < lines.size() && depth < DEEPEST; i++) {
      int end = endOfIntroduction(lines, i);
      if (end > i) {
        int next = end;
        while (next < lines.size() && isBetween(lines.get(next))) {
          next++;
        }
        if (next < lines.size() && lines.get(next).startsWith(">")) {
          unmark(lines, next);
          depth++;
        }
      }
    }
    return String.join("\n", lines);
  }

  /** Behind "On …, Pat wrote:", which may take three lines; the same place where it is none. */
  private static int endOfIntroduction(List<String> lines, int from) {
    String line = lines.get(from).strip();
    if (MailLine.isForward(line)) {
      return from + 1;
    }
    StringBuilder joined = new StringBuilder();
    for (int i = from; i < Math.min(from + 3, lines.size()) && !line.isEmpty(); i++) {
      joined.append(joined.isEmpty() ? "" : " ").append(lines.get(i).strip());
      if (MailLine.isReply(joined.toString())) {
        lines.set(from, joined.toString());
        lines.subList(from + 1, i + 1).replaceAll(more -> "");
        return i + 1;
      }
    }
    return from;
  }

  private static boolean isBetween(String line) {
    return line.isBlank() || MailLine.header(line).isPresent();
  }

  private static void unmark(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith(">") && !line.isBlank()) {
        return;
      }
      lines.set(i, line.replaceFirst("^> ?", ""));
    }
  }
}
