package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyReaderTest {
  private final ReplyReader reader = new ReplyReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "StopAll",
        "stop all",
        "unsubscribe",
        "Cancel",
        "END",
        "quit",
        "REVOKE",
        "OPTOUT",
        "opt out",
        "OPT-OUT",
        "Opt – out",
        " Stop. ",
        "stop!!!",
        "\u00a0stop\u00a0",
        "\"STOP\"",
        "ＳＴＯＰ",
        "Stop 🙏",
        "stop\n"
      })
  void stop_words_of_K01_and_K10_stop(String body) {
    assertThat(reader.read(body)).isEqualTo(Reply.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "unstop", "Yes", "yes!"})
  void start_words_of_K01_start(String body) {
    assertThat(reader.read(body)).isEqualTo(Reply.START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "help?", "Info"})
  void help_words_of_K01_ask_for_help(String body) {
    assertThat(reader.read(body)).isEqualTo(Reply.HELP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "thanks", "I called him", "the end of it", "start with Katko"})
  void anything_else_is_something_else(String body) {
    assertThat(reader.read(body)).isEqualTo(Reply.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", " YES. "})
  void a_yes_is_told_from_a_start(String body) {
    // K09
    assertThat(reader.isYes(body)).isTrue();
    assertThat(reader.isYes("START")).isFalse();
  }

  @Property
  void no_text_makes_it_fail(@ForAll String body) {
    assertThat(reader.read(body)).isNotNull();
  }
}
