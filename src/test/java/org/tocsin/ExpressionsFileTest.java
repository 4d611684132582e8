package org.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionsFileTest {
  private static final ExpressionsFile ENGLISH =
      ExpressionsFile.of("/en.txt", "# words\nDAY: mon|tue\nSAME: u(r) -> you$1\nEMPTY:\n", null);

  @Test
  void what_is_named_in_a_line_is_of_the_same_file_else_of_the_english_one() {
    ExpressionsFile spanish = ExpressionsFile.of("/es.txt", "EMPTY: @DAY x", ENGLISH);
    assertThat(spanish.any("EMPTY")).isEqualTo("(?:(?:mon|tue) x)");
    ExpressionsFile own = ExpressionsFile.of("/es.txt", "DAY: lunes\nEMPTY: @DAY x", ENGLISH);
    assertThat(own.any("EMPTY")).isEqualTo("(?:(?:lunes) x)");
  }

  @Test
  void what_has_no_line_fits_nothing() {
    assertThat("".matches(ENGLISH.any("EMPTY"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "no name ~ Write NAME: expression",
        "DAY: lun(es ~ no expression",
        "DAI: lunes ~ Nobody asks for DAI. The names are those of /en.txt",
        "DAY: @NIGHT ~ Nothing above is called NIGHT",
        "SAME: a(b) -> c$2 ~ names a group",
      })
  void a_mistake_is_named_with_its_file_and_line(String line, String why) {
    assertThatThrownBy(() -> ExpressionsFile.of("/es.txt", "\n# x\n" + line, ENGLISH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("/es.txt:3: ")
        .hasMessageContaining(why);
  }

  @Test
  void a_line_is_bounded_also_with_what_it_names() {
    assertThatThrownBy(() -> ExpressionsFile.of("/es.txt", "DAY: " + "a".repeat(2000), ENGLISH))
        .hasMessageStartingWith("/es.txt:1: ");
    String grows = "DAY: " + "a".repeat(1900) + "\nSAME: " + "@DAY".repeat(20);
    assertThatThrownBy(() -> ExpressionsFile.of("/es.txt", grows, ENGLISH))
        .hasMessageContaining("too long");
  }

  @Test
  void so_many_lines_as_there_are_months_are_asked_for() {
    assertThatThrownBy(() -> ENGLISH.all("DAY", 7)).hasMessage("/en.txt: Write 7 lines of DAY.");
  }
}
