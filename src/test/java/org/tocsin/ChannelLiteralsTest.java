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
 * The codes of the channels stand in {@link Channel} and nowhere else in Java, so that the compiler
 * finds what a new channel touches. "email" alone may also be a column, a field or a placeholder.
 */
final class ChannelLiteralsTest {
  private static final Path SOURCES = Path.of("src/main/java/org/tocsin");
  private static final Pattern IN_SQL = Pattern.compile("'(?:sms|email)'");
  private static final Pattern IN_JAVA =
      Pattern.compile("\"sms\"|equals\\(\"email\"\\)|\"email\"\\.equals|case \"email\"");

  /** What is not the one must be the other: true of two channels only. */
  private static final Pattern EITHER_OR =
      Pattern.compile("[!=]= (?:Channel\\.)?(?:EMAIL|SMS)\\s*\\?");

  @Test
  void no_statement_spells_a_channel() throws IOException {
    assertThat(found(IN_SQL)).isEmpty();
  }

  @Test
  void no_class_spells_a_channel() throws IOException {
    assertThat(found(IN_JAVA)).isEmpty();
  }

  @Test
  void what_differs_by_channel_is_a_switch_over_all_of_them() throws IOException {
    assertThat(found(EITHER_OR)).isEmpty();
  }

  private static List<String> found(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(ChannelLiteralsTest::isLookedAt).sorted().toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(hit -> found.add(SOURCES.relativize(file) + ": " + hit.group()));
      }
    }
    return found;
  }

  private static boolean isLookedAt(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("Channel.java");
  }
}
