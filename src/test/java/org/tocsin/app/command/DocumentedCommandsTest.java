package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.support.Documents.codeLines;
import static org.tocsin.support.Documents.spans;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.app.Settings;
import org.tocsin.support.Documents;
import picocli.CommandLine;

/** Commands that documents tell people to type are understood. */
final class DocumentedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|\\| |bin/)tocsin (?<words>[a-z-][^#|&>()]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=^|\\s)(--[a-z-]+)");

  private static final CommandLine TOCSIN =
      Tocsin.line(new Context(() -> Settings.of(Map.of()), Clock.systemUTC()));

  static List<Path> documents() {
    return Documents.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void every_command_and_option_is_there(Path document) {
    Stream.concat(spans(document).stream(), codeLines(document).stream())
        .forEach(DocumentedCommandsTest::check);
  }

  private static void check(String code) {
    for (Matcher found = COMMAND.matcher(code); found.find(); ) {
      String words = found.group("words");
      CommandLine command = command(words.split("\\s+"));
      assertThat(command).as(code).isNotNull();
      assertThat(Documents.groups(OPTION, words))
          .as(code)
          .allMatch(option -> command.getCommandSpec().findOption(option) != null);
    }
  }

  /** The innermost one that the first words name; null where they name none. */
  private static CommandLine command(String[] words) {
    CommandLine at = TOCSIN;
    for (String word : words) {
      if (word.startsWith("-") || at.getSubcommands().isEmpty()) {
        return at;
      }
      at = at.getSubcommands().get(word);
      if (at == null) {
        return null;
      }
    }
    return at;
  }
}
