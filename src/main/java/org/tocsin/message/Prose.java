package org.tocsin.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.tocsin.sheet.Markdown;

/**
 * Markdown that was put into its two forms.
 *
 * @param html sanitised, with {@link Html#CALL_LIST} where the call list stands
 * @param text plain, with the same mark on a line of its own
 */
record Prose(String html, String text) {
  /** The characters of Markdown that are kept ready, some megabytes when put into forms. */
  private static final int KEPT = 1_000_000;

  static Prose of(String markdown) {
    Node document = Markdown.parse(markdown);
    Html.setApart(document);
    return new Prose(Html.of(document), PlainText.of(document));
  }

  String htmlWith(String callList) {
    return Html.withCallList(html, callList);
  }

  /** The lines of the call list are indented as its place is. */
  String textWith(List<String> callList) {
    return text.lines()
        .map(line -> line.contains(Html.CALL_LIST) ? replaced(line, callList) : line)
        .collect(Collectors.joining("\n"));
  }

  private static String replaced(String line, List<String> callList) {
    String before = line.substring(0, line.indexOf(Html.CALL_LIST));
    return String.join("\n", PlainText.prefixed(callList, before, " ".repeat(before.length())));
  }

  String oneLine() {
    return text.replaceAll("\\s+", " ").strip();
  }

  /**
   * Keeps what was made last: most people get the same sentences, so that Markdown is parsed and
   * sanitised once for all of them. Safe for several threads.
   */
  static final class Kept {
    private final Map<String, Prose> kept = new LinkedHashMap<>(64, 0.75f, true);
    private int characters;

    Prose of(String markdown) {
      synchronized (kept) {
        Prose known = kept.get(markdown);
        if (known != null) {
          return known;
        }
      }
      Prose made = Prose.of(markdown);
      keep(markdown, made);
      return made;
    }

    private void keep(String markdown, Prose made) {
      synchronized (kept) {
        if (kept.put(markdown, made) == null) {
          characters += markdown.length();
        }
        var eldest = kept.keySet().iterator();
        while (characters > KEPT && eldest.hasNext()) {
          characters -= eldest.next().length();
          eldest.remove();
        }
      }
    }
  }
}
