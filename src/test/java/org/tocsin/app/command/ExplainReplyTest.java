package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.civic.Rosters;
import org.tocsin.support.TestDatabase;

final class ExplainReplyTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path folder;

  private Cli.Ran explain(String lines, Object... words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      return new Cli(DATABASE, Clock.systemUTC(), folder).run(words);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void each_line_is_answered_in_its_order() {
    String lines = "\"STOP\"\n\"a\\n\\u00bfqui\\u00e9n es?\"\n\n\"STOP the bill!\"\n";
    assertThat(explain(lines, "explain", "reply", "--json").done().out().lines())
        .containsExactly(
            "{\"reply\":\"Stop\",\"why\":\"says stop\"}",
            "{\"reply\":\"Other\",\"why\":\"says nothing about stopping\"}",
            "{\"reply\":\"Unsure\",\"why\":\"speaks of stopping, perhaps not to us: stop\"}");
  }

  @Test
  void without_json_it_is_said_in_words() {
    assertThat(explain("\"ayuda\"", "explain", "reply").done().out()).contains("Help: says ayuda");
  }

  @Test
  void a_line_that_is_no_JSON_string_is_named() {
    // P11
    explain("\"STOP\"\nstop\n", "explain", "reply", "--json").failed("Line 2 is no JSON string");
    explain("3\n", "explain", "reply").failed("Line 1 is no JSON string");
  }

  @Test
  void officials_are_known_by_the_roster_in_force() {
    String line = "\"take me off Katko's list\"\n";
    assertThat(explain(line, "explain", "reply").done().out()).contains("Stop: ");
    new Rosters(DATABASE.jdbi(), Clock.systemUTC())
        .add(DemoFacts.AS_OF, "test", new DemoFacts().officials());
    assertThat(explain(line, "explain", "reply").done().out())
        .contains("Unsure: is about an official: off katkos list");
  }
}
