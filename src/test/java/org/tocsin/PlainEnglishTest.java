package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names, comments, messages and documents are in words that people read without stopping whose
 * first language is not English. What other people write, and how it is read, is left out.
 */
final class PlainEnglishTest {
  private static final List<Path> OURS =
      List.of(
          Path.of("src/main"),
          Path.of("routes"),
          Path.of("docs"),
          Path.of("README.md"),
          Path.of("CHANGELOG.md"),
          Path.of("CONTRIBUTING.md"),
          Path.of("SECURITY.md"));

  private static final Pattern TEXT =
      Pattern.compile(".*\\.(?:java|yaml|properties|html|css|js|json|md)");

  /** As a word of its own, or as a part of a name. */
  private static final Pattern ARCHAIC =
      Pattern.compile(
          "(?<![A-Za-z])(?:[Hh]eed\\w*|[Ww]hom|[Aa]new|[Tt]old|TOLD|[Ff]ates?|FATE|upto|UPTO"
              + "|[Ww]hilst|[Hh]itherto|[Tt]hereof|[Tt]hence|[Ww]hence|[Ll]est|[Uu]nto|[Aa]mongst)"
              + "(?![a-z])|[a-z](?:Heed|Whom|Anew|Told|Fate|Upto)(?![a-z])");

  @Test
  void no_archaic_word_stands_in_what_we_write() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path root : OURS) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> TEXT.matcher("" + each).matches()).toList()) {
          archaic(file, found);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static void archaic(Path file, List<String> found) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      ARCHAIC
          .matcher(lines.get(i))
          .results()
          .forEach(word -> found.add(file + ":" + line + ": " + word.group()));
    }
  }
}
