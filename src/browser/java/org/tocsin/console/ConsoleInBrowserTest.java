package org.tocsin.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.tocsin.Channel;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.account.SignInLinks;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.support.Chromium;
import org.tocsin.support.FeedSite;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** The console as an organizer uses it who has never seen a terminal. */
@Tag("shared")
final class ConsoleInBrowserTest {
  private static final int PEOPLE = 3;

  /** A busy machine takes its time. */
  private static final double PATIENCE = 60_000;

  @TempDir private static Path folder;
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private static final FeedSite SITE = new FeedSite();
  private static TestServer server;
  private static Chromium chromium;
  private Page page;

  @BeforeAll
  static void start() {
    MAIL.start();
    server =
        TestServer.start(
            TestDatabase.fresh(),
            Map.of(
                "tocsin.smtp.host",
                "127.0.0.1",
                "tocsin.smtp.port",
                "" + MAIL.getSmtp().getPort(),
                "tocsin.feed.url",
                "" + SITE.url("/feed/")));
    new Town(server.parts, folder).people(PEOPLE, 0, true);
    chromium = Chromium.open();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
    SITE.close();
    MAIL.stop();
  }

  @AfterEach
  void leave() {
    page.context().close();
    assertThat(chromium.complaints()).isEmpty();
  }

  private void signIn(int width, ColorScheme scheme, String locale) {
    Accounts accounts = new Accounts(server.parts.jdbi, server.parts.clock);
    Account boss =
        accounts
            .find("boss@example.org")
            .orElseGet(() -> accounts.add("test", "boss@example.org", Role.ADMIN));
    String token = new SignInLinks(server.parts.jdbi, server.parts.clock).issue(boss);
    page = chromium.page(width, scheme, locale);
    page.navigate(server.url("/console/sign-in/" + token));
    page.locator("main button").click();
    page.waitForURL("**/console");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void write(String title) {
    page.navigate(server.url("/console"));
    page.getByText("New sheet").click();
    page.locator("#title").fill(title);
    page.locator("#subject").fill("Call {{ representative.last_name }} today");
    page.locator("#body").fill("Much is at stake.\n\n{{ call_list }}\n");
    button("Save").click();
    assertThat(page.locator(".notice")).isVisible();
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
  }

  /** The officials of the demo are those of 2017. */
  private void send() {
    page.locator("#stale").check();
    button("Count again").click();
    assertThat(page.locator("#count")).containsText(PEOPLE + " emails", patiently());
    button("Send now").click();
    page.waitForURL("**/console/alerts/*");
  }

  @Test
  void a_sheet_is_written_tried_sent_and_followed_until_it_has_arrived() {
    signIn(Chromium.WIDE, ColorScheme.LIGHT, "en-US");
    write("Save the library");
    page.getByText("See it as a reader").click();
    page.locator("#reader").fill("NY-24");
    button("Show").click();
    assertThat(page.locator("h2").first()).containsText("Call Katko today");
    button("Send a test to me").click();
    assertThat(page.locator(".notice")).containsText("A test is on its way");
    page.navigate(server.url("/console/sheets/save-the-library"));
    button("Send…").click();
    send();
    assertThat(page.locator("h1")).hasText("Save the library");
    assertThat(page.locator("[data-count='email accepted']"))
        .hasText("" + PEOPLE, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    assertThat(MAIL.waitForIncomingEmail((long) PATIENCE, PEOPLE + 1)).isTrue();
  }

  /** With a column that nobody knows, none that says who agreed, and a row that is left out. */
  private static long aFileThatWaits() {
    byte[] rows = "email,what\nnew@example.org,x\nnobody,y\n".getBytes(StandardCharsets.UTF_8);
    return new PeopleFiles(
            server.parts.jdbi,
            server.parts.clock,
            server.parts.subscribers,
            new ImportAudit(new AuditLog(server.parts.jdbi, server.parts.clock)))
        .keep("the file", "", rows);
  }

  private static long aTextThatCame() {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO inbound_text (provider_id, at, address_key, body, reading)
                    SELECT gen_random_uuid()::text, now(), coalesce(phone_key, gen_random_uuid()),
                      'Where is the rally?', 'other' FROM subscriber LIMIT 1
                    RETURNING number
                    """)
                .mapTo(Long.class)
                .one());
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT, en-US", "360, DARK, es-US", "1400, LIGHT, es-US", "1400, DARK, en-US"})
  void nothing_in_it_is_a_barrier_and_nothing_too_wide(
      int width, ColorScheme scheme, String locale) {
    hold();
    aPostThatChanged();
    signIn(width, scheme, "en-US");
    if (server.parts.alerts.list().isEmpty()) {
      write("A sheet to look at");
      page.navigate(server.url("/console/sheets/a-sheet-to-look-at/send"));
      send();
    }
    page.context().close();
    signIn(width, scheme, locale);
    long person = server.parts.subscribers.find(Town.email(0)).orElseThrow().id();
    String sheet = server.parts.alerts.list().get(0).sheet();
    for (String path :
        List.of(
            "",
            "/sheets",
            "/sheets/new",
            "/sheets/" + sheet,
            "/sheets/" + sheet + "/preview?reader=13202",
            "/sheets/" + sheet + "/send",
            "/sheets/library-hours",
            "/sheets/library-hours/post",
            "/audiences",
            "/alerts",
            "/alerts/" + server.parts.alerts.list().get(0).id(),
            "/alerts/" + server.parts.alerts.list().get(0).id() + "/report",
            "/people?q=p",
            "/people/" + person,
            "/people/import",
            "/people/import/" + aFileThatWaits(),
            "/inbox",
            "/inbox/replies/" + aTextThatCame(),
            "/officials?zip=13202",
            "/officials/changes",
            "/officials/K000386",
            "/accounts",
            "/account",
            "/audit",
            "/settings",
            "/nothing",
            "/sign-in")) {
      page.navigate(server.url("/console" + path));
      assertThat(Chromium.barriers(page)).as(path).isEmpty();
      assertThat(Chromium.isTooWide(page)).as(path + " is too wide").isFalse();
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(locale.substring(0, 2));
    }
  }

  /** A sheet that was made of it, and what it says now. */
  private static void aPostThatChanged() {
    for (String hours : List.of("six", "seven")) {
      SITE.show(
          FeedSite.item(
              "1",
              "Library hours",
              "Sun, 07 Mar 2100 15:00:00 +0000",
              "Alerts",
              "<p>The county closes our library at " + hours + ".</p>"));
      await()
          .atMost(Duration.ofMillis((long) PATIENCE))
          .until(() -> server.parts.jdbi.withHandle(handle -> says(handle, hours)));
    }
  }

  private static boolean says(Handle handle, String hours) {
    handle.execute("UPDATE feed SET next_at = now() WHERE next_at > now() + interval '6 minutes'");
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM feed_post WHERE concat(offered_source, source) LIKE"
                + " :hours)")
        .bind("hours", "%at " + hours + ".%")
        .mapTo(Boolean.class)
        .one();
  }

  private static void hold() {
    server.parts.jdbi.useHandle(
        handle ->
            new Holds(server.parts.clock)
                .hold(
                    handle,
                    Channel.EMAIL,
                    server.parts.addressKeys.of(Channel.EMAIL, "reply@example.org"),
                    "test",
                    "Perhaps no more",
                    new ReplyClassification(ReplyIntent.UNSURE, "may mean stop")));
  }

  @Test
  void who_gets_it_is_counted_while_one_chooses() {
    signIn(Chromium.NARROW, ColorScheme.LIGHT, "en-US");
    write("Count with me");
    page.navigate(server.url("/console/sheets/count-with-me/send"));
    page.locator("#stale").check();
    Locator count = page.locator("#count");
    assertThat(count).containsText(PEOPLE + " emails", patiently());
    assertThat(page.locator("#stale")).isFocused();
    page.locator("#audience").selectOption("zip");
    page.locator("#value").fill("99999");
    assertThat(count).containsText("Nobody would get anything", patiently());
    assertThat(page.locator("#heard")).containsText("Nobody would get anything");
    assertThat(button("Send now")).hasCount(0);
    page.reload();
    assertThat(count).containsText("Nobody would get anything", patiently());
    page.locator("#value").fill("13202");
    assertThat(count).containsText(PEOPLE + " emails", patiently());
  }

  @Test
  void it_is_reached_and_left_by_keyboard_alone() {
    signIn(Chromium.WIDE, ColorScheme.LIGHT, "en-US");
    page.keyboard().press("Tab");
    assertThat(Chromium.focused(page)).isEqualTo("Skip to the text");
    assertThat(Chromium.showsFocus(page)).isTrue();
    for (int tabs = 0; tabs < 40 && !Chromium.focused(page).equals("Settings"); tabs++) {
      page.keyboard().press("Tab");
      assertThat(Chromium.showsFocus(page)).as(Chromium.focused(page)).isTrue();
    }
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Settings");
    for (int tabs = 0; tabs < 10 && !Chromium.focused(page).equals("Sign out"); tabs++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    page.waitForURL("**/console/sign-in");
  }
}
