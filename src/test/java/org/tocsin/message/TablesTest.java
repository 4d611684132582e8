package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;
import static org.tocsin.message.Delegations.certain;
import static org.tocsin.message.Delegations.renderer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in a sheet (GitHub Flavored Markdown 4.10), in the mail's HTML and in its plain text. */
final class TablesTest {
  private static final String OFFICES =
      """
      | Office   | Number       |
      |----------|-------------:|
      | Syracuse | 315-555-0101 |
      | Auburn   | 315-555-0102 |
      """;

  private static Rendering mail(String body) {
    return renderer()
        .email(Sheets.withBody(body), new RenderingKey("en", certain("NY-24"), true), ROSTER);
  }

  @Test
  void a_table_is_a_table_in_html_with_lines_that_need_no_style() {
    assertThat(mail(OFFICES).html().replaceAll("\\s+", " "))
        .contains(
            "<table class=\"table\" border=\"1\" cellpadding=\"6\" cellspacing=\"0\">",
            "<th>Office</th>",
            "<th align=\"right\">Number</th>",
            "<td>Syracuse</td>",
            "tel:&#43;13155550101")
        .doesNotContain("|");
  }

  @Test
  void a_table_is_columns_in_plain_text() {
    assertThat(mail(OFFICES).body())
        .contains(
            """

            Office    Number
            ------    ------
            Syracuse  315-555-0101
            Auburn    315-555-0102

            """)
        .doesNotContain("|");
  }

  @Test
  void a_table_that_is_too_wide_for_a_mail_has_each_cell_under_its_head() {
    String text =
        mail("| Senator | What they said | Since |\n|---|---|---|\n"
                + "| Charles Schumer | "
                + "that he must resign ".repeat(5)
                + "| March 2 |\n| Kirsten Gillibrand | the same | |\n")
            .body();
    assertThat(text)
        .contains("Senator: Charles Schumer\nWhat they said: that he must resign")
        .contains("\nSince: March 2\n\nSenator: Kirsten Gillibrand\nWhat they said: the same\n\n");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(79));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b\n--- | ---\n1 | 2",
        "|a|b|\n|-|-|\n|1|2|",
        "|a|b|\n|:-:|:-|\n|1|2|",
        "| a | b |\n|---|---|\n| 1 |",
        "|a|\n|---|\n|1|",
        "| | |\n|---|---|\n|1|2|",
        "|a|b|\n|---|---|\n|**1**|[2](https://example.org/)|",
        "- in a list\n\n  |a|b|\n  |---|---|\n  |1|2|",
        "> |a|b|\n> |---|---|\n> |1|2|",
        "|a|b|\n|---|---|\n{% for senator in senators %}\n|{{ senator.name }}|1|\n{% endfor %}",
        "|{{ district.name }}|b|\n|---|---|\n|1|{{ subscriber.first_name }}|"
      })
  void however_it_is_written_nobody_sees_a_pipe(String table) {
    Rendering mail = mail("Before.\n\n" + table + "\n\nAfter.");
    assertThat(mail.html()).contains("<table class=\"table\"", "<td", "<p>After.</p>");
    assertThat(mail.html().substring(mail.html().indexOf("</h1>"))).doesNotContain("|");
    assertThat(mail.body()).contains("1", "\nAfter.").doesNotContain("|", "---|");
  }

  @Test
  void a_value_with_a_pipe_in_it_stays_in_its_cell() {
    assertThat(mail("|a|b|\n|---|---|\n|1 \\| 2|3|").html()).contains("<td>1 | 2</td>");
  }

  @Test
  void nothing_in_a_table_runs() {
    String html =
        mail("|<script>x</script>|<img src=x onerror=x>|\n|---|---|\n"
                + "|[x](javascript:x)|<td style=\"position:fixed\" class=\"in\">|")
            .html();
    assertThat(html.substring(html.indexOf("</h1>")))
        .doesNotContain("<script", "<img", "href=\"javascript", "<td style", "<td class=\"in");
  }
}
