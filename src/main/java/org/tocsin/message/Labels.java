package org.tocsin.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.tocsin.LocalTimes;
import org.tocsin.OurLanguages;

/**
 * Our own words in one language, from {@code labels_xx.properties}; a language without a file has
 * the fallback's.
 */
public final class Labels {
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

  public static Labels in(String lang) {
    return ALL.computeIfAbsent(lang, Labels::new);
  }

  /** The languages that we have words in, the fallback first. */
  public static List<String> languages() {
    return OurLanguages.all();
  }

  /**
   * The language that these words are in, which is the fallback where there were none in another.
   */
  public String lang() {
    String own = bundle.getLocale().getLanguage();
    return own.isEmpty() ? OurLanguages.FALLBACK : own;
  }

  /** A time as it is written in this language: "Wed 3 March 2027, 18:00 EST (America/New_York)". */
  public String when(LocalTimes times, Instant at) {
    return times.words(at, get("time.pattern"), Locale.forLanguageTag(lang()));
  }

  /** The words under this key, with {0}, {1} … replaced. */
  public String get(String key, String... values) {
    return filled(bundle.getString(key), values);
  }

  private static String filled(String pattern, String... values) {
    String words = pattern;
    for (int i = 0; i < values.length; i++) {
      words = words.replace("{" + i + "}", values[i]);
    }
    return words;
  }

  /** All words whose keys begin with the name of a page and a dot, by the rest of the key. */
  public Map<String, String> page(String name, String... values) {
    Map<String, String> words = new HashMap<>();
    for (String key : bundle.keySet()) {
      if (key.startsWith(name + ".")) {
        words.put(key.substring(name.length() + 1), get(key, values));
      }
    }
    return words;
  }

  Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** "In English »": how an edition is offered to readers of another. */
  String edition(String lang) {
    return lang().equals(language(lang)) ? get("edition.read") : name(lang) + " »";
  }

  /** What a language calls itself: "English", "español". */
  public static String name(String lang) {
    return Locale.forLanguageTag(lang).getDisplayLanguage(Locale.forLanguageTag(lang));
  }

  private static String language(String lang) {
    return Locale.forLanguageTag(lang).getLanguage();
  }

  /** How the language is written: "ltr" or "rtl". */
  static String direction(String lang) {
    return RIGHT_TO_LEFT.contains(language(lang)) ? "rtl" : "ltr";
  }

  /** "a, b or c". */
  public String or(List<String> choices) {
    if (choices.size() < 2) {
      return String.join("", choices);
    }
    int last = choices.size() - 1;
    String end = choices.get(last);
    // in Spanish, "o" becomes "u" before a word that begins with that sound
    String or = get(orBeforeSound.matcher(end).lookingAt() ? "or.before.sound" : "or");
    return String.join(", ", choices.subList(0, last)) + " " + or + " " + end;
  }
}
