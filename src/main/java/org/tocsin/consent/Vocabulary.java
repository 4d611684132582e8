package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.OurLanguages;

/**
 * The words that people use who text in the languages that are read, from {@code
 * replies/words-xx.txt}, and what their thumbs make of them. Words are small letters without
 * accents.
 */
final class Vocabulary {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** Shorter words are a slip away from too many others. */
  private static final int LEAST_LETTERS = 5;

  private static final int MOST_LETTERS = 30;

  /** Laughing, and what one says without a word. */
  private static final Pattern SOUND =
      Pattern.compile(
          "(?:h?[aeiu]h?){2,15}|(?:j[aeiou]){2,12}j?|(?:xa|ha|ja){2,12}[a-z]?|l{1,9}o{1,9}l{1,9}"
              + "|l{1,9}m{1,9}f?a{1,9}o{1,9}|z{1,9}|m{1,9}|hm{1,9}|x{1,9}o{0,9}(?:xo){0,9}");

  /** Before what a language writes onto its verbs. */
  private static final String ENDINGS = "ENDINGS: ";

  private static final Pattern TWICE = Pattern.compile("([a-z])\\1+");

  private final Set<String> words = new HashSet<>();
  private final Set<String> endings = new HashSet<>();
  private final Pattern ending;

  Vocabulary() {
    OurLanguages.having("/replies/words-%s.txt").forEach(this::add);
    ending = Pattern.compile("(?:" + String.join("|", endings) + ")$");
  }

  private void add(String language) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Vocabulary.class.getResourceAsStream("/replies/words-" + language + ".txt"),
                StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(this::addLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addLine(String line) {
    if (line.startsWith(ENDINGS)) {
      endings.addAll(List.of(line.substring(ENDINGS.length()).split(" ")));
    } else {
      words.addAll(List.of(line.split(" ")));
    }
  }

  /** Whether it is a word of one of them, perhaps drawn out ("soooo"), or a sound. */
  boolean knows(String word) {
    return word.length() <= MOST_LETTERS
        && (words.contains(word) || SOUND.matcher(word).matches() || isWordWithMore(word));
  }

  private boolean isWordWithMore(String word) {
    return word.length() > LEAST_LETTERS && isVerbWithMore(word)
        || words.contains(TWICE.matcher(word).replaceAll("$1"))
        || words.contains(TWICE.matcher(word).replaceAll("$1$1"));
  }

  private boolean isVerbWithMore(String word) {
    String verb = ending.matcher(word).replaceFirst("");
    return words.contains(verb) || words.contains(ending.matcher(verb).replaceFirst(""));
  }

  /** Whether two letters are swapped, or one is missing or written twice, and it is a word else. */
  boolean isSlip(String word) {
    if (word.length() < LEAST_LETTERS || word.length() > MOST_LETTERS) {
      return false;
    }
    for (int i = 0; i + 1 < word.length(); i++) {
      if (words.contains(swapped(word, i))
          || word.charAt(i) == word.charAt(i + 1) && words.contains(without(word, i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether one letter makes the difference to a word. */
  boolean isNear(String word) {
    return word.length() >= LEAST_LETTERS
        && word.length() <= MOST_LETTERS
        && (isSlip(word)
            || Stream.iterate(0, i -> i < word.length(), i -> i + 1).anyMatch(i -> near(word, i)));
  }

  private boolean near(String word, int at) {
    return words.contains(without(word, at))
        || LETTERS
            .chars()
            .mapToObj(letter -> String.valueOf((char) letter))
            .anyMatch(
                letter ->
                    words.contains(word.substring(0, at) + letter + word.substring(at))
                        || words.contains(word.substring(0, at) + letter + word.substring(at + 1)));
  }

  private static String swapped(String word, int at) {
    return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
  }

  private static String without(String word, int at) {
    return word.substring(0, at) + word.substring(at + 1);
  }
}
