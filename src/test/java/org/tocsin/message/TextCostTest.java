package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCostTest {
  private static final String BODY = "Hi " + Placeholders.FIRST_NAME + "! " + "x".repeat(100);

  @Test
  void a_first_name_loses_its_accent_only_where_that_saves_a_segment_N04() {
    assertThat(TextCost.name(BODY, "María")).isEqualTo("Maria");
    assertThat(TextCost.name("Hi " + Placeholders.FIRST_NAME, "María")).isEqualTo("María");
    assertThat(TextCost.name("á" + BODY, "María")).isEqualTo("María");
    assertThat(TextCost.name(BODY, "Иван")).isEqualTo("Иван");
  }

  @Test
  void slots_count_as_they_are_filled() {
    assertThat(TextCost.of("x".repeat(112) + Placeholders.TOKEN, "").segments()).isEqualTo(1);
    assertThat(TextCost.of("x".repeat(113) + Placeholders.TOKEN, "").segments()).isEqualTo(2);
    assertThat(TextCost.of(BODY, "Иван").segments()).isEqualTo(2);
  }
}
