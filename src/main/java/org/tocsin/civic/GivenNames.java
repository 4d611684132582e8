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
        .replace(".", "");
  }

  /** "Chuck" for Charles E. Schumer; an initial will do, and so does the start of a long name. */
  static boolean fit(String written, Official official) {
    String name = fold(written);
    Set<String> own = new HashSet<>(List.of(fold(official.firstName())));
    own.addAll(List.of(fold(official.fullName()).split("\\s+")));
    return own.stream().anyMatch(each -> same(name, each));
  }

  private static boolean same(String written, String own) {
    if (written.length() == 1) {
      return own.startsWith(written);
    }
    return written.equals(own) || FAMILIES.getOrDefault(own, Set.of()).contains(written);
  }
}
