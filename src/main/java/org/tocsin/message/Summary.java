package org.tocsin.message;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a sheet is about in two sentences or so, for who sees a link to it somewhere. */
final class Summary {
  /** Characters that are shown of a description; more is cut off by who shows it. */
  private static final int LENGTH = 200;

  /** A shorter paragraph is a greeting or a heading. */
  private static final int SHORTEST = 40;

  private static final int PARAGRAPHS = 2;

  private Summary() {}

  /**
   * @param text of the sheet, plain, with empty lines between its paragraphs
   */
  static String of(String text) {
    String whole =
        Stream.of(text.split("\\n\\s*\\n"))
            .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
            .filter(paragraph -> paragraph.length() >= SHORTEST)
            .filter(paragraph -> !paragraph.contains(Html.CALL_LIST))
            .limit(PARAGRAPHS)
            .collect(Collectors.joining(" "));
    return whole.length() <= LENGTH ? whole : cut(whole);
  }

  private static String cut(String whole) {
    int space = whole.lastIndexOf(' ', LENGTH - 1);
    return whole.substring(0, space > 0 ? space : LENGTH - 1) + "…";
  }
}
