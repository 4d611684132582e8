package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Segments.Encoding.GSM_7;
import static org.tocsin.message.Segments.Encoding.UCS_2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.message.Segments.Count;
import org.tocsin.message.Segments.Encoding;
import org.tocsin.support.Shared;

class SegmentsTest {
  private static void assertCount(String text, Encoding encoding, int segments) {
    assertThat(Segments.count(text)).isEqualTo(new Count(encoding, segments));
  }

  @Test
  void gsm_7_holds_160_characters_alone_and_153_in_each_of_several_N02() {
    assertCount("", GSM_7, 1);
    assertCount("a".repeat(160), GSM_7, 1);
    assertCount("a".repeat(161), GSM_7, 2);
    assertCount("a".repeat(306), GSM_7, 2);
    assertCount("a".repeat(307), GSM_7, 3);
    // the first of the table
    assertCount("@".repeat(160), GSM_7, 1);
  }

  @Test
  void ten_characters_of_gsm_7_cost_two_and_never_fall_apart_N01_N03() {
    for (char c : "\f^{}\\[~]|€".toCharArray()) {
      assertCount(String.valueOf(c).repeat(80), GSM_7, 1);
      assertCount(String.valueOf(c).repeat(81), GSM_7, 2);
      // 76 of them fill 152 septets; the 153rd stays free
      assertCount(String.valueOf(c).repeat(152), GSM_7, 2);
      assertCount(String.valueOf(c).repeat(153), GSM_7, 3);
    }
  }

  @Test
  void spanish_is_gsm_7_until_one_of_four_accents_comes_N04() {
    assertCount("¿Qué? ¡Señor! à è ì ò ù ü ö ä Ç É Ñ", GSM_7, 1);
    for (char c : "áíóúçÁÍÓÚ’“”–…".toCharArray()) {
      assertCount(String.valueOf(c), UCS_2, 1);
    }
  }

  @Test
  void ucs_2_holds_70_units_alone_and_67_in_each_of_several() {
    assertCount("á".repeat(70), UCS_2, 1);
    assertCount("á".repeat(71), UCS_2, 2);
    assertCount("á".repeat(134), UCS_2, 2);
    assertCount("á".repeat(135), UCS_2, 3);
  }

  @Test
  void a_letter_of_several_units_stays_in_one_segment_N03() {
    // 66 units, then two more that need a segment of their own
    assertCount("á".repeat(66) + "😜" + "á".repeat(66), UCS_2, 3);
    assertCount("á".repeat(65) + "😜" + "á".repeat(67), UCS_2, 2);
    assertCount("x".repeat(60) + "👩‍👩‍👧‍👦" + "x".repeat(61), UCS_2, 3);
    // a flag is two signs that belong together, and the next flag two others: 16 to a segment
    assertCount("🇵🇷".repeat(33), UCS_2, 3);
  }

  @Test
  void letters_are_those_of_unicode_10_whatever_java_knows_N03() {
    // a colour of skin is a letter of its own after an emoji that came later
    assertCount("x".repeat(64) + "\uD83E\uDDB5\uD83C\uDFFD" + "x".repeat(65), UCS_2, 2);
    assertCount("x".repeat(64) + "\uD83D\uDC4D\uD83C\uDFFD" + "x".repeat(65), UCS_2, 3);
    assertCount("x".repeat(66) + "e\u0301" + "x".repeat(66), UCS_2, 3);
  }

  @Test
  void cr_and_lf_count_each_N06() {
    assertCount("\r\n".repeat(80), GSM_7, 1);
    assertCount("\r\n".repeat(80) + "x", GSM_7, 2);
  }

  @Test
  @Tag("shared")
  void all_vectors_of_twilios_calculator_agree() throws IOException {
    JsonNode vectors =
        new ObjectMapper().readTree(Shared.path("corpora/sms-segments/vectors.json").toFile());
    assertThat(vectors).hasSizeGreaterThan(40);
    for (JsonNode vector : vectors) {
      Count count = Segments.count(vector.get("body").asText());
      Encoding encoding = vector.get("encoding").asText().equals("GSM-7") ? GSM_7 : UCS_2;
      assertThat(count)
          .as(vector.get("name").asText())
          .isEqualTo(new Count(encoding, vector.get("segments").asInt()));
    }
  }

  @Test
  @Tag("shared")
  void the_table_is_that_of_gsm_7_N01() throws IOException {
    JsonNode table =
        new ObjectMapper().readTree(Shared.path("corpora/sms-segments/gsm7-table.json").toFile());
    StringBuilder all = new StringBuilder();
    for (JsonNode row : table) {
      String c = row.get("char").asText();
      int fitting = 160 / row.get("septets").size();
      assertCount(c.repeat(fitting), GSM_7, 1);
      assertCount(c.repeat(fitting + 1), GSM_7, 2);
      all.append(c);
    }
    for (char c = 0; c < 0xD800; c++) {
      boolean basic = all.indexOf(String.valueOf(c)) >= 0;
      assertThat(Segments.count(String.valueOf(c)).encoding()).isEqualTo(basic ? GSM_7 : UCS_2);
    }
  }
}
