package org.tocsin.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known of a language that is not read sentence by sentence; {@code
 * replies/other-tongues.txt} says what its entries mean.
 */
final class OtherTongue {
  private static final String FILE = "/replies/other-tongues.txt";
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})['’](?=\\p{L})");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Mc}]+");

  final String name;
  final Set<UnicodeScript> scripts = new HashSet<>();
  final Set<String> stops = new HashSet<>();
  final Set<String> unclear = new HashSet<>();
  final Set<String> polite = new HashSet<>();
  final Set<String> marks = new HashSet<>();

  /** Unicode points. */
  final Set<Integer> letters = new HashSet<>();

  private String how = "";

  private OtherTongue(String name) {
    this.name = name;
  }

  static List<OtherTongue> all() {
    List<OtherTongue> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                OtherTongue.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> line.matches("[A-Z]+: .*"))
          .map(line -> line.split(": ", 2))
          .forEach(parts -> add(all, parts[0], parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }

  private static void add(List<OtherTongue> all, String key, String value) {
    if (key.equals("LANGUAGE")) {
      all.add(new OtherTongue(value));
    } else {
      all.get(all.size() - 1).add(key, value);
    }
  }

  private void add(String key, String value) {
    Stream<String> entries = Stream.of(value.split(",")).map(String::strip);
    switch (key) {
      case "SCRIPT" -> entries.map(UnicodeScript::forName).forEach(scripts::add);
      case "STOP" -> entries.map(OtherTongue::joined).forEach(stops::add);
      case "UNCLEAR" -> entries.map(OtherTongue::joined).forEach(unclear::add);
      case "POLITE" -> entries.map(OtherTongue::joined).forEach(polite::add);
      case "MARK" -> entries.map(OtherTongue::joined).forEach(marks::add);
      case "LETTERS" -> value.codePoints().forEach(letters::add);
      case "HOW" -> how = value;
      default -> throw new IllegalStateException(FILE + ": no " + key);
    }
  }

  /** How to stop, in this language; "" where that is not known. */
  String how() {
    return how;
  }

  /** The words of a text in small letters without accents and marks. */
  static List<String> words(String text) {
    return Stream.of(BETWEEN.split(plain(text))).filter(word -> !word.isEmpty()).toList();
  }

  /** The same without spaces, since some write them and some do not. */
  static String joined(String text) {
    return BETWEEN.matcher(plain(text)).replaceAll("");
  }

  private static String plain(String text) {
    String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return APOSTROPHE
        .matcher(MARKS.matcher(letters).replaceAll(""))
        .replaceAll("")
        .replace('ł', 'l')
        .replace('đ', 'd')
        .replace('ı', 'i')
        .replace("ß", "ss");
  }
}
