package org.tocsin.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words by which a group sorts its people, such as "volunteers" or "phone bank". */
public final class Tags {
  /** In a cell: takes all tags away. */
  static final String NONE = "-";

  private static final String BETWEEN = ";";
  private static final Pattern ANY_BETWEEN = Pattern.compile("[;,|]|:::");
  static final int MOST = 50;
  private static final Pattern TAG =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.-]{0,39}");

  private Tags() {}

  /** As it is kept: lower case, one space between words. Empty for what is no tag. */
  public static Optional<String> normal(String tag) {
    String normal = tag.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return TAG.matcher(normal).matches() ? Optional.of(normal) : Optional.empty();
  }

  /**
   * Reads "volunteers; Phone Bank".
   *
   * @return sorted, each once, with semicolons between; {@link #NONE}, or "" of an empty cell;
   *     nothing where one is no tag or there are too many
   */
  static Optional<String> cell(String cell) {
    if (cell.isBlank() || cell.strip().equals(NONE)) {
      return Optional.of(cell.strip());
    }
    List<Optional<String>> tags =
        Arrays.stream(cell.split(BETWEEN))
            .filter(tag -> !tag.isBlank())
            .map(Tags::normal)
            .distinct()
            .toList();
    if (tags.isEmpty() || tags.size() > MOST || tags.contains(Optional.<String>empty())) {
      return Optional.empty();
    }
    return Optional.of(String.join(BETWEEN, tags.stream().map(Optional::get).sorted().toList()));
  }

  /**
   * Those of a cell that are tags, also where another program wrote them: with commas, bars or
   * ":::" between, in quotes.
   *
   * @return as {@link #cell}; empty where none is
   */
  static Optional<String> readable(String cell) {
    List<String> tags =
        written(cell).flatMap(tag -> normal(tag).stream()).distinct().sorted().limit(MOST).toList();
    return tags.isEmpty() ? Optional.empty() : Optional.of(String.join(BETWEEN, tags));
  }

  /** Whether there are any, and {@link #readable} leaves none of them out. */
  static boolean areAllReadable(String cell) {
    return cell.codePoints().anyMatch(Character::isLetterOrDigit)
        && written(cell).allMatch(tag -> normal(tag).isPresent())
        && written(cell).distinct().count() <= MOST;
  }

  /** Without the groups that Google makes itself, such as "* myContacts". */
  private static Stream<String> written(String cell) {
    return Arrays.stream(ANY_BETWEEN.split(cell))
        .map(tag -> tag.replaceAll("^[\\s\"']+|[\\s\"']+$", ""))
        .filter(tag -> !tag.isEmpty() && !tag.startsWith("*"));
  }
}
