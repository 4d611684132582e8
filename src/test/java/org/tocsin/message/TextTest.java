package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;
import static org.tocsin.message.Delegations.certain;
import static org.tocsin.message.Delegations.split;
import static org.tocsin.message.Delegations.stateOnly;
import static org.tocsin.message.Delegations.unknown;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Assignment;
import org.tocsin.sheet.Sheet;

class TextTest {
  private static final Renderer RENDERER = Delegations.renderer();
  private static final Sheet BOTH =
      Sheets.withTexts("R {{ representative.last_name }}", "S {{ senators_line }}");

  private static Optional<String> text(Sheet sheet, String lang, Assignment assignment) {
    return RENDERER
        .text(sheet, new RenderingKey(lang, assignment, true), ROSTER)
        .map(Rendering::body);
  }

  @Test
  void a_text_begins_with_the_senders_name_and_ends_with_how_to_stop_L12() {
    assertThat(text(BOTH, "en", certain("NY-24")))
        .contains("CNY Solidarity Coalition: R Katko Reply STOP to end.");
    assertThat(text(BOTH, "es", certain("NY-24")))
        .contains("CNY Solidarity Coalition: R Katko Responda STOP para salir.");
  }

  @Test
  void what_the_sheet_says_already_is_not_said_twice() {
    Sheet sheet = Sheets.withTexts("{{ organization.name }} asks. Text STOP to quit.", "x");
    assertThat(text(sheet, "en", certain("NY-24")))
        .contains("CNY Solidarity Coalition asks. Text STOP to quit.");
  }

  @Test
  void without_a_representative_the_general_text_goes_and_without_sense_none_P7() {
    assertThat(text(BOTH, "en", split("NY-22", "NY-24")).orElseThrow())
        .contains("R Tenney or Katko");
    assertThat(text(BOTH, "en", stateOnly("NY")).orElseThrow())
        .contains("S Gillibrand 202-224-4451");
    assertThat(text(BOTH, "en", certain("NY-23")).orElseThrow()).contains("S Gillibrand");
    assertThat(text(BOTH, "en", stateOnly("DC"))).isEmpty();
    assertThat(text(BOTH, "en", unknown())).isEmpty();
  }

  @Test
  void a_general_text_that_names_nobody_fits_everyone() {
    Sheet sheet =
        Sheets.withTexts("R {{ representative.last_name }}", "Read {{ sheet.short_url }}");
    assertThat(text(sheet, "en", unknown()).orElseThrow())
        .contains("Read https://alerts.example.org/t/fact-sheet Reply");
    assertThat(text(sheet, "es", unknown()).orElseThrow())
        .contains("Read https://alerts.example.org/t/fact-sheet.es Responda");
  }

  @Test
  void a_condition_on_what_may_be_missing_makes_a_text_fit() {
    Sheet sheet =
        Sheets.withTexts("x", "{% if senators %}S {{ senators_line }}{% else %}nobody{% endif %}");
    assertThat(text(sheet, "en", stateOnly("DC"))).isEmpty();
    Sheet better =
        Sheets.withTexts(
            "x",
            "{% if senators %}{% for s in senators %}{{ s.name }} {% endfor %}{% else %}nobody{%"
                + " endif %}");
    assertThat(text(better, "en", stateOnly("DC")).orElseThrow()).contains("nobody");
    assertThat(text(better, "en", stateOnly("NY")).orElseThrow()).contains("Charles Schumer");
  }

  @Test
  void a_text_is_plain_also_where_it_has_an_ask_in_it() {
    Sheet sheet = Sheets.withTexts("{{ representative.ask }} <b> &   {{ sheet.title }}", "x");
    assertThat(text(sheet, "en", certain("NY-24")).orElseThrow())
        .contains("Ask John Katko why. <b> & Title");
  }

  @Test
  void a_text_that_comes_out_too_long_is_not_sent_T01() {
    Sheet sheet =
        Sheets.withTexts("{% for o in officials %}" + "x".repeat(600) + "{% endfor %}", "short");
    assertThat(text(sheet, "en", certain("NY-24")).orElseThrow()).contains(": short ");
  }

  @Test
  void the_first_name_is_left_for_later() {
    Sheet sheet = Sheets.withTexts("Hi {{ subscriber.first_name }}", "x");
    assertThat(text(sheet, "en", certain("NY-24")).orElseThrow())
        .contains("Hi " + Placeholders.FIRST_NAME);
  }

  private static Optional<String> told(Sheet sheet, String district) {
    RenderingKey fit = new RenderingKey("en", certain(district), true).hasRecentStopNotice(true);
    return RENDERER.text(sheet, fit, ROSTER).map(Rendering::body);
  }

  @Test
  void who_was_told_lately_who_sends_and_how_to_stop_is_not_told_again_L12() {
    assertThat(told(BOTH, "NY-24")).contains("R Katko");
  }

  @Test
  void smart_characters_are_folded_where_that_saves_a_segment_N05() {
    String words = "It’s time – call {{ representative.last_name }}… ";
    assertThat(told(Sheets.withTexts(words + "now! ".repeat(12), "x"), "NY-24").orElseThrow())
        .startsWith("It's time - call Katko... now!");
    assertThat(told(Sheets.withTexts(words, "x"), "NY-24")).contains("It’s time – call Katko…");
  }

  @Test
  void words_of_the_sheet_keep_their_accents_N04() {
    String words = "Llame a {{ representative.last_name }} más tarde, por favor. ".repeat(2);
    assertThat(told(Sheets.withTexts(words, "x"), "NY-24").orElseThrow()).contains("más");
  }

  @Test
  void a_text_over_the_limit_is_cut_at_a_word_and_keeps_link_and_stop_line_whole_N07() {
    Renderer brief = new Renderer(Delegations.COALITION, "https://alerts.example.org", 2);
    Sheet sheet =
        Sheets.withTexts(
            "Call {{ representative.last_name }} today. " + "word, ".repeat(80) + "{{ sheet.url }}",
            "{{ senators_line }}" + "more ".repeat(100));
    String text =
        brief
            .text(sheet, new RenderingKey("en", certain("NY-24"), false), ROSTER)
            .orElseThrow()
            .body();
    assertThat(text)
        .startsWith("CNY Solidarity Coalition: Call Katko today. word, word,")
        .endsWith(" word... https://alerts.example.org/s/fact-sheet Reply STOP to end.");
    assertThat(Segments.count(text).segments()).isEqualTo(2);
    assertThat(text.length()).isGreaterThan(290);
  }

  @Test
  void where_nothing_can_be_cut_there_is_no_text_N07() {
    Renderer brief = new Renderer(Delegations.COALITION, "https://alerts.example.org", 1);
    Sheet sheet =
        Sheets.withTexts("https://example.org/" + "x".repeat(200), "STOP" + " a".repeat(99));
    RenderingKey fit = new RenderingKey("en", certain("NY-24"), false);
    assertThat(brief.text(sheet, fit, ROSTER)).isEmpty();
  }
}
