package org.tocsin.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenersTest {
  @Test
  void links_of_public_shorteners_are_found_with_and_without_a_scheme_N08() {
    assertThat(
            Shorteners.in(
                "https://bit.ly/x, TinyURL.com/y (http://www.goo.gl/z) t.co/1 go.short.io/2"))
        .containsExactly("bit.ly", "tinyurl.com", "www.goo.gl", "t.co", "go.short.io");
  }

  @Test
  void other_links_and_words_are_none() {
    assertThat(
            Shorteners.in(
                "https://alerts.example.org/s/bit.ly ann@t.co at.co/x https://rabbit.ly/x bit.ly"))
        .isEmpty();
  }

  @Test
  void a_text_with_one_is_refused_with_its_line_N08() {
    String source =
        """
        ---
        title: "A"
        subject: "B"
        lang: en
        sms: "Read https://bit.ly/3xYz"
        ---
        {{ call_list }}
        """;
    assertThat(new SheetCheck().check(SheetFiles.parse("a", java.util.Map.of("a.md", source))))
        .anyMatch(
            problem ->
                problem.isError()
                    && problem.line() == 5
                    && problem.message().contains("bit.ly")
                    && problem.message().contains("sheet.short_url"));
  }
}
