package org.tocsin.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Our own words in one language, from {@code labels_xx.properties}; a language without a file has
 * English.
 */
final class Labels {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");

  private static final Map<String, Labels> ALL = new ConcurrentHashMap<>();

  private final ResourceBundle bundle;
  private final Pattern orBeforeSound;

  private Labels(String lang) {
    this.bundle =
        ResourceBundle.getBundle(
            "labels",
            Locale.forLanguageTag(lang),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.orBeforeSound = Pattern.compile(get("or.sound"));
  }

  static Labels in(String lang) {
    return ALL.computeIfAbsent(lang, Labels::new);
  }

  /** The words under this key, with {0}, {1} … replaced. */
  String get(String key, String... values) {
    String words = bundle.getString(key);
    for (int i = 0; i < values.length; i++) {
      words = words.replace("{" + i + "}", values[i]);
    }
    return words;
  }

  Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** "In English »": how an edition is offered to readers of another. */
  String edition(String lang) {
    String own = Locale.forLanguageTag(lang).getDisplayLanguage(Locale.forLanguageTag(lang));
    boolean translated = bundle.getLocale().getLanguage().equals(language(lang));
    return translated || language(lang).equals("en") ? get("edition.read") : own + " »";
  }

  private static String language(String lang) {
    return Locale.forLanguageTag(lang).getLanguage();
  }

  /** How the language is written: "ltr" or "rtl". */
  static String direction(String lang) {
    return RIGHT_TO_LEFT.contains(language(lang)) ? "rtl" : "ltr";
  }

  /** "a, b or c". */
  String or(List<String> choices) {
    if (choices.size() < 2) {
      return String.join("", choices);
    }
    int last = choices.size() - 1;
    String end = choices.get(last);
    // Spanish: "o" becomes "u" before a word that begins with that sound
    String or = get(orBeforeSound.matcher(end).lookingAt() ? "or.before.sound" : "or");
    return String.join(", ", choices.subList(0, last)) + " " + or + " " + end;
  }
}
