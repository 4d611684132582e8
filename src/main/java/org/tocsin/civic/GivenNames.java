package org.tocsin.civic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a given name as people write it may be that of an official, by {@code nicknames.txt}. */
final class GivenNames {
  private static final Map<String, Set<String>> FAMILIES = families();

  private GivenNames() {}

  private static Map<String, Set<String>> families() {
    Map<String, Set<String>> families = new HashMap<>();
    try (InputStream in = GivenNames.class.getResourceAsStream("/nicknames.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          List<String> names = List.of(fold(line).split(" "));
          names.forEach(n -> families.computeIfAbsent(n, x -> new HashSet<>()).addAll(names));
        }
      }
      return families;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without accents, case, dots, and the 's of possession. */
  static String fold(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("['’]s?$", "")
        .replace('’', '\'')
        .replace(".", "");
  }

  /** Whether many people bear it as a given name. */
  static boolean isOne(String folded) {
    return FAMILIES.containsKey(folded);
  }

  /**
   * "Chuck" for Charles E. Schumer; an initial will do, initials as "GT" and "J.D." by the first of
   * them, and what stands in quotes or brackets in the published name.
   */
  static boolean fit(String written, Official official) {
    String name = fold(written);
    Set<String> own = new HashSet<>(FamilyNames.words(official.firstName()));
    own.addAll(FamilyNames.words(official.fullName()));
    FamilyNames.of(official).forEach(own::removeAll);
    return own.stream().anyMatch(each -> same(name, each)) || initials(written, name, official);
  }

  private static boolean same(String written, String own) {
    if (written.length() == 1) {
      return own.startsWith(written);
    }
    return written.equals(own) || FAMILIES.getOrDefault(own, Set.of()).contains(written);
  }

  private static boolean initials(String written, String name, Official official) {
    boolean dotted = written.matches("(?:\\p{Lu}\\.){2,3}\\p{Lu}?");
    boolean together = written.matches("\\p{Lu}{2}");
    return (dotted || together) && fold(official.firstName()).startsWith(name.substring(0, 1));
  }
}
