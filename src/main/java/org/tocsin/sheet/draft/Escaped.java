package org.tocsin.sheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text as Markdown and templates take it for itself. */
final class Escaped {
  private static final Pattern ADDRESS = Pattern.compile("\\b(?:https?://|www\\.)\\S+");
  private static final Pattern SPECIAL =
      Pattern.compile("[*`\\[\\]<\\\\]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private Escaped() {}

  /** One line; addresses stay as they are. */
  static String line(String line) {
    StringBuilder escaped = new StringBuilder();
    Matcher address = ADDRESS.matcher(line);
    int end = 0;
    while (address.find()) {
      escaped.append(special(line.substring(end, address.start()))).append(address.group());
      end = address.end();
    }
    escaped.append(special(line.substring(end)));
    return escaped
        .toString()
        .replaceFirst("^([#>+=-])", "\\\\$1")
        .replaceFirst("^(\\d+)([.)])(?=\\s)", "$1\\\\$2");
  }

  private static String special(String text) {
    return SPECIAL.matcher(text).replaceAll(m -> "\\\\" + Matcher.quoteReplacement(m.group()));
  }

  /** Braces that a template would take for its own. */
  static String braces(String text) {
    return text.replaceAll("\\{(?=[{%#])", "{{ \"{\" }}");
  }
}
