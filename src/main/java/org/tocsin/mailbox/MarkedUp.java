package org.tocsin.mailbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of an HTML part, in one pass over it: what nests deeply or is never closed costs no
 * more than other text. What looks like a tag with an at sign is an address. Not jsoup: it builds a
 * tree of the whole part, and takes such an address for a tag and loses it.
 */
final class MarkedUp {
  private static final List<String> UNSEEN = List.of("style", "script", "head");
  private static final List<String> BREAKS =
      List.of("br", "/p", "/div", "/tr", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6");

  /** What is longer is no tag. */
  private static final int LONGEST_TAG = 2000;

  private final String html;
  private final String lower;
  private final StringBuilder words = new StringBuilder();
  private final Set<String> neverClosed = new HashSet<>();

  private MarkedUp(String html) {
    this.html = html;
    this.lower = html.toLowerCase(Locale.ROOT);
  }

  static String words(String html) {
    return new MarkedUp(html)
        .read()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }

  private String read() {
    int at = 0;
    while (at < html.length()) {
      int end = html.charAt(at) == '<' ? endOfTag(at) : -1;
      if (end < 0) {
        words.append(html.charAt(at++));
      } else {
        String name = nameAt(at + 1);
        words.append(BREAKS.contains(name) ? '\n' : ' ');
        at = UNSEEN.contains(name) ? afterUnseen(name, end) : end;
      }
    }
    return words.toString();
  }

  /** Behind its ">", or -1 where no tag begins. */
  private int endOfTag(int from) {
    if (from + 1 == html.length() || !isTagStart(html.charAt(from + 1))) {
      return -1;
    }
    for (int i = from + 1; i < html.length() && i - from <= LONGEST_TAG; i++) {
      switch (html.charAt(i)) {
        case '>':
          return i + 1;
        case '<', '@':
          return -1;
        default:
          // belongs to it
      }
    }
    return -1;
  }

  private static boolean isTagStart(char c) {
    return c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private String nameAt(int from) {
    int end = from + 1;
    while (end < html.length() && end - from < 10 && isNameLetter(html.charAt(end))) {
      end++;
    }
    return lower.substring(from, end);
  }

  private static boolean isNameLetter(char c) {
    return c != '/' && c != '!' && isTagStart(c) || c >= '0' && c <= '9';
  }

  private int afterUnseen(String name, int from) {
    int close = neverClosed.contains(name) ? -1 : lower.indexOf("</" + name + ">", from);
    if (close < 0) {
      neverClosed.add(name);
      return from;
    }
    return close;
  }
}
