package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people read about the program: README and its like, and the folder docs. */
public final class Documents {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

  private Documents() {}

  /** All of them, as paths from the folder of the project. */
  public static List<Path> all() {
    return Stream.concat(
            files(Path.of(""), 1).filter(f -> !f.toString().equals("CHANGELOG.md")),
            files(Path.of("docs"), 9))
        .filter(f -> f.toString().endsWith(".md"))
        .sorted()
        .toList();
  }

  /** Those that explain the code, where every name is one of ours. */
  public static List<Path> ofTheCode() {
    return all().stream()
        .filter(f -> !f.endsWith("README.md") || f.startsWith("docs"))
        .filter(f -> !f.endsWith("standards.md"))
        .toList();
  }

  /** All files below a folder, to a depth. */
  public static Stream<Path> files(Path folder, int depth) {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands between backticks within a line. */
  public static Set<String> spans(Path file) {
    String words = BLOCK.matcher(text(file)).replaceAll("");
    return new TreeSet<>(groups(SPAN, words).toList());
  }

  /** The lines of its blocks of code, continued ones joined. */
  public static List<String> codeLines(Path file) {
    return groups(BLOCK, text(file).replaceAll("\\\\\\n\\s*", " ")).flatMap(String::lines).toList();
  }

  /** What the first group of a pattern finds. */
  public static Stream<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
  }
}
