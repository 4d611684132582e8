package org.tocsin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The languages that we have words in, by their ISO 639 codes. A language is a set of files that
 * bear its code; that they are there registers it.
 */
public final class OurLanguages {
  /** What we say where we have no words in a language; its labels are {@code labels.properties}. */
  public static final String FALLBACK = "en";

  private static final List<String> ALL = having("/labels_%s.properties");

  private OurLanguages() {}

  /** Those with labels, the fallback first. */
  public static List<String> all() {
    return ALL;
  }

  /**
   * Those with a resource of their own, and the fallback, which is first.
   *
   * @param path of the resource, with %s for the language
   */
  public static List<String> having(String path) {
    return Stream.concat(
            Stream.of(FALLBACK),
            Stream.of(Locale.getISOLanguages())
                .filter(lang -> !lang.equals(FALLBACK) && isThere(path.formatted(lang)))
                .sorted())
        .toList();
  }

  private static boolean isThere(String path) {
    return OurLanguages.class.getResource(path) != null;
  }
}
