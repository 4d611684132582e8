package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OurLanguagesTest {
  private static final Path JAVA = Path.of("src/main/java");

  /** As a value, also in SQL; comments may give an example. */
  private static final Pattern NAMES_ONE =
      Pattern.compile("(?m)^(?!\\s*(?:/?\\*|//)).*(?:\"(?:en|es)\"|'(?:en|es)%?'|_ES\\b).*$");

  private static final Pattern FILE_OF_SPANISH =
      Pattern.compile("src/main/resources/(?:[\\w-]+/)*(?:\\w+_|[\\w-]+-|)es\\.(?:txt|properties)");

  @Test
  void code_names_no_language_but_the_one_fallback() throws IOException {
    try (Stream<Path> files = Files.walk(JAVA)) {
      List<String> naming =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> NAMES_ONE.matcher(read(file)).find())
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(naming).containsExactly("OurLanguages.java");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/draft_%s.properties",
        "/replies/%s.txt",
        "/replies/words-%s.txt",
        "/replies/expressions-%s.txt",
        "/sheets/expressions-%s.txt",
        "/mailbox/expressions-%s.txt",
        "/names/expressions-%s.txt",
        "/columns/expressions-%s.txt",
        "/columns/names-%s.txt"
      })
  void each_language_with_labels_has_the_other_files_too(String path) {
    assertThat(OurLanguages.having(path)).containsAll(OurLanguages.all()).contains("en", "es");
  }

  @Test
  void the_guide_to_a_language_lists_all_files_of_spanish_and_no_others() throws IOException {
    String guide = read(Path.of("docs/extending.md"));
    String chapter = guide.substring(guide.indexOf("## A language"), guide.indexOf("## A channel"));
    List<String> listed =
        FILE_OF_SPANISH.matcher(chapter).results().map(found -> found.group()).distinct().toList();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      List<String> there =
          files
              .map(Path::toString)
              .filter(file -> FILE_OF_SPANISH.matcher(file).matches() && !file.contains("/demo/"))
              .toList();
      assertThat(listed).containsExactlyInAnyOrderElementsOf(there).hasSizeGreaterThan(8);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
