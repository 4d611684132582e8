package org.tocsin.civic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tocsin.support.Shared;

final class StatesTest {
  @Test
  void a_state_is_known_by_its_code_or_name() {
    assertThat(States.name("NY")).contains("New York");
    assertThat(States.code("ny")).contains("NY");
    assertThat(States.code(" new york ")).contains("NY");
    assertThat(States.code("Ontario")).isEmpty();
  }

  @Test
  void the_district_of_columbia_and_territories_have_a_delegate_and_no_senators() {
    for (String code : List.of("DC", "PR", "GU", "VI", "AS", "MP")) {
      assertThat(States.name(code)).isPresent();
      assertThat(States.hasSenators(code) || States.votes(code)).isFalse();
    }
    assertThat(States.hasSenators("WY") && States.votes("WY")).isTrue();
    assertThat(States.hasSenators("ZZ")).isFalse();
  }

  @Test
  @Tag("shared")
  void every_state_of_the_published_list_is_there_and_votes_as_it_says() throws IOException {
    List<String> lines = Files.readAllLines(Shared.path("data/civic/states.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      assertThat(States.name(cells[1])).contains(cells[2]);
      assertThat(States.votes(cells[1])).isEqualTo(Boolean.parseBoolean(cells[4]));
    }
    assertThat(lines).hasSize(57);
  }
}
