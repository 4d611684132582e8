package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.BadInput;
import org.tocsin.Problem;

/** A sheet file and the form it is written in. */
final class EditionFormTest {
  private static final String FILE =
      """
      ---
      # Ask Ann about the numbers.
      title: Sessions must resign
      subject: "Call: today"
      lang: en
      sms: |
        Call {{ representative.phone }}.
        # no comment
      positions:
        K000386: silent   # nothing said
        Chuck Schumer: supports
      position_rules:
        - party: Republican
          position: opposes
      asks:
        unknown: "Ask {{ official.name }}."
      ---

          code first

      {{ call_list }}
      """;

  @Test
  void a_file_becomes_fields_and_nothing_of_it_is_lost() {
    EditionForm form = EditionForm.of(FILE);
    assertThat(form.values())
        .containsEntry("title", "Sessions must resign")
        .containsEntry("subject", "Call: today")
        .containsEntry("sms", "Call {{ representative.phone }}.\n# no comment")
        .containsEntry("asks.unknown", "Ask {{ official.name }}.");
    assertThat(form.positions())
        .isEqualTo("K000386: silent # nothing said\nChuck Schumer: supports");
    assertThat(form.rest())
        .isEqualTo(
            """
            # Ask Ann about the numbers.
            position_rules:
              - party: Republican
                position: opposes\
            """);
    assertThat(form.body()).isEqualTo("    code first\n\n{{ call_list }}");
    assertThat(EditionForm.of(form.source())).isEqualTo(form);
  }

  @Test
  void comments_among_positions_stay_where_they_are_and_lines_still_count() {
    String file =
        """
        ---
        title: T
        positions:
          # New York
          "Pat O'Brien: the elder": 'opposes'   # so he said: #3

          K000386: silent # "nothing" yet
          No#1 Fan: maybe
        lang: en
        ---
        Text
        """;
    EditionForm form = EditionForm.of(file);
    assertThat(form.positions())
        .isEqualTo(
            """
            # New York
            Pat O'Brien: the elder: opposes # so he said: #3

            K000386: silent # "nothing" yet
            No#1 Fan: maybe\
            """);
    assertThat(EditionForm.of(form.source())).isEqualTo(form);
    Problem fan = Problem.error("f", 8, "positions", "");
    assertThat(EditionForm.place(file, fan)).isEqualTo(new EditionForm.Place("positions", 5));
    assertThat(form.source()).contains("  K000386: silent # \"nothing\" yet\n");
  }

  @Test
  void whatever_is_typed_into_a_field_comes_back() {
    for (String typed :
        new String[] {
          "\"quoted\" \\ back",
          "a: b # c",
          "two\nlines",
          "tab\there",
          "¿Qué?",
          "\u0085 \uFEFF",
          "😀",
          "- {x",
          "no",
          "---"
        }) {
      Map<String, String> values = new LinkedHashMap<>(EditionForm.of("").values());
      values.put("title", typed);
      values.put("asks.silent", typed);
      EditionForm form = new EditionForm(values, "", "", "Text");
      assertThat(EditionForm.of(form.source()).values())
          .as(typed)
          .containsEntry("title", typed.strip())
          .containsEntry("asks.silent", typed.strip());
    }
  }

  @Test
  void further_keys_are_yaml_and_none_that_has_a_field() {
    for (String rest : new String[] {"title: x", "---", "a: \"", "positions: {}"}) {
      EditionForm form = new EditionForm(Map.of(), "", rest, "Text");
      assertThatThrownBy(form::source).as(rest).isInstanceOf(BadInput.class);
    }
  }

  @Test
  void a_line_of_the_file_is_found_in_the_form() {
    assertThat(place(4, "subject")).isEqualTo(new EditionForm.Place("subject", 1));
    assertThat(place(11, "positions.Chuck Schumer"))
        .isEqualTo(new EditionForm.Place("positions", 2));
    assertThat(place(16, "asks.unknown")).isEqualTo(new EditionForm.Place("asks.unknown", 1));
    assertThat(place(21, "")).isEqualTo(new EditionForm.Place("body", 3));
  }

  private static EditionForm.Place place(int line, String field) {
    return EditionForm.place(FILE, Problem.error("x.md", line, field, "wrong"));
  }
}
