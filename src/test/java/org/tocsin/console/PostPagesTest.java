package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.account.Role;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.FeedSite;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpPeer;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Posts of the group's site as organizers meet them, with the whole program running (P11). */
final class PostPagesTest {
  private static final String DATE = "Mon, 06 Mar 2100 15:00:00 +0000";
  private static final String STORY = "<p>The House votes next week on H.R. 4242.</p>";

  @TempDir private static Path folder;
  private static final FeedSite SITE = new FeedSite();
  private static final SmtpPeer MAIL = new SmtpPeer();
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static TestServer server;
  private static ConsoleVisitor ann;
  private static ConsoleVisitor bob;

  private static Map<String, String> settings() {
    return Map.of(
        "tocsin.feed.url",
        "" + SITE.url("/feed/"),
        "tocsin.feed.category",
        "action alerts",
        "tocsin.smtp.host",
        "127.0.0.1",
        "tocsin.smtp.port",
        "" + MAIL.port());
  }

  @BeforeAll
  static void start() {
    server = TestServer.start(DATABASE, settings());
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
    bob = ConsoleVisitor.as(server, "bob@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
    MAIL.close();
    SITE.close();
  }

  private static String post(int id, String title, String html) {
    return FeedSite.item("" + id, title, DATE, "Action Alerts", html);
  }

  /** As if the time had come, and it was looked at. */
  private static void look() {
    int before = SITE.asked.size();
    server.parts.jdbi.useHandle(handle -> handle.execute("UPDATE feed SET next_at = now()"));
    await().atMost(Duration.ofSeconds(60)).until(() -> SITE.asked.size() > before && isSettled());
  }

  private static boolean isSettled() {
    return server.parts.jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        """
                        SELECT count(*) FROM feed
                        WHERE next_at > now() + interval '6 minutes' OR failures > 0
                        """)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  private static String field(String page, String name) {
    Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private static HttpResponse<String> decide(
      ConsoleVisitor who, String slug, String page, String what) {
    Map<String, String> form = new HashMap<>();
    form.put("offer", field(page, "offer"));
    form.put("version", field(page, "version"));
    form.put("do", what);
    return who.post("/console/sheets/" + slug + "/post", form);
  }

  @Test
  void a_post_is_mailed_about_shown_and_its_change_is_decided_once() {
    SITE.show(post(1, "Save &#8220;Lunch&#8221; <![CDATA[<script>alert(1)</script>]]>", STORY));
    look();
    assertThat(ann.get("/console").body())
        .contains(
            "A post of your site became a draft", "Save “Lunch”", "/console/sheets/save-lunch")
        .doesNotContain("<script>alert");
    await().atMost(Duration.ofSeconds(60)).until(() -> MAIL.mails().size() >= 2);
    assertThat(MAIL.mails())
        .extracting(SmtpPeer.Mail::to)
        .contains("ann@example.org", "bob@example.org");
    assertThat(ann.get("/console/sheets/save-lunch").body())
        .contains("made of a post of your site", "https://www.example.org/1/", "by 127.0.0.1")
        .doesNotContain("/save-lunch/post");
    assertThat(ann.get("/console/sheets/save-lunch/post").statusCode()).isEqualTo(404);

    SITE.show(post(1, "Save <![CDATA[<b>all</b>]]> Lunch", STORY + "<p>Call &lt;today&gt;.</p>"));
    look();
    assertThat(ann.get("/console").body())
        .contains("changed after its sheet was made", "/console/sheets/save-lunch/post");
    String page = ann.get("/console/sheets/save-lunch/post").body();
    assertThat(page)
        .contains("<mark>Save “Lunch”</mark>", "<mark>Save all Lunch</mark>", "Call \\&lt;today")
        .doesNotContain("<today>");
    assertThat(bob.get("/console/sheets/save-lunch").body()).contains("See what it says now");
    assertThat(decide(ann, "save-lunch", page, "take").headers().firstValue("Location"))
        .contains("/console/sheets/save-lunch?done=post-taken");
    assertThat(decide(bob, "save-lunch", page, "keep").statusCode()).isEqualTo(404);
    assertThat(ann.get("/console/sheets/save-lunch?done=post-taken").body())
        .contains("Save all Lunch", "says now what the post says")
        .doesNotContain("See what it says now");
    assertThat(bob.get("/console/audit").body()).contains("post taken", "sheet save-lunch");
  }

  @Test
  void who_decides_about_an_older_text_is_shown_the_newer_one_first() {
    SITE.show(post(2, "Second", STORY));
    look();
    SITE.show(post(2, "Second", STORY + "<p>A</p>"));
    look();
    String page = ann.get("/console/sheets/second/post").body();
    SITE.show(post(2, "Second", STORY + "<p>B</p>"));
    look();
    HttpResponse<String> late = decide(ann, "second", page, "take");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Nothing has been done", "<mark>B</mark>");
    assertThat(decide(ann, "second", late.body(), "keep").headers().firstValue("Location"))
        .contains("/console/sheets/second?done=post-kept");
    assertThat(ann.get("/console/sheets/second").body()).doesNotContain("<p>B", "\nB\n");
  }

  @Test
  void a_site_that_is_down_is_said_with_the_time_since_and_forgotten_when_it_is_back() {
    SITE.status(503);
    look();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bob.get("/console").body().contains("cannot be read since"));
    assertThat(bob.get("/console").body()).contains("It answers with HTTP 503.", "tocsin.feed.url");
    SITE.show();
    look();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !bob.get("/console").body().contains("cannot be read since"));
    assertThat(bob.get("/console/settings").body())
        .contains("Posts of your site", "127.0.0.1, “action alerts”. Read ", "Posts in it: 0");
  }

  @Test
  void two_servers_of_which_one_is_killed_make_one_draft_and_one_mail_for_each() {
    int before = MAIL.mails().size();
    Map<String, String> more = new HashMap<>(settings());
    more.putAll(TestServer.on(DATABASE));
    try (ServerProcess other = new ServerProcess(folder, more)) {
      other.start();
      await().atMost(Duration.ofSeconds(90)).until(() -> other.log().contains("serves"));
      SITE.show(post(3, "Third", STORY));
      look();
      other.kill();
    }
    look();
    // what the dead one had in hand goes after five minutes
    server.parts.jdbi.useHandle(
        handle -> handle.execute("UPDATE notice SET due_at = now() WHERE outcome = 'waiting'"));
    await().atMost(Duration.ofSeconds(60)).until(() -> MAIL.mails().size() >= before + 2);
    server.parts.jdbi.useHandle(
        handle ->
            assertThat(
                    handle
                        .createQuery(
                            """
                            SELECT (SELECT count(*) FROM sheet_draft WHERE slug LIKE 'third%')
                              || ' ' || count(*) FROM notice WHERE body LIKE '%/third%'
                            """)
                        .mapTo(String.class)
                        .one())
                .isEqualTo("1 2"));
  }
}
