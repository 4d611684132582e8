package org.tocsin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.audience.Languages;
import org.tocsin.message.Labels;

/** Which of our languages a page is read in, and the ways to the others. */
final class LanguageSwitch {
  /** The field in which a page's form says in which language it was shown. */
  static final String WORDING = "wording";

  private LanguageSwitch() {}

  /**
   * @param asked a tag from a link or a form, or null
   * @param own the language that the person is known to have
   */
  static String chosen(String asked, String own) {
    return ours(asked).orElse(own);
  }

  /** "es" for "es-MX", "spa" or "Spanish"; empty where we have no words in it. */
  static Optional<String> ours(String asked) {
    return Optional.ofNullable(asked).flatMap(Languages::tag).filter(Labels.languages()::contains);
  }

  /** The languages that a page can be had in besides this one, each with "lang" and "name". */
  static List<Map<String, String>> others(String lang) {
    return Labels.languages().stream()
        .filter(other -> !other.equals(lang))
        .map(other -> Map.of("lang", other, "name", Labels.name(other)))
        .toList();
  }
}
