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
import java.util.regex.Pattern;

/** Whether a given name as people write it may be that of an official, by {@code nicknames.txt}. */
final class GivenNames {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern POSSESSION = Pattern.compile("['’]s?$");
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
    String plain = MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    return POSSESSION
        .matcher(plain.toLowerCase(Locale.ROOT))
        .replaceAll("")
        .replace('’', '\'')
        .replace(".", "");
  }

  /** Whether many people bear it as a given name. */
  static boolean isOne(String folded) {
    return FAMILIES.containsKey(folded);
  }

  /** "Chuck" for Charles E. Schumer, as {@link NameParts#fits} says. */
  static boolean fit(String written, Official official) {
    return NameParts.of(official).fits(written, fold(written));
  }

  /** Whether a given name, or an initial, is written for another; both folded. */
  static boolean same(String written, String own) {
    if (written.length() == 1) {
      return own.startsWith(written);
    }
    return written.equals(own) || FAMILIES.getOrDefault(own, Set.of()).contains(written);
  }
}
