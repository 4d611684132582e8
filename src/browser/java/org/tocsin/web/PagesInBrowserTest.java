package org.tocsin.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.app.demo.DemoFacts;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.support.Chromium;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** The public pages as people use them, on a phone and on a desk, in the light and in the dark. */
@Tag("shared")
final class PagesInBrowserTest {
  private static final String SHEET = "sessions-must-resign";
  @TempDir static Path folder;
  private static TestServer server;
  private static Chromium chromium;
  private static final Map<String, String> PATHS = new LinkedHashMap<>();
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    DemoFacts facts = new DemoFacts();
    server.parts.rosters.add(DemoFacts.AS_OF, "test", facts.officials());
    server.parts.districts.add(DemoFacts.CONGRESS, "test", facts.districts());
    facts.copy(SHEET + ".es.md", folder);
    server.parts.sheets.store(SheetFiles.read(facts.copy(SHEET + ".md", folder)));
    paths();
    chromium = Chromium.open();
  }

  private static void paths() throws IOException {
    PATHS.put("start page", "/");
    PATHS.put("start page in Spanish", "/?lang=es");
    PATHS.put("sheet", "/s/" + SHEET);
    PATHS.put("sheet with officials", "/s/" + SHEET + ".es?zip=13202");
    PATHS.put("sheet from a text", "/t/" + SHEET);
    PATHS.put("sheet from a text, split ZIP", "/t/" + SHEET + "?zip=13035");
    PATHS.put("sheet, unknown ZIP", "/s/" + SHEET + "?zip=nowhere");
    PATHS.put("sign-up", "/subscribe");
    String token = someone();
    PATHS.put("unsubscribe", "/u/" + token);
    PATHS.put("preferences", "/preferences/" + token);
    PATHS.put("settle", "/settle/" + token);
    PATHS.put("unknown link", "/settle/nobody");
    Instant later = Instant.now().plus(Duration.ofDays(1));
    PATHS.put("confirmation", "/confirm/" + server.parts.tokens.issueConfirmation(99, later));
  }

  /** In a split ZIP, with a way to be reached by each channel. */
  private static String someone() throws IOException {
    Path csv = folder.resolve("people.csv");
    Files.writeString(
        csv,
        "email,phone,zip,language,email_consent,sms_consent\n"
            + "pat@example.org,+13155550101,13035,en,yes,yes\n");
    server.parts.subscribers.importFile(csv, rows -> {});
    long id = server.parts.subscribers.find("pat@example.org").orElseThrow().id();
    return server.parts.tokens.issue(id, 0);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @AfterEach
  void leave() {
    page.context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1400, LIGHT", "1400, DARK"})
  void nothing_on_them_is_a_barrier(int width, ColorScheme scheme) {
    page = chromium.page(width, scheme);
    PATHS.forEach(
        (name, path) -> {
          page.navigate(server.url(path));
          assertThat(Chromium.barriers(page)).as(name).isEmpty();
          assertThat(Chromium.isTooWide(page)).as(name).isFalse();
        });
  }

  @Test
  void every_step_of_the_keyboard_can_be_seen() {
    page = chromium.page(Chromium.WIDE, ColorScheme.LIGHT);
    PATHS.forEach(
        (name, path) -> {
          page.navigate(server.url(path));
          for (int i = 0; i < 12; i++) {
            page.keyboard().press("Tab");
            if (!(boolean) page.evaluate("() => document.activeElement === document.body")) {
              assertThat(Chromium.showsFocus(page))
                  .as(name + ": " + Chromium.focused(page))
                  .isTrue();
            }
          }
        });
  }

  @Test
  void who_comes_from_a_text_finds_whom_to_call_without_scrolling() {
    page = chromium.page(Chromium.NARROW, ColorScheme.LIGHT);
    page.navigate(server.url("/t/" + SHEET));
    assertThat(page.locator("#zip")).isInViewport();

    page.locator("#zip").fill("13202");
    page.keyboard().press("Enter");

    assertThat(page.locator(".official").first()).containsText("John Katko");
    assertThat(page.locator("a[href='tel:+12022253701']")).isInViewport();
  }

  @Test
  void who_signs_up_on_a_sheet_finds_the_form_filled_in_and_nothing_agreed_to() {
    page = chromium.page(Chromium.NARROW, ColorScheme.LIGHT);
    page.navigate(server.url("/s/" + SHEET + ".es?zip=13202"));
    page.locator("#join-email").fill("new@example.org");
    page.locator(".join button").click();

    assertThat(page).hasURL(server.url("/subscribe"));
    assertThat(page.locator("html")).hasAttribute("lang", "es");
    assertThat(page.locator("#zip")).hasValue("13202");
    assertThat(page.locator("input[type=checkbox]:checked")).hasCount(0);
  }
}
