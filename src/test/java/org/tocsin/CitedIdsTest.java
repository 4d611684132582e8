package org.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What code and tests cite is explained in docs. */
final class CitedIdsTest {
  private static final Path TESTS = Path.of("src/test/java");

  /** In comments alone: a code such as P01 can stand in data. */
  private static final Pattern COMMENT = Pattern.compile("(?m)(?:(?<!:)//|^\\s*/?\\*).*$");

  private static final Pattern STANDARD =
      Pattern.compile("(?<![\\w./+-])[ABCDEGHIKLNRSTX]\\d{2}(?![\\w-]|\\.\\w)");
  private static final Pattern PROMISE = Pattern.compile("(?<![\\w.-])P1?\\d(?![\\w-]|\\.\\w)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|.*$");

  private static Set<String> explained(String doc) throws IOException {
    return all(ROW, Files.readString(Path.of("docs", doc)), 1);
  }

  private static Set<String> all(Pattern pattern, String text, int group) {
    Set<String> found = new TreeSet<>();
    for (Matcher m = pattern.matcher(text); m.find(); ) {
      found.add(m.group(group));
    }
    return found;
  }

  private static Set<String> cited(Pattern id) throws IOException {
    Set<String> cited = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        for (String comment : all(COMMENT, Files.readString(file, UTF_8), 0)) {
          cited.addAll(all(id, comment, 0));
        }
      }
    }
    return cited;
  }

  @Test
  void each_standard_that_is_cited_has_its_line_and_each_line_is_cited() throws IOException {
    Set<String> cited = cited(STANDARD);
    assertThat(cited).hasSizeGreaterThan(100);
    assertThat(explained("standards.md")).isEqualTo(cited);
  }

  @Test
  void each_promise_that_is_cited_has_its_line() throws IOException {
    assertThat(explained("promises.md")).hasSize(12).containsAll(cited(PROMISE));
  }

  static List<String> promises() throws IOException {
    return Files.readAllLines(Path.of("docs/promises.md")).stream()
        .filter(line -> line.matches("\\| P\\d+ .*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("promises")
  void the_tests_that_hold_a_promise_cite_it(String row) throws IOException {
    String id = row.split(" ")[1];
    Set<String> tests = all(Pattern.compile("`(\\w+Test)`"), row, 1);
    assertThat(tests).isNotEmpty();
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<Path> all = files.toList();
      for (String test : tests) {
        assertThat(all)
            .as(test)
            .anyMatch(f -> f.endsWith(test + ".java") && all(PROMISE, read(f), 0).contains(id));
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
