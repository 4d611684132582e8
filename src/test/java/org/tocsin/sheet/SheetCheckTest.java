package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.sheet.Sources.ENGLISH;
import static org.tocsin.sheet.Sources.check;
import static org.tocsin.sheet.Sources.sheet;
import static org.tocsin.sheet.Sources.withBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetCheckTest {
  private static String only(Sheet sheet) {
    assertThat(check(sheet)).hasSize(1);
    return check(sheet).get(0);
  }

  @Test
  void a_good_sheet_has_no_problems() {
    assertThat(check(sheet(ENGLISH))).isEmpty();
  }

  @Test
  void an_unknown_variable_in_the_body_is_named_with_its_line_and_what_was_meant() {
    assertThat(only(withBody("One\n\nTwo {{ representative.lastname }} {{ call_list }}")))
        .isEqualTo(
            "fact-sheet.md:14: representative.lastname: There is no such variable. Did you mean"
                + " last_name?");
    assertThat(only(withBody("{{ call_list }}\n{{ organisation.name }}")))
        .isEqualTo(
            "fact-sheet.md:13: organisation: There is no such variable here. Did you mean"
                + " organization?");
  }

  @Test
  void an_unknown_variable_in_the_front_matter_has_the_line_of_its_key() {
    assertThat(
            only(sheet(ENGLISH.replace("{{ representative.phone }}", "{{ representative.fax }}"))))
        .startsWith("fact-sheet.md:5: sms: {{ representative.fax }}: There is no such variable.");
    assertThat(
            only(sheet(ENGLISH.replace("silent: \"Ask {{ official", "silent: \"Ask {{ senators"))))
        .startsWith(
            "fact-sheet.md:9: asks.silent: {{ senators }}: There is no such variable here.");
    assertThat(only(sheet(ENGLISH.replace("Call today", "{{ call_list }}"))))
        .startsWith("fact-sheet.md:3: subject: {{ call_list }}: There is no such variable here.");
  }

  @Test
  void broken_braces_are_told_with_their_line() {
    assertThat(only(withBody("{{ call_list }}\n\n{% if district.known %}yes")))
        .isEqualTo("fact-sheet.md:14: There is no {% endif %} to what begins here. Add it.");
    assertThat(only(withBody("{{ call_list }}\n{{ district. }}")))
        .startsWith("fact-sheet.md:13: The braces cannot be read:");
  }

  @Test
  void lines_still_count_right_after_lines_that_hold_only_tags() {
    String body =
        "{{ call_list }}\n{% if district.known %}\nA\n{% else %}\nB\n{% endif %}\n{{ x.y }}";
    assertThat(only(withBody(body))).startsWith("fact-sheet.md:18: x: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ \"\".getClass() }}",
        "{{ sheet.title.class }}",
        "{{ sheet.getClass().forName('java.lang.Runtime') }}",
        "{{ (1).TYPE }}",
        "{{ sheet['title'].bytes }}",
        "{% include 'application.properties' %}",
        "{% import 'x' %}",
        "{% extends 'x' %}",
        "{% macro x() %}{% endmacro %}",
        "{% set x = 'y' %}",
        "{% block x %}{% endblock %}",
        "{% autoescape false %}{{ sheet.title }}{% endautoescape %}",
        "{% for i in range(1, 1000000) %}x{% endfor %}",
        "{% for i in 1..1000000 %}x{% endfor %}",
        "{% for i in [1, 2] %}x{% endfor %}",
        "{% for c in sheet.title %}x{% endfor %}",
        "{% for a in officials %}{% for b in officials %}{% for c in officials %}x{% endfor %}"
            + "{% endfor %}{% endfor %}",
        "{% for sheet in officials %}x{% endfor %}",
        "{{ sheet.title | raw }}",
        "{{ sheet.title | replace({'a': 'b'}) }}",
        "{{ 1 + 1 }}",
        "{{ officials }}",
        "{{ officials | join(',') }}",
        "{{ representative }}",
        "{{ representative.known }}",
        "{{ call_list | upper }}",
        "{{ _context }}",
        "{{ \"#{ sheet.title.class }\" }}",
        "{% if representative.position == 'supprots' %}x{% endif %}"
      })
  void nothing_but_conditions_loops_over_given_lists_and_plain_variables_passes(String hostile) {
    assertThat(new SheetCheck().check(withBody("{{ call_list }}\n\n" + hostile)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.isError()).isTrue())
        .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ subscriber.first_name | upper }}",
        "{{ subscriber.first_name | length }}",
        "{{ subscriber.first_name | default('x') | title }}",
        "{{ ('Dear ' ~ subscriber.first_name) | upper }}",
        "{% if subscriber.first_name == 'Pat' %}x{% endif %}",
        "{% if 'x' != unsubscribe_url %}x{% endif %}"
      })
  void what_is_filled_in_on_sending_can_only_be_put_in_as_it_is(String template) {
    assertThat(only(withBody("{{ call_list }}\n" + template)))
        .contains("can only be put in as it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ subscriber.first_name | default('neighbor') }}",
        "{% if subscriber.first_name %}{{ 'Hi ' ~ subscriber.first_name }}{% endif %}",
        "{{ subscriber.first_name ? 'you' : 'all' }}",
        "{% if subscriber.first_name is empty %}x{% endif %}",
        "{% if candidates and not representative.known %}x{% endif %}",
        "{% for c in candidates %}{{ loop.index }} {{ c.name }}{% if not loop.last %}, {% endif %}"
            + "{% endfor %}",
        "{% for o in officials %}{% for p in o.phones %}{{ p.label }} {{ p.number }}{% endfor %}"
            + "{% endfor %}",
        "{{ officials | length }}",
        "{{ district.name | upper }}",
        "{% if representative.position == 'silent' %}x{% endif %}",
        "[Out]({{ unsubscribe_url }})",
        "[Us]({{ organization.website }})"
      })
  void what_sheets_need_passes(String template) {
    assertThat(check(withBody("{{ call_list }}\n\n" + template))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi {{ subscriber.first_name }},",
        "{{ 'Hi ' ~ subscriber.first_name }}",
        "Hi {{ subscriber.first_name | default('') }},",
        "{% if subscriber.language %}Hi {{ subscriber.first_name }},{% endif %}",
        "{% if subscriber.first_name %}Hi!{% else %}Hi {{ subscriber.first_name }},{% endif %}",
        "{% if subscriber.first_name or district.known %}Hi {{ subscriber.first_name }}{% endif %}",
        "{% if not subscriber.first_name %}Hi {{ subscriber.first_name }},{% endif %}",
        "{{ subscriber.first_name ? 'you' : subscriber.first_name }}"
      })
  void a_first_name_without_a_default_is_warned_of_with_its_line(String greeting) {
    assertThat(only(withBody("{{ call_list }}\n\n" + greeting)))
        .startsWith("fact-sheet.md:14: subscriber.first_name: Whoever gave no name reads \"Hi ,\"")
        .contains("| default(\"neighbor\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if subscriber.first_name and district.known %}Hi {{ subscriber.first_name }}{% endif"
            + " %}",
        "{% if subscriber.first_name is empty %}Hi!{% else %}{{ subscriber.first_name }}{% endif"
            + " %}",
        "{% if subscriber.first_name is not empty %}{{ subscriber.first_name }}{% endif %}",
        "{% if not subscriber.first_name or not district.known %}Hi!{% else %}"
            + "{{ subscriber.first_name }}{% endif %}",
        "{% if not subscriber.first_name %}Hi!{% elseif district.known %}"
            + "{{ subscriber.first_name }}{% endif %}",
        "{{ subscriber.first_name ? 'Hi ' ~ subscriber.first_name : 'Hello' }}"
      })
  void a_first_name_where_there_is_one_passes(String greeting) {
    assertThat(check(withBody("{{ call_list }}\n\n" + greeting))).isEmpty();
  }

  @Test
  void a_first_name_without_a_default_is_found_in_subject_texts_and_asks() {
    String name = "{{ subscriber.first_name }}";
    assertThat(check(sheet(ENGLISH.replace("Call today", name + ", call today"))))
        .singleElement()
        .asString()
        .startsWith("fact-sheet.md:3: subject: Whoever gave no name");
    assertThat(only(sheet(ENGLISH.replace("\"Call {{", "\"" + name + ", call {{"))))
        .startsWith("fact-sheet.md:5: sms: Whoever gave no name");
    assertThat(only(sheet(ENGLISH.replace("why.", "why, " + name))))
        .startsWith("fact-sheet.md:9: asks.silent: Whoever gave no name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        "[x](//example.org)",
        "[x](/relative)",
        "[x][y]\n\n[y]: vbscript:x",
        "[x](https://example.org/?n={{subscriber.first_name}})"
      })
  void a_link_leads_to_a_whole_address_that_runs_nothing(String link) {
    assertThat(new SheetCheck().check(withBody("{{ call_list }}\n\n" + link)))
        .anySatisfy(problem -> assertThat(problem.isError()).isTrue());
  }

  @Test
  void a_bad_link_is_told_with_its_line() {
    assertThat(only(withBody("{{ call_list }}\n\n[x](javascript:alert(1))")))
        .startsWith("fact-sheet.md:14: A link goes to");
  }

  @Test
  void html_is_told_to_come_out_as_it_is_written() {
    assertThat(only(withBody("{{ call_list }}\n\n<b>Bold</b>")).replaceAll(": HTML.*", ""))
        .isEqualTo("fact-sheet.md:14");
  }

  @Test
  void an_unknown_key_is_a_warning_with_what_was_meant() {
    Sheet sheet = sheet(ENGLISH.replace("lang: en", "lang: en\nsms_genral: \"x\""));
    assertThat(new SheetCheck().check(sheet))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isFalse();
              assertThat(problem.line()).isEqualTo(5);
              assertThat(problem.message()).endsWith("Did you mean sms_general?");
            });
  }

  @Test
  void a_missing_ask_for_a_position_in_use_is_a_warning() {
    assertThat(only(sheet(ENGLISH.replace("silent\n", "opposes\n"))))
        .startsWith("fact-sheet.md:8: asks.opposes: No ask");
  }

  @Test
  void an_ask_that_a_translation_lacks_is_taken_from_the_first_edition_with_a_warning() {
    String spanish = ENGLISH.replace("lang: en", "lang: es").replaceFirst("  unknown: .*\n", "");
    Sheet sheet = Sources.editions("a.md", ENGLISH, "a.es.md", spanish);
    assertThat(sheet.ask(sheet.in("es"), Position.UNKNOWN)).contains("Ask {{ official.name }}.");
    assertThat(only(sheet)).startsWith("a.es.md:8: asks.unknown: Missing here");
  }

  @Test
  void a_sheet_without_a_text_is_warned_of() {
    assertThat(only(sheet(ENGLISH.replaceFirst("sms: .*\n", ""))))
        .contains("people who gave only a number get nothing");
  }

  @Test
  void a_text_over_1600_characters_is_an_error_T01() {
    assertThat(only(sheet(ENGLISH.replace("\"Call {{", "\"" + "a".repeat(1600) + " {{"))))
        .startsWith("fact-sheet.md:5: sms: This text comes to about");
  }

  @Test
  void a_body_that_lists_nobody_is_warned_of_and_a_call_list_in_a_heading_refused() {
    assertThat(only(withBody("Text"))).contains("Nobody sees who to call");
    assertThat(only(withBody("# {{ call_list }}"))).contains("on a line of its own");
  }

  @Test
  void nesting_without_end_is_refused_and_does_no_harm() {
    String parentheses = "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}";
    assertThat(check(withBody("{{ call_list }}\n" + parentheses))).isNotEmpty();
    assertThat(check(withBody("{{ call_list }}\n\n" + ">".repeat(50_000) + "x"))).isNotNull();
    String emphasis = "**a ".repeat(5_000) + "b**".repeat(5_000);
    assertThat(check(withBody("{{ call_list }}\n\n" + emphasis)).toString())
        .contains("nested too deeply");
    assertThat(check(withBody("{{ call_list }}\n\n" + "[".repeat(50_000)))).isNotNull();
  }
}
