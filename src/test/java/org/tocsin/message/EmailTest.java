package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.COALITION;
import static org.tocsin.message.Delegations.ROSTER;
import static org.tocsin.message.Delegations.certain;
import static org.tocsin.message.Delegations.renderer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Problem;
import org.tocsin.audience.Assignment;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.Variables;

class EmailTest {
  private static final Renderer RENDERER = renderer();

  private static Rendering email(Sheet sheet, boolean named) {
    return RENDERER.email(sheet, new RenderingKey("en", certain("NY-24"), named), ROSTER);
  }

  private static Rendering withBody(String body) {
    return email(Sheets.withBody(body), true);
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void both_parts_hold_the_sheet_the_way_out_and_the_postal_address_H12_C01_E15() {
    Rendering mail = withBody("Hello *there*.\n\n{{ call_list }}");
    for (String part : List.of(mail.body(), mail.html())) {
      assertThat(part)
          .contains("Title", "Hello", "John Katko", "315-423-5657", "202-225-3701")
          .contains("https://alerts.example.org/u/" + Placeholders.TOKEN)
          .contains("https://alerts.example.org/preferences/" + Placeholders.TOKEN)
          .contains("https://alerts.example.org/s/fact-sheet")
          .contains(COALITION.name(), COALITION.tagline(), COALITION.postalAddress());
    }
    assertThat(mail.html())
        .startsWith("<!DOCTYPE html>")
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains("href=\"tel:+13154235657\"")
        .contains("Hello <em>there</em>.")
        .contains("hreflang=\"es\"", "En Español »")
        .doesNotContain(Html.CALL_LIST);
    assertThat(mail.body())
        .contains("En Español » https://alerts.example.org/s/fact-sheet.es")
        .doesNotContain(Html.CALL_LIST, "<", "*");
  }

  @Test
  void every_office_with_a_number_stands_there_the_district_first() {
    String body = withBody("{{ call_list }}").body();
    assertThat(body)
        .containsSubsequence(
            "Rep. John Katko (R-NY-24) - No public statement",
            "Ask John Katko why.",
            "Syracuse: 315-423-5657",
            "Auburn: 315-253-4068",
            "DC: 202-225-3701",
            "Sen. Charles Schumer (D-NY) - Supports this",
            "Thank Charles Schumer.");
    assertThat(body).doesNotContain("Tenney", "202-225-3665");
  }

  @Test
  void plain_text_has_bullets_addresses_and_short_lines_H11() {
    String text =
        withBody(
                """
                ## A heading

                - One
                  - Two with [a link](https://example.org/x)
                  - https://example.org/bare
                - %s

                1. First
                2. Second

                > Quoted **strongly**

                <mailto:a@example.org> and [call](tel:+13155550100) `x_y`
                """
                    .formatted("long words ".repeat(20)))
            .body();
    assertThat(text)
        .contains("A heading\n---------\n\n- One\n  - Two with a link (https://example.org/x)\n")
        .contains("  - https://example.org/bare\n")
        .contains("1. First\n2. Second")
        .contains("> Quoted strongly")
        .contains("call x_y")
        .contains("\n  long words");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(79));
  }

  @Test
  void addresses_are_never_broken_and_no_line_is_longer_than_smtp_takes_H11() {
    String address = "https://example.org/" + "a".repeat(200);
    Rendering mail = withBody(address + "\n\n" + "é".repeat(3000) + "\n\n" + "word ".repeat(1000));
    assertThat(mail.body()).contains("\n" + address + "\n");
    assertThat(mail.body().lines())
        .allSatisfy(
            line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(999));
    Rendering words = withBody("word ".repeat(1000));
    assertThat(words.html().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(999));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](data:text/html;base64,eA==)",
        "[x]({{ subscriber.first_name }})",
        "[x](https://example.org/?{{ subscriber.first_name }})",
        "<div style=\"position:fixed\">x</div>",
        "<!-- note -->"
      })
  void nothing_of_a_hostile_body_runs(String hostile) {
    String html = withBody(hostile).html();
    String after = html.substring(html.indexOf("</h1>"));
    String shown = after.substring(0, after.indexOf("<p><a href=\"https://"));
    assertThat(shown).doesNotContain("<script", "<img", "<a", "<div", "<!--");
  }

  @Test
  void front_matter_and_settings_are_escaped() {
    Sheet sheet =
        Sheets.of("<b>T</b>", "<i>S</i> & {{ sheet.title }}", "x", "x", "{{ call_list }}");
    Organization hostile =
        new Organization("<script>x</script>", "\"><img>", "<br>", "1", "a@b\"", "javascript:x");
    Rendering mail =
        new Renderer(hostile, "https://a.example.org", 10)
            .email(sheet, new RenderingKey("en", certain("NY-24"), false), ROSTER);
    assertThat(mail.subject()).isEqualTo("<i>S</i> & <b>T</b>");
    assertThat(mail.html())
        .contains("&lt;b&gt;T&lt;/b&gt;")
        .doesNotContain("<script", "<img", "<b>T", "<i>S", "javascript:");
  }

  @Test
  void a_subject_is_one_line() {
    Rendering mail =
        email(Sheets.withSubject("A\\n\\r\\nBcc: x@example.org {{ sheet.title }}"), true);
    assertThat(mail.subject()).isEqualTo("A Bcc: x@example.org Title");
  }

  @Test
  void who_gave_no_name_is_greeted_otherwise() {
    Sheet sheet =
        Sheets.withBody(
            "Dear {{ subscriber.first_name | default(\"neighbor\") }}, {{ call_list }}");
    assertThat(email(sheet, true).body()).contains("Dear " + Placeholders.FIRST_NAME + ",");
    assertThat(email(sheet, false).body()).contains("Dear neighbor,");
  }

  @Property(tries = 60)
  void marks_come_through_exactly_as_often_as_they_were_put_in(
      @ForAll @IntRange(max = 30) int names, @ForAll @IntRange(max = 30) int tokens) {
    List<String> frames =
        List.of("a %s b", "**%s**", "# %s", "- %s", "`%s`", "> %s", "*x*%s_y_", "1. (%s)", "%s!");
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < names; i++) {
      String frame = frames.get(i % frames.size());
      body.append(frame.formatted("{{ subscriber.first_name }}")).append("\n\n");
    }
    for (int i = 0; i < tokens; i++) {
      body.append(
          i % 2 == 0 ? "[out]({{ unsubscribe_url }})\n\n" : "[p]({{ preferences_url }})\n\n");
    }
    Rendering mail = withBody(body + "end");
    // the footer has two personal links of its own
    for (String part : List.of(mail.body(), mail.html())) {
      assertThat(count(part, Placeholders.FIRST_NAME)).isEqualTo(names);
      assertThat(count(part, Placeholders.TOKEN)).isEqualTo(tokens + 2);
    }
  }

  @Test
  void every_variable_that_the_check_allows_is_there_for_everyone() {
    StringBuilder body = new StringBuilder();
    for (String path : Variables.paths()) {
      body.append(template(path)).append("\n\n");
    }
    Sheet sheet = Sheets.withBody(body.toString());
    assertThat(new SheetCheck().check(sheet)).noneMatch(Problem::isError);
    for (Assignment assignment : Delegations.everyKind().values()) {
      for (String lang : List.of("en", "es")) {
        for (boolean named : new boolean[] {true, false}) {
          Rendering mail = RENDERER.email(sheet, new RenderingKey(lang, assignment, named), ROSTER);
          assertThat(mail.body()).doesNotContain("{{", "null", "{0}");
        }
      }
    }
  }

  /** A loop for each list in the path; yes or no is asked for. */
  private static String template(String path) {
    String[] parts = path.split("\\[\\]\\.");
    if (path.endsWith(".known")) {
      return "{% if " + path + " %}x{% endif %}";
    }
    if (parts.length == 1) {
      return "{{ " + path + " }}";
    }
    String inner =
        parts.length == 2
            ? "{{ a." + parts[1] + " }}"
            : "{% for b in a." + parts[1] + " %}{{ b." + parts[2] + " }}{% endfor %}";
    return "{% for a in " + parts[0] + " %}" + inner + "{% endfor %}";
  }

  @Test
  void a_call_list_in_the_middle_of_a_text_gets_a_place_of_its_own() {
    Rendering mail = withBody("Call now: {{ call_list }}\nThen *rest*.");
    assertThat(mail.html())
        .contains("<p>Call now:</p>", "<p>Then <em>rest</em>.</p>")
        .doesNotContain("<p>\n<div", "<p><div");
    assertThat(mail.body())
        .containsSubsequence("Call now:\n\n", "Rep. John Katko", "DC: 202", "\n\nThen rest.");
  }

  @Test
  void several_threads_may_render_at_once() throws Exception {
    Sheet sheet = Sheets.withBody("Dear {{ subscriber.first_name }} of {{ district.name }}");
    Rendering expected = email(sheet, true);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Rendering>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(threads.submit(() -> email(sheet, true)));
    }
    for (Future<Rendering> one : all) {
      assertThat(one.get()).isEqualTo(expected);
    }
    threads.shutdown();
  }

  @Test
  void a_language_that_is_written_from_the_right_says_so() {
    assertThat(Labels.direction("ar")).isEqualTo("rtl");
    assertThat(Labels.direction("he-IL")).isEqualTo("rtl");
    assertThat(Labels.direction("es")).isEqualTo("ltr");
  }
}
