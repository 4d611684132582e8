package org.tocsin.app.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.support.Chromium;

/** The demo's page as a person uses it, by mouse, by keyboard, on a phone and in the dark. */
@Tag("shared")
final class DemoInBrowserTest {
  private static Demo demo;
  private static Chromium chromium;
  private Page page;

  @BeforeAll
  static void send() throws InterruptedException {
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    demo = Demo.start(0, Clock.systemUTC(), nobody);
    demo.publish();
    demo.awaitSent(settled -> {});
    chromium = Chromium.open();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  @AfterEach
  void leave() {
    page.context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  private void open(int width, ColorScheme scheme) {
    page = chromium.page(width, scheme);
    page.navigate(demo.url() + "/");
    assertThat(page.locator("#reader h2")).isVisible();
  }

  private void open() {
    open(Chromium.WIDE, ColorScheme.LIGHT);
  }

  private Locator entry(String name) {
    return page.locator("#index a", new Page.LocatorOptions().setHasText(name));
  }

  private void choose(String name) {
    entry(name).click();
    assertThat(page.locator("#reader h2")).hasText(name);
  }

  private void reply(String words) {
    page.locator("#reply").fill(words);
    page.keyboard().press("Enter");
    assertThat(page.locator(".heard")).containsText("The webhook answered 200");
  }

  private int total(String what) {
    return Integer.parseInt(page.locator("#total-" + what).textContent());
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1400, LIGHT", "1400, DARK"})
  void nothing_on_it_is_a_barrier(int width, ColorScheme scheme) {
    open(width, scheme);
    for (String name : List.of("Alice Moreno", "Irene Novak", "Walter Finch", "Rosa Delgado")) {
      choose(name);
      assertThat(Chromium.barriers(page)).as(name).isEmpty();
      assertThat(Chromium.isTooWide(page)).as(name).isFalse();
    }
    choose("Emma Whitfield");
    reply("HELP");
    page.getByText("Plain text").click();
    page.locator("summary").click();
    assertThat(Chromium.barriers(page)).isEmpty();
    assertThat(Chromium.isTooWide(page)).isFalse();
  }

  @Test
  void the_list_names_each_readers_representative_and_a_number() {
    open();
    assertThat(entry("Alice Moreno")).containsText("John Katko 202-225-3701");
    assertThat(entry("Irene Novak"))
        .containsText("Claudia Tenney 202-225-3665 or John Katko 202-225-3701");
    assertThat(entry("Quinn Alder")).containsText("seat vacant");
  }

  @Test
  void a_mail_stands_there_whole_with_what_differs_marked() {
    open();
    choose("Irene Novak");
    FrameLocator mail = page.frameLocator(".mail iframe");
    assertThat(mail.locator(".differs").first()).hasText("Dear Irene,");
    assertThat(mail.locator(".differs", has("Claudia Tenney")).first()).isVisible();
    assertThat(mail.locator("h1.differs, h2.differs")).hasCount(0);
    assertThat(page.locator(".thread mark").first()).isVisible();
    page.waitForCondition(
        () ->
            (boolean)
                page.evaluate(
                    "() => { const frame = document.querySelector('.mail iframe');"
                        + " const page = frame.contentDocument.documentElement;"
                        + " return page.scrollHeight > 900"
                        + " && page.scrollHeight <= frame.clientHeight; }"));

    page.getByText("Mark what differs").click();
    assertThat(mail.locator(".differs")).hasCount(0);
    assertThat(page.locator(".thread mark")).hasCount(0);
  }

  private static FrameLocator.LocatorOptions has(String text) {
    return new FrameLocator.LocatorOptions().setHasText(text);
  }

  @Test
  void the_reply_box_is_a_few_keys_away() {
    open();
    page.keyboard().press("Tab");
    assertThat(Chromium.focused(page)).isEqualTo("skip-to-reply");
    assertThat(Chromium.showsFocus(page)).isTrue();
    page.keyboard().press("Enter");
    assertThat(Chromium.focused(page)).isEqualTo("reply");

    entry("Carla Dufresne").focus();
    assertThat(Chromium.showsFocus(page)).isTrue();
    page.keyboard().press("Enter");
    assertThat(page.locator("#reader h2")).isFocused();
    int steps = 0;
    while (!Chromium.focused(page).equals("reply")) {
      page.keyboard().press("Tab");
      assertThat(Chromium.showsFocus(page)).as(Chromium.focused(page)).isTrue();
      steps++;
    }
    assertThat(steps).isLessThanOrEqualTo(4);
  }

  @Test
  void a_stop_changes_the_mark_the_counts_and_the_totals() {
    open();
    int left = total("left");
    choose("Frank Osgood");
    assertThat(entry("Frank Osgood").locator(".dot.ARRIVED")).isVisible();

    page.getByLabel("Reply STOP as Frank Osgood").click();

    assertThat(entry("Frank Osgood").locator(".dot.LEFT")).isVisible();
    assertThat(entry("Frank Osgood")).containsText("Text: delivered, then left");
    assertThat(page.locator("#total-left")).hasText(String.valueOf(left + 1));
    assertThat(page.locator("[data-filter=left]")).hasText("Left " + (left + 1));
    assertThat(page.locator("#reader .chips")).containsText("texted STOP, nothing more will come");
    assertThat(page.locator(".thread .REPLY")).hasText("STOP" + replyTime());
  }

  private String replyTime() {
    return page.locator(".thread .REPLY small").first().textContent();
  }

  @Test
  void an_unclear_reply_is_shown_as_held() {
    open();
    choose("Hank Bellamy");
    reply("you send too many texts");

    assertThat(entry("Hank Bellamy").locator(".dot.HELD")).isVisible();
    assertThat(page.locator("#total-held")).hasText("1");
    assertThat(page.locator("[data-filter=held]")).hasText("Held 1");
    assertThat(page.locator("#reader .chips")).containsText("until an organizer decides");
    assertThat(page.locator("#reader .reasons")).containsText("may be an opt-out");
    assertThat(Chromium.barriers(page)).isEmpty();
  }

  @Test
  void nothing_is_fetched_again_while_nothing_changes() {
    open();
    List<Response> answers = new CopyOnWriteArrayList<>();
    page.waitForResponse("**/demo/people.json", () -> {});
    page.onResponse(answers::add);
    page.waitForCondition(
        () -> answers.size() >= 6 && last(answers).allMatch(each -> each.status() == 304));

    assertThat(last(answers).mapToInt(each -> each.request().sizes().responseBodySize).sum())
        .isZero();
  }

  /** Of what was asked for; the demo may still settle before. */
  private static Stream<Response> last(List<Response> answers) {
    return answers.subList(answers.size() - 6, answers.size()).stream();
  }

  @Test
  void on_paper_the_whole_mail_stands_as_text() {
    open();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".mail pre")).isVisible();
    assertThat(page.locator(".mail iframe")).isHidden();
    assertThat(page.locator(".reply")).isHidden();
  }
}
