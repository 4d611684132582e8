package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplainTextTest {
  private static Cli.Ran explain(String input, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Tocsin.line(
            new Context(
                () -> {
                  throw new AssertionError("it needs no settings");
                },
                Clock.systemUTC()));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      String[] words = new String[options.length + 2];
      words[0] = "explain";
      words[1] = "text";
      System.arraycopy(options, 0, words, 2, options.length);
      return new Cli.Ran(line.execute(words), out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void each_text_has_a_line_in_the_order_of_the_input_N05() {
    assertThat(explain("\"It’s “now” – call…\"\n\n\"á\"\n", "--json").done().out())
        .isEqualTo(
            """
            {"encoding":"GSM-7","segments":1,"text":"It's \\"now\\" - call..."}
            {"encoding":"UCS-2","segments":1,"text":"\\u00E1"}
            """);
  }

  @Test
  void a_text_is_counted_as_it_is_when_asked_N05() {
    assertThat(explain("\"It’s\"", "--json", "--no-fold").done().out())
        .isEqualTo("{\"encoding\":\"UCS-2\",\"segments\":1,\"text\":\"It\\u2019s\"}\n");
  }

  @Test
  void half_a_character_is_counted_too() {
    assertThat(explain("\"a\\ud83d\"", "--json").done().out())
        .isEqualTo("{\"encoding\":\"UCS-2\",\"segments\":1,\"text\":\"a\\uD83D\"}\n");
  }

  @Test
  void people_are_told_what_was_folded() {
    assertThat(explain("\"It’s now\"").done().out())
        .contains("GSM-7, segments: 1", "It's now", "Folded: ’ (U+2019) by \"'\"");
  }

  @Test
  void what_is_no_json_string_is_named_by_its_line_P11() {
    explain("\"fine\"\nnot quoted\n").failed("Line 2", "is no JSON string");
    explain("{\"a\":1}\n").failed("Line 1", "is no JSON string");
  }
}
