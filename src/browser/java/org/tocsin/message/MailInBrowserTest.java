package org.tocsin.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.message.Delegations.ROSTER;
import static org.tocsin.message.Delegations.renderer;
import static org.tocsin.message.Delegations.split;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.Chromium;

/** An email as mail programs show it: in the light, in the dark, and without our styles. */
@Tag("shared")
final class MailInBrowserTest {
  private static final String LONG =
      "https://example.org/2017/03/02/" + "a-very-long-address-".repeat(8) + ".html?id=0123456789";

  private static final String BODY =
      """
      ## What happened

      Dear {{ subscriber.first_name }}, he lied, see %s or call 315-555-0101.

      > Quoted **strongly**: %s

      - %s

      | Office | Number |
      |---|---|
      | Syracuse, in the old post office | 315-555-0101 |
      | See | %s |

      {{ call_list }}

      ```
      %s
      ```
      """
          .replace("%s", LONG);

  private static Chromium chromium;
  private Page page;

  @BeforeAll
  static void open() {
    chromium = Chromium.open();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @AfterEach
  void leave() {
    page.context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  private static String mail(String body) {
    RenderingKey fit = new RenderingKey("en", split("NY-22", "NY-24"), true);
    Rendering mail = renderer().email(Sheets.withBody(body), fit, ROSTER);
    return Placeholders.fillHtml(mail.html(), "Pat", "x".repeat(Placeholders.TOKEN_LENGTH));
  }

  private static String withoutStyles(String mail) {
    return mail.replaceAll("(?s)<style>.*?</style>", "");
  }

  private void show(String mail, int width, ColorScheme scheme) {
    page = chromium.page(width, scheme);
    page.setContent(mail);
  }

  /** WCAG 2.1 1.4.3, of an element's words on what is painted behind them. */
  private static double contrast(Locator element) {
    Object found =
        element.evaluate(
            """
            e => {
              const parts = color => color.match(/[\\d.]+/g).map(Number);
              let behind = e;
              while (parts(getComputedStyle(behind).backgroundColor)[3] === 0) {
                behind = behind.parentElement;
              }
              const light = color => parts(color).slice(0, 3).map(c => c / 255)
                .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const both = [getComputedStyle(e).color, getComputedStyle(behind).backgroundColor]
                .map(light).sort((a, b) => b - a);
              return (both[0] + 0.05) / (both[1] + 0.05);
            }
            """);
    return ((Number) found).doubleValue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void the_number_on_a_button_can_be_read_under_the_mouse(ColorScheme scheme) {
    show(mail(BODY), 800, scheme);
    for (Locator number : page.locator(".numbers a").all()) {
      assertThat(contrast(number)).isGreaterThan(4.5);
      number.hover();
      assertThat(contrast(number)).isGreaterThan(4.5);
    }
  }

  @Test
  void every_number_has_a_line_of_its_own_where_the_styles_are_taken_away() {
    show(withoutStyles(mail(BODY)), 800, ColorScheme.LIGHT);
    Locator katko = page.locator("p.numbers", new Page.LocatorOptions().setHasText("Auburn"));
    List<Double> tops =
        katko.locator("a").all().stream().map(number -> number.boundingBox().y).toList();
    assertThat(tops).hasSize(3).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void numbers_stand_side_by_side_where_there_is_room() {
    show(mail(BODY), 800, ColorScheme.LIGHT);
    Locator katko = page.locator("p.numbers", new Page.LocatorOptions().setHasText("Auburn"));
    assertThat(katko.locator("a").all().stream().map(number -> number.boundingBox().y).distinct())
        .hasSizeLessThan(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void no_long_link_widens_the_page_of_a_phone(boolean styled) {
    show(styled ? mail(BODY) : withoutStyles(mail(BODY)), Chromium.NARROW, ColorScheme.LIGHT);
    assertThat(Chromium.isTooWide(page)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# %s",
        "**%s**",
        "[%s](https://example.org)",
        "`%s`",
        "    %s",
        "1. 2. > - %s",
        "Word%s",
        "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|Representative|Representative|Representative"
            + "|Representative|Representative|%s|",
        "![%s](https://example.org/x.png)"
      })
  void nothing_that_is_long_widens_the_page_of_a_phone(String frame) {
    show(mail(frame.replace("%s", LONG)), Chromium.NARROW, ColorScheme.LIGHT);
    assertThat(Chromium.isTooWide(page)).isFalse();
  }

  @Test
  void a_number_in_a_table_is_never_broken() {
    String table = "| What | Number |\n|---|---|\n| " + "words ".repeat(40) + "| 315-555-0101 |";
    show(mail(table), Chromium.NARROW, ColorScheme.LIGHT);
    assertThat(page.locator(".table a").boundingBox().height).isLessThan(30);
  }

  @Test
  void lines_and_accents_are_others_in_the_dark() {
    List<Object> light = lines(ColorScheme.LIGHT);
    page.context().close();
    List<Object> dark = lines(ColorScheme.DARK);
    assertThat(dark).hasSameSizeAs(light).doesNotContainAnyElementsOf(light);
  }

  /** The colours of all borders. */
  private List<Object> lines(ColorScheme scheme) {
    show(mail(BODY), 800, scheme);
    return List.copyOf(
        (List<?>)
            page.evaluate(
                """
                () => [...document.querySelectorAll('.sheet, .sheet *')].flatMap(e => {
                  const style = getComputedStyle(e);
                  return ['Top', 'Bottom', 'Left']
                    .filter(side => parseFloat(style[`border${side}Width`]) > 0)
                    .filter(side => !e.classList.contains('table'))
                    .map(side => style[`border${side}Color`]);
                })
                """));
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "800, LIGHT", "800, DARK"})
  void nothing_in_it_is_a_barrier(int width, ColorScheme scheme) {
    show(mail(BODY), width, scheme);
    // what belongs to the page around a mail is the mail program's
    assertThat(Chromium.barriers(page))
        .filteredOn(found -> !found.toString().matches("(?s)(region|landmark-one-main).*"))
        .isEmpty();
  }

  @Test
  void what_has_room_around_it_is_a_cell_since_outlook_gives_room_to_nothing_else() {
    show(mail(BODY), 800, ColorScheme.LIGHT);
    List<?> padded =
        (List<?>)
            page.evaluate(
                """
                () => [...document.querySelectorAll('.sheet, .sheet *')]
                  .filter(e => parseFloat(getComputedStyle(e).paddingLeft) > 0)
                  .map(e => e.tagName).filter(tag => !['TD', 'TH', 'UL', 'OL'].includes(tag))
                """);
    // the numbers, which are plain links there
    assertThat(padded).allSatisfy(tag -> assertThat(tag).isEqualTo("A"));
    assertThat(mail(BODY)).contains("<!--[if mso]><style>", ".numbers a{background:none;");
  }
}
