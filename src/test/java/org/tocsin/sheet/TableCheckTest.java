package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.sheet.Sources.check;
import static org.tocsin.sheet.Sources.withBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Office | Number\nSyracuse | 315-555-0101",
        "| Office | Number |\n| Syracuse | 315-555-0101 |",
        "| Office | Number |\n|---|\n| Syracuse | 315-555-0101 |",
        "| Office | Number |\n|***|***|\n| Syracuse | 315-555-0101 |",
        "| Office | Number |\n+---+---+\n| Syracuse | 315-555-0101 |"
      })
  void what_looks_like_a_table_and_is_none_is_remarked_on(String table) {
    assertThat(check(withBody("{{ call_list }}\n\n" + table)))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:14: Lines with | are shown as they are written:")
        .contains("Office", "|---|---|");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| Office | Number |\n|---|---|\n| Syracuse | 315-555-0101 |",
        "| Office | Number |\n|---|---|---|\n| Syracuse | 315-555-0101 |",
        "Call | Write | Visit",
        "Yes or no: a|b",
        "    a | b\n    c | d",
        "```\na | b\nc | d\n```",
        "- one | two\n- three | four"
      })
  void what_is_a_table_or_none_is_let_be(String text) {
    assertThat(check(withBody("{{ call_list }}\n\n" + text))).isEmpty();
  }

  @Test
  void a_cell_without_a_column_is_named_since_nobody_would_see_it() {
    assertThat(
            check(withBody("{{ call_list }}\n\n|a|b|\n|---|---|\n|1|2|315-555-0101|\n|3|4|\n|5|")))
        .containsExactly(
            "fact-sheet.md:16: This row has more cells than the first line of its table, so this is"
                + " left out: '315-555-0101'.");
  }

  @Test
  void a_table_too_wide_for_a_phone_is_remarked_on() {
    assertThat(check(withBody("{{ call_list }}\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|")))
        .singleElement()
        .asString()
        .contains("A table of 5 columns is hard to read on a phone");
  }

  @Test
  void a_call_list_in_a_cell_is_refused() {
    assertThat(check(withBody("|a|b|\n|---|---|\n|1|{{ call_list }}|")))
        .singleElement()
        .asString()
        .contains("on a line of its own");
  }
}
