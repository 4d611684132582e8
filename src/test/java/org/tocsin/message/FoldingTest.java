package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.support.Shared;

class FoldingTest {
  @Test
  void curly_quotes_dashes_dots_and_odd_spaces_become_plain_N05() {
    assertThat(Folding.smart("“It’s” — now…\u00A0go\u200B!")).isEqualTo("\"It's\" - now...  go!");
  }

  @Test
  void names_lose_only_the_marks_that_cost_N04() {
    assertThat(Folding.name("Ben Ray Luján")).isEqualTo("Ben Ray Lujan");
    assertThat(Folding.name("Nydia Velázquez")).isEqualTo("Nydia Velazquez");
    assertThat(Folding.name("Núñez Müller-É")).isEqualTo("Nuñez Müller-É");
    assertThat(Folding.name("Lujan\u0301")).isEqualTo("Lujan\u0301".replace("n\u0301", "n"));
    assertThat(Folding.name("Wałęsa O’Đức")).isEqualTo("Walesa O'Duc");
    assertThat(Folding.name("Иван")).isEqualTo("Иван");
  }

  @Test
  @Tag("shared")
  void the_map_is_that_of_smart_encoding_N05() throws IOException {
    JsonNode map =
        new ObjectMapper()
            .readTree(Shared.path("corpora/sms-segments/smart-encoding-map.json").toFile());
    int mapped = 0;
    for (int c = 0; c < 0x10000; c++) {
      String one = Character.toString(c);
      JsonNode replacement = map.get(String.format("U+%04X", c));
      mapped += replacement == null ? 0 : 1;
      assertThat(Folding.smart(one)).isEqualTo(replacement == null ? one : replacement.asText());
    }
    assertThat(mapped).isEqualTo(map.size()).isEqualTo(271);
  }
}
