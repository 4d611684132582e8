package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TwilioBodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sid\":\"SM1\",\"status\":\"a new one\",\"date_created\":\"soon\",\"price\":{}}",
        "{\"sid\":\"SM1\",\"num_segments\":[1],\"direction\":7}",
        "{\"status\": \"queued\", \"sid\": \"SM1\", \"price\": NaN}",
        "{\"sid\": \"SM1\", \"body\": \"Hi"
      })
  void a_text_is_known_by_its_id_whatever_stands_beside_it(String body) {
    assertThat(TwilioBody.essence(body)).isEqualTo("{\"sid\":\"SM1\"}");
  }

  @Test
  void of_a_list_the_ids_and_words_stay() {
    String list =
        "{\"messages\":[{\"sid\":\"SM1\",\"body\":\"Hi\",\"date_sent\":[]}],\"page\":0,\"page_size\":50}";
    assertThat(TwilioBody.essence(list))
        .contains("{\"sid\":\"SM1\",\"body\":\"Hi\"}", "\"page_size\":50")
        .doesNotContain("date_sent");
  }

  @Test
  void what_is_neither_stays_as_it_is() {
    assertThat(TwilioBody.essence("<html>")).isEqualTo("<html>");
    assertThat(TwilioBody.essence("{}")).isEqualTo("{}");
  }
}
