package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;

class TemplateTest {
  @Test
  void lists_are_true_where_they_hold_something() {
    Template template = Template.plain("{% if a and not b %}yes{% elseif b %}no{% endif %}");
    assertThat(template.render(Map.of("a", List.of(1), "b", List.of()))).isEqualTo("yes");
    assertThat(template.render(Map.of("a", List.of(), "b", List.of(1)))).isEqualTo("no");
  }

  @Test
  void a_line_that_holds_only_tags_leaves_nothing_behind() {
    Template template = Template.markdown("- a\n{% if x %}\n- b\n{% endif %}\n{# note #}\n- c");
    assertThat(template.render(Map.of("x", true))).isEqualTo("- a\n- b\n- c");
    assertThat(template.render(Map.of("x", false))).isEqualTo("- a\n- c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{ x.getClass() }}", "{{ x.class.name }}", "{{ x.length() }}", "{{ x.bytes }}"})
  void methods_are_out_of_reach_even_without_a_check(String source) {
    assertThatThrownBy(() -> Template.plain(source).render(Map.of("x", "y")))
        .isInstanceOf(TocsinException.class);
  }

  @Test
  void output_has_a_limit() {
    Template template =
        Template.plain(
            "{% for a in l %}{% for b in l %}" + "x".repeat(100) + "{% endfor %}{% endfor %}");
    assertThatThrownBy(() -> template.render(Map.of("l", Collections.nCopies(1000, 1))))
        .isInstanceOf(TocsinException.class);
  }

  @Test
  void a_missing_variable_never_comes_out_empty() {
    assertThatThrownBy(() -> Template.plain("{{ x.y }}").render(Map.of("x", Map.of())))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("sheet check");
  }
}
