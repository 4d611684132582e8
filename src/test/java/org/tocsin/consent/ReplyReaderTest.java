package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    assertThat(reader.read(body).reply()).isEqualTo(Reply.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "unstop", "Yes", "yes!"})
  void start_words_of_K01_start(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(Reply.START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "help?", "Info"})
  void help_words_of_K01_ask_for_help(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(Reply.HELP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "thanks", "I called him", "the end of it", "start with Katko"})
  void anything_else_is_something_else(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(Reply.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", " YES. "})
  void a_yes_is_told_from_a_start(String body) {
    // K09
    assertThat(reader.isYes(body)).isTrue();
    assertThat(reader.isYes("START")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "𝐒𝐓𝐎𝐏",
        "🅢🅣🅞🅟",
        "🅂🅃🄾🄿",
        "ⓢⓣⓞⓟ",
        "🇸🇹🇴🇵",
        "ꜱᴛᴏᴘ",
        "ЅТОР",
        "S\u0336T\u0336O\u0336P",
        "S T O P",
        "s.t.o.p.",
        "st0p",
        "STOOOOP",
        "S\u200bTOP",
        "🛑",
        "STOP\ufe0f 😡",
        "Ａ Ｌ Ｔ Ｏ",
        "¡ALTO!",
        "NO MÁS",
        "No+"
      })
  void decorated_and_look_alike_letters_are_letters(String body) {
    // K13
    assertThat(reader.read(body).reply()).isEqualTo(Reply.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP START", "help stop", "START. STOP.", "stop and start", "yes, stop"})
  void a_stop_wins_over_everything_in_the_same_message(String body) {
    // K14
    assertThat(reader.read(body).reply()).isEqualTo(Reply.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sotp", "stpo", "tsop", "unsubcribe", "unsuscribe", "cancle", "please remvoe me"})
  void slips_of_the_thumb_are_read_as_meant(String body) {
    // K11
    assertThat(reader.read(body).reply()).isEqualTo(Reply.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "shop", "top", "quite", "ended", "canal", "stoop"})
  void words_that_look_like_a_slip_are_themselves(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(Reply.OTHER);
  }

  @Test
  void a_reading_says_why() {
    assertThat(reader.read("Hi! Please stop texting me, thanks").why())
        .isEqualTo("asks not to be written to: please stop texting me");
    assertThat(reader.read("> Reply STOP to end").why()).isEqualTo("has no words of its own");
  }

  @Test
  void the_longest_text_is_read_in_a_moment() {
    String longest = "please do not stop texting me these and those, ".repeat(2_000);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> reader.read(longest));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> reader.read("please now just stop ".repeat(2_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x. ", "s t o p ", "<@", "<a@", "on 5 ", "\"", "“", "a", " ", "\n", "> "})
  @Timeout(60)
  void anything_again_and_again_is_read(String piece) {
    assertThat(reader.read(piece.repeat(10_000 / piece.length())).why()).isNotBlank();
  }

  @Property
  void no_text_makes_it_fail(@ForAll String body) {
    assertThat(reader.read(body).why()).isNotBlank();
  }
}
