package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replies in languages that are not read sentence by sentence, from {@code
 * replies/other-tongues.txt}. A whole message that is one of their plainest ways to stop is a stop;
 * the rest is unclear, since what is not understood is not harmless.
 */
final class OtherTongues {
  private static final String FILE = "/replies/other-tongues.txt";

  /** So many words without a common one of English or Spanish are in another language. */
  private static final int LEAST_WORDS = 4;

  private static final Set<UnicodeScript> OURS =
      Set.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})['’](?=\\p{L})");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Mc}]+");

  private final Set<String> stops = new HashSet<>();
  private final Set<String> polite = new HashSet<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> marks = new HashSet<>();

  OtherTongues() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                OtherTongues.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> line.matches("[A-Z]+: .*")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] parts = line.split(": ", 2);
    Set<String> entries =
        switch (parts[0]) {
          case "STOP" -> stops;
          case "POLITE" -> polite;
          case "KNOWN" -> known;
          case "MARK" -> marks;
          default -> throw new IllegalStateException(FILE + ": no " + parts[0]);
        };
    // without spaces, as some write them and some do not
    Stream.of(parts[1].split(",")).map(OtherTongues::joined).forEach(entries::add);
  }

  /**
   * @param own what a person wrote themselves
   * @return empty where it is in English or Spanish, or has no words
   */
  Optional<Reading> read(String own) {
    if (stops.contains(bare(joined(own)))) {
      return Optional.of(new Reading(Reply.STOP, "asks to stop, in another language"));
    }
    return isForeign(own)
        ? Optional.of(new Reading(Reply.UNSURE, "is in a language that is not read"))
        : Optional.empty();
  }

  private String bare(String said) {
    String bare = said;
    for (String word : polite) {
      if (bare.startsWith(word) && bare.length() > word.length()) {
        bare = bare.substring(word.length());
      }
      if (bare.endsWith(word) && bare.length() > word.length()) {
        bare = bare.substring(0, bare.length() - word.length());
      }
    }
    return bare;
  }

  private boolean isForeign(String own) {
    String composed = Normalizer.normalize(own, Normalizer.Form.NFKC);
    if (composed
        .codePoints()
        .anyMatch(point -> Character.isLetter(point) && !OURS.contains(UnicodeScript.of(point)))) {
      return true;
    }
    List<String> words =
        Stream.of(BETWEEN.split(plain(own))).filter(word -> !word.isEmpty()).toList();
    long marked = words.stream().filter(marks::contains).count();
    boolean speaksOurs = words.stream().anyMatch(known::contains);
    return marked >= 2 || !speaksOurs && (marked == 1 || words.size() >= LEAST_WORDS);
  }

  private static String joined(String text) {
    return BETWEEN.matcher(plain(text)).replaceAll("");
  }

  /** Lower case without accents. */
  private static String plain(String text) {
    String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return APOSTROPHE.matcher(MARKS.matcher(letters).replaceAll("")).replaceAll("");
  }
}
