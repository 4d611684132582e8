package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.List;

/** Lines of a mail, whichever way they end. */
final class LineSplitter {
  private LineSplitter() {}

  /** Ended by LF, CR, CRLF, or several CR and one LF as some relays make of it. */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(from, i));
        i = endOf(text, i);
        from = i + 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  /** Several CR are one end only where a LF comes after them; else each ends a line. */
  private static int endOf(String text, int at) {
    int end = at;
    while (end - at < 3 && end < text.length() && text.charAt(end) == '\r') {
      end++;
    }
    return end < text.length() && text.charAt(end) == '\n' ? end : at;
  }
}
