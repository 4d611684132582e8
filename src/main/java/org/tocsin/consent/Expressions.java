package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tocsin.OurLanguages;

/**
 * Expressions that text is searched with as it was written, from {@code replies/expressions-xx.txt}
 * of each language; the English file says how they are written.
 */
final class Expressions {
  private static final List<String> LINES =
      OurLanguages.having("/replies/expressions-%s.txt").stream()
          .flatMap(language -> lines(language).stream())
          .toList();

  private Expressions() {}

  /** All of a name in all languages, as alternatives in a group. */
  static String any(String name) {
    String start = name + ": ";
    return LINES.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static List<String> lines(String language) {
    String file = "/replies/expressions-" + language + ".txt";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Expressions.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
