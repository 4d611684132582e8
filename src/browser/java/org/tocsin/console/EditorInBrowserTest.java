package org.tocsin.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.account.SignInLinks;
import org.tocsin.support.Chromium;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** The editor of a sheet while somebody types into it. */
@Tag("shared")
final class EditorInBrowserTest {
  /** A busy machine takes its time. */
  private static final double PATIENCE = 60_000;

  private static final String BROKEN = "One.\n\nTwo {{ nobody }}.\n\n{{ call_list }}\n";

  @TempDir private static Path folder;
  private static TestServer server;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder).people(1, 0, true);
    chromium = Chromium.open();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @AfterEach
  void complainedOfNothing() {
    assertThat(chromium.complaints()).isEmpty();
  }

  private static Page signedIn(String email, int width, ColorScheme scheme) {
    Accounts accounts = new Accounts(server.parts.jdbi, server.parts.clock);
    Account account =
        accounts.find(email).orElseGet(() -> accounts.add("test", email, Role.PUBLISHER));
    String token = new SignInLinks(server.parts.jdbi, server.parts.clock).issue(account);
    Page page = chromium.page(width, scheme);
    page.setDefaultTimeout(PATIENCE);
    page.navigate(server.url("/console/sign-in/" + token));
    page.locator("main button").click();
    page.waitForURL("**/console");
    return page;
  }

  private static Page ann() {
    return signedIn("ann@example.org", Chromium.WIDE, ColorScheme.LIGHT);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void write(Page page, String title) {
    page.navigate(server.url("/console/sheets/new"));
    page.locator("#title").fill(title);
    page.locator("#subject").fill("Call {{ representative.last_name }} today");
    page.locator("#body").fill("Much is at stake.\n\n{{ call_list }}\n");
    button(page, "Save").click();
    assertThat(page.locator(".notice")).isVisible(visible());
  }

  /** The one that is shown; another may be on its way. */
  private static FrameLocator frame(Page page, String name) {
    return page.frameLocator("iframe[name^='" + name + "-frame']:not(.coming)");
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
  }

  private static LocatorAssertions.ContainsTextOptions patient() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }

  @Test
  void what_one_types_is_shown_beside_it_as_readers_get_it() {
    Page page = ann();
    write(page, "Shown at once");
    page.locator("#reader").fill("NY-24");
    page.locator("#sms").fill("Call {{ representative.last_name }}.");
    page.locator("#body").fill("Words **just** typed.\n\n{{ call_list }}\n");
    assertThat(page.locator("#live-parts")).containsText("Call Katko.", patient());
    assertThat(page.locator("#live-parts")).containsText("Call Katko today", patient());
    FrameLocator mail = frame(page, "email");
    assertThat(mail.locator("body")).containsText("Words just typed.", patient());
    assertThat(mail.locator("body")).containsText("Katko", patient());
    page.getByText("The web page", new Page.GetByTextOptions().setExact(true)).click();
    FrameLocator web = frame(page, "page");
    assertThat(web.locator("main")).containsText("Words just typed.", patient());
    page.context().close();
  }

  @Test
  void what_is_found_while_one_types_leads_to_its_line() {
    Page page = ann();
    write(page, "Found at once");
    page.locator("#body").fill(BROKEN);
    Locator found = page.locator("#live-parts a[data-field='body']");
    assertThat(found)
        .hasText("Text, line 3", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#live-status")).containsText("To mend: 1.", patient());
    assertThat(page.locator("#body")).hasAttribute("aria-invalid", "true");
    found.click();
    assertThat(Chromium.focused(page)).isEqualTo("body");
    assertThat(
            page.evaluate(
                "() => document.activeElement.value.slice(document.activeElement"
                    + ".selectionStart, document.activeElement.selectionEnd)"))
        .isEqualTo("Two {{ nobody }}.");
    page.keyboard().type("Two.");
    assertThat(page.locator("#live-status")).not().containsText("To mend: 1.", patient());
    page.context().close();
  }

  @Test
  void back_leads_to_the_page_before_however_much_was_shown() {
    Page page = ann();
    write(page, "Back");
    page.navigate(server.url("/console/sheets"));
    page.navigate(server.url("/console/sheets/back"));
    FrameLocator mail = frame(page, "email");
    for (String words : new String[] {"First words.", "Second words.", "Third words."}) {
      page.locator("#body").fill(words + "\n\n{{ call_list }}\n");
      assertThat(mail.locator("body")).containsText(words, patient());
    }
    assertThat(page.locator("#kept")).containsText("Saved", patient());
    page.goBack();
    assertThat(page.locator("h1"))
        .hasText("Sheets", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    page.context().close();
  }

  @Test
  void what_was_typed_is_kept_without_a_button_and_there_after_a_reload() {
    Page page = ann();
    write(page, "Kept by itself");
    page.locator("#body").fill("Typed and never saved by hand.\n\n{{ call_list }}\n");
    assertThat(page.locator("#kept")).containsText("Saved", patient());
    assertThat(server.parts.jdbi.withHandle(EditorInBrowserTest::bodies))
        .contains("never saved by hand");
    page.reload();
    assertThat(page.locator("#body").inputValue()).startsWith("Typed and never saved by hand.");
    page.locator("#body").fill("And once more.\n\n{{ call_list }}\n");
    button(page, "Save").click();
    assertThat(page.locator(".notice")).isVisible(visible());
    assertThat(page.locator("#body")).hasValue("And once more.\n\n{{ call_list }}");
    page.context().close();
  }

  private static String bodies(Handle handle) {
    return handle
        .createQuery("SELECT source FROM sheet_draft WHERE slug = 'kept-by-itself'")
        .mapTo(String.class)
        .one();
  }

  @Test
  void two_in_one_sheet_are_told_of_each_other_and_neither_loses_a_word() {
    Page ann = ann();
    write(ann, "Two at once");
    Page bob = signedIn("bob@example.org", Chromium.WIDE, ColorScheme.LIGHT);
    bob.navigate(server.url("/console/sheets/two-at-once"));
    assertThat(bob.locator("#company")).containsText("ann@example.org is also editing", patient());
    ann.locator("#body").fill("Ann's words.\n\n{{ call_list }}\n");
    assertThat(ann.locator("#kept")).containsText("Saved", patient());
    assertThat(ann.locator("#company")).containsText("bob@example.org is also editing", patient());
    bob.locator("#body").fill("Bob's words.\n\n{{ call_list }}\n");
    assertThat(bob.locator("#company")).containsText("ann@example.org saved another", patient());
    button(bob, "Save").click();
    assertThat(bob.locator(".diff")).containsText("Ann's words.", patient());
    assertThat(bob.locator("#body")).hasValue("Bob's words.\n\n{{ call_list }}\n");
    assertThat(Chromium.barriers(bob)).isEmpty();
    button(bob, "Save").click();
    assertThat(bob.locator(".notice")).isVisible(visible());
    bob.getByText("What it said before", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(bob.locator(".diff")).containsText("Ann's words.", patient());
    assertThat(Chromium.barriers(bob)).isEmpty();
    ann.context().close();
    bob.context().close();
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1400, DARK"})
  void with_all_that_it_shows_it_is_no_barrier_and_not_too_wide(int width, ColorScheme scheme) {
    Page page = signedIn("bea@example.org", width, scheme);
    write(page, "Looks " + width + scheme);
    page.locator("#reader").fill("NY-24");
    page.locator("#body").fill(BROKEN);
    assertThat(page.locator("#live-status")).containsText("To mend: 1.", patient());
    assertThat(Chromium.barriers(page)).isEmpty();
    page.locator("#body").fill("All is well.\n\n{{ call_list }}\n");
    FrameLocator mail = frame(page, "email");
    assertThat(mail.locator("body")).containsText("All is well.", patient());
    assertThat(Chromium.barriers(page)).isEmpty();
    assertThat(Chromium.isTooWide(page)).isFalse();
    page.context().close();
  }
}
