package org.tocsin.audience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.Expressions;
import org.tocsin.OurLanguages;

/**
 * What the columns of people's files are called, in ours and in the files of other programs, by
 * {@code columns/names-xx.txt} of each language.
 */
final class Columns {
  private static final String FILE = "/columns/names-%s.txt";

  private static final Expressions WORDS = Expressions.of("columns");

  private static final Pattern BEFORE = Pattern.compile(WORDS.any("BEFORECOLUMN") + "(?=.)");
  private static final Pattern BEHIND = Pattern.compile(WORDS.any("BEHINDCOLUMN") + "$");
  private static final Pattern KEPT_AT = Pattern.compile(WORDS.any("KEPTAT"));
  private static final Pattern TIME = Pattern.compile(WORDS.any("TIMEEND") + "$");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}");

  private static final Map<String, List<String>> NAMES = read();
  private static final Map<String, Place> PLACES = places();

  private Columns() {}

  /**
   * @param rank among the names of the field; the lowest that is filled in is taken
   */
  record Place(String field, int rank) {}

  private static Map<String, List<String>> read() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    OurLanguages.having(FILE).forEach(language -> read(FILE.formatted(language), names));
    return names;
  }

  private static void read(String file, Map<String, List<String>> names) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Columns.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .forEach(
              parts ->
                  names
                      .computeIfAbsent(parts[0], field -> new ArrayList<>())
                      .addAll(List.of(parts[1].split(", "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    NAMES.keySet().forEach(field -> places.put(folded(field), new Place(field, 0)));
    NAMES.forEach(
        (field, names) -> {
          for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(folded(names.get(i)), new Place(field, i + 1));
          }
        });
    return places;
  }

  /** All fields that a file can have. */
  static List<String> fields() {
    return List.copyOf(NAMES.keySet());
  }

  /** Which field a column holds; empty where nobody knows. */
  static Optional<Place> place(String column) {
    return known(column)
        .or(() -> OptOutColumns.field(folded(column)).map(field -> new Place(field, 2_000)));
  }

  /** The same by a name that is listed, and not by its words alone. */
  static Optional<Place> known(String column) {
    String name = folded(column);
    Place exact = PLACES.get(name);
    return exact != null ? Optional.of(exact) : shortened(name);
  }

  private static Optional<Place> shortened(String name) {
    List<String> shorter = new ArrayList<>();
    shorter.add(BEHIND.matcher(name).replaceFirst(""));
    shorter.add(BEFORE.matcher(name).lookingAt() ? BEFORE.matcher(name).replaceFirst("") : name);
    shorter.add(BEHIND.matcher(shorter.get(1)).replaceFirst(""));
    return shorter.stream()
        .filter(each -> each.length() > 2 && PLACES.containsKey(each))
        .findFirst()
        .map(PLACES::get)
        .map(place -> new Place(place.field(), place.rank() + 1_000));
  }

  /** What may have been meant by a column that nobody knows. */
  static Optional<String> meant(String column) {
    String name = folded(column);
    if (name.length() < 3 || name.length() > 40 || KEPT_AT.matcher(name).matches()) {
      return Optional.empty();
    }
    return PLACES.entrySet().stream()
        .filter(known -> known.getKey().length() > 2)
        .map(known -> Map.entry(known.getValue().field(), Slips.between(name, known.getKey())))
        .filter(near -> near.getValue() <= slips(name))
        .min(
            Comparator.comparingInt((Map.Entry<String, Integer> near) -> near.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .or(() -> holding(column, name));
  }

  /** Times are called alike. */
  private static int slips(String name) {
    return name.length() < 6 || TIME.matcher(name).find() ? 1 : 2;
  }

  /** In the middle of a word it may mean anything: "cancelled" holds "cell". */
  private static Optional<String> holding(String column, String name) {
    List<String> words = List.of(unaccented(column).split("[^a-z0-9]+"));
    for (String word : WORDS.words("LIKE")) {
      if (words.contains(word) || name.startsWith(word) || name.endsWith(word)) {
        return PLACES.containsKey(word) ? Optional.of(PLACES.get(word).field()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  static String folded(String column) {
    return unaccented(column).replaceAll("[^a-z0-9]", "");
  }

  /** In lower case, without accents. */
  static String unaccented(String text) {
    return text.chars().allMatch(c -> c < 128)
        ? text.toLowerCase(Locale.ROOT)
        : ACCENT
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
  }
}
