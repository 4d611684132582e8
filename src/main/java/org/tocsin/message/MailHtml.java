package org.tocsin.message;

import java.util.regex.Pattern;

/** What HTML needs on its way through mail servers and mail programs. */
final class MailHtml {
  /** RFC 5322 2.1.1 allows 998 octets a line; most characters have one or two. */
  private static final int LONGEST_LINE = 400;

  private static final Pattern LONG_LINK = Pattern.compile("<a (href=\"[^\"]*+\")>([^<\\s]{25})");
  private static final Pattern NUMBER = Pattern.compile("<a (href=\"tel:[^\"]*+\")>(?=[(\\d])");

  private MailHtml() {}

  /**
   * For programs that take away all styles but those at the elements: a long address breaks
   * anywhere, so that it widens no phone's page, and a number nowhere.
   */
  static String steady(String html) {
    String broken = LONG_LINK.matcher(html).replaceAll("<a $1 style=\"word-break:break-all\">$2");
    return NUMBER
        .matcher(broken)
        .replaceAll("<a $1 style=\"white-space:nowrap\">")
        .replace("<pre>", "<pre style=\"white-space:pre-wrap;word-break:break-word\">");
  }

  /** Breaks long lines at spaces in running text; what is preformatted stays. */
  static String fold(String html) {
    StringBuilder folded = new StringBuilder(html);
    boolean inTag = false;
    int space = -1;
    int start = 0;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c == '<' && folded.indexOf("<pre", i) == i) {
        i = Math.max(i, folded.indexOf("</pre>", i));
      } else if (c == '\n') {
        start = i + 1;
        space = -1;
      } else if (c == '<' || c == '>') {
        inTag = c == '<';
      } else if (c == ' ' && !inTag) {
        space = i;
      }
      if (i - start > LONGEST_LINE && space > start) {
        folded.setCharAt(space, '\n');
        start = space + 1;
        space = -1;
      }
    }
    return folded.toString();
  }
}
