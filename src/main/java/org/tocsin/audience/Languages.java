package org.tocsin.audience;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Languages as people write them: "es", "es-MX", "spa", "Spanish", "español". */
public final class Languages {
  private static final Pattern TAG = Pattern.compile("([a-z]{2,3})(?:[-_][a-z0-9]+)*");

  /** "English (United States)" */
  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*+\\)$");

  private static final Map<String, String> CODES = codes();

  private Languages() {}

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      Locale language = new Locale(code);
      codes.putIfAbsent(folded(language.getDisplayLanguage(Locale.ENGLISH)), code);
      codes.putIfAbsent(folded(language.getDisplayLanguage(language)), code);
      codes.putIfAbsent(language.getISO3Language(), code);
      codes.put(code, code);
    }
    return codes;
  }

  /** The BCP 47 primary tag in lower case; empty for what names no language. */
  public static Optional<String> tag(String written) {
    String folded = folded(BRACKETS.matcher(written.strip()).replaceFirst("").strip());
    Matcher matcher = TAG.matcher(folded);
    String known = CODES.get(folded);
    return known == null && matcher.matches()
        ? Optional.ofNullable(CODES.get(matcher.group(1)))
        : Optional.ofNullable(known);
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
