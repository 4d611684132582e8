package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tocsin.app.Settings;
import picocli.CommandLine;

/** P11: a command that fails says so in one sentence, whatever it failed on. */
final class EndingTest {
  private final StringWriter err = new StringWriter();

  private int run(Supplier<Settings> failing, String... words) {
    CommandLine line = Tocsin.line(new Context(failing, Clock.systemUTC()));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }

  private static Settings unforeseen() {
    throw new IllegalStateException("ann@example.org is two people");
  }

  private static Settings tooDeep() {
    throw new StackOverflowError();
  }

  private static Settings tooLarge() {
    throw new OutOfMemoryError();
  }

  @Test
  void what_nobody_foresaw_is_one_sentence_with_its_place_and_without_its_words() {
    assertThat(run(EndingTest::unforeseen, "channel", "list")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("nobody foresaw (IllegalStateException, EndingTest.java:", "--trace")
        .doesNotContain("ann@example.org", "\tat ");
  }

  @Test
  void its_details_are_printed_where_they_are_asked_for() {
    assertThat(run(EndingTest::unforeseen, "channel", "list", "--trace")).isEqualTo(1);
    assertThat(err.toString()).contains("ann@example.org", "\tat org.tocsin");
  }

  @Test
  void what_java_cannot_go_on_with_is_one_sentence_too() {
    assertThat(run(EndingTest::tooDeep, "channel", "list")).isEqualTo(1);
    assertThat(run(EndingTest::tooLarge, "channel", "list")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(2)
        .contains("nested too deeply", "too little memory")
        .doesNotContain("\tat ");
  }
}
