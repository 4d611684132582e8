package org.tocsin.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.ProcessorTime;

final class ReplyReaderTest {
  private final ReplyReader reader = new ReplyReader(Set::of);

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
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "停止",
        "退訂",
        "请不要再发短信给我",
        "取消订阅。",
        "Стоп",
        "Отпишите меня, пожалуйста",
        "Не пишите мне!",
        "توقف",
        "إلغاء الاشتراك",
        "수신거부",
        "수신 거부",
        "그만 보내세요",
        "Dừng lại",
        "Xin đừng nhắn tin nữa",
        "Itigil na po",
        "Sispann",
        "Tanpri pa voye mesaj ankò",
        "Parem de mandar mensagens",
        "Wypisz mnie",
        "Désabonnez-moi s'il vous plaît",
        "Stop2quit",
        "Reply STOP to end",
        "Don't text back",
        "I revoke",
        "S top",
        "DNC",
        "no mas testos"
      })
  void the_plainest_ways_to_stop_of_other_languages_stop(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我对这个没有兴趣",
        "不要停止",
        "Кто это?",
        "من هذا؟",
        "누구세요?",
        "これは何ですか",
        "ਕਿਰਪਾ ਕਰਕੇ",
        "Tôi không muốn nhận",
        "Sino po kayo",
        "Je ne veux rien",
        "Nie chcę tego",
        "Não quero isso",
        "Ich will das nicht",
        "Maxay tahay fariintani"
      })
  void what_is_not_understood_is_never_taken_for_harmless(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.UNSURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification"
            + " through with your original message.",
        "(I’m not receiving notifications. If this is urgent, reply “urgent”.)",
        "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get"
            + " where I'm going.",
        "Auto-reply: thanks for texting Main Street Dental! We are closed. Reply STOP to cancel.",
        "Thank you for contacting us. Our hours are 9 to 5. Text STOP to opt out."
      })
  void machines_are_not_people(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.OTHER);
  }

  @Test
  void a_person_who_drives_can_stop() {
    assertThat(reader.read("I'm driving. Stop texting me").reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "unstop", "Yes", "yes!"})
  void start_words_of_K01_start(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "help?", "Info"})
  void help_words_of_K01_ask_for_help(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.HELP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "thanks", "I called him", "the end of it", "start with Katko"})
  void anything_else_is_something_else(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.OTHER);
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
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP START", "help stop", "START. STOP.", "stop and start", "yes, stop"})
  void a_stop_wins_over_everything_in_the_same_message(String body) {
    // K14
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sotp", "stpo", "tsop", "unsubcribe", "unsuscribe", "cancle", "please remvoe me"})
  void slips_of_the_thumb_are_read_as_meant(String body) {
    // K11
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "shop", "top", "quite", "ended", "canal", "stoop"})
  void words_that_look_like_a_slip_are_themselves(String body) {
    assertThat(reader.read(body).reply()).isEqualTo(ReplyIntent.OTHER);
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
    for (String text : List.of(longest, "please now just stop ".repeat(2_000))) {
      assertThat(ProcessorTime.of(() -> reader.read(text))).isLessThan(Duration.ofSeconds(5));
    }
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
