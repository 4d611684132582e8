package org.tocsin.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.outbox.NewNotice;
import org.tocsin.outbox.TransactionalQueue;
import org.tocsin.sheet.EditionForm;
import org.tocsin.sheet.SheetDrafts;
import org.tocsin.sheet.Sheets;
import org.tocsin.support.FeedSite;
import org.tocsin.support.SettableClock;
import org.tocsin.support.TestDatabase;

/** What becomes of the posts of a site, look by look. */
final class FeedTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final String STORY =
      "<p>The House votes next week on H.R. 4242, which would end free school lunch.</p>";

  private final SettableClock clock = new SettableClock(Instant.parse("2017-03-06T15:00:00Z"));
  private final FeedSite site = new FeedSite();
  private final SheetDrafts drafts = new SheetDrafts(JDBI, clock, new Sheets(JDBI, clock));
  private final FeedPosts posts = new FeedPosts(JDBI, clock, drafts);
  private final Accounts accounts = new Accounts(JDBI, clock);
  private FeedSettings settings;
  private Feed feed;

  @BeforeEach
  void begin() {
    JDBI.useHandle(
        handle -> {
          handle.execute("TRUNCATE feed, feed_post, sheet_draft, sheet_save, notice");
          handle.execute("TRUNCATE account CASCADE");
        });
    feed = feed("alerts");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Feed feed(String category) {
    settings = new FeedSettings(Optional.of(site.url("/feed/")), category, EVERY);
    Consent consent = new Consent(JDBI, clock);
    return new Feed(
        settings,
        new Feed.Store(JDBI, clock, new FeedLooks(JDBI, clock, settings), posts),
        drafts,
        new PostMail(
            clock,
            accounts,
            new TransactionalQueue(JDBI, clock, consent, 3),
            AddressKeys.of(JDBI),
            "https://alerts.example.org"),
        Optional::empty);
  }

  private FeedLooks.Look state() {
    return new FeedLooks(JDBI, clock, settings).now().orElseThrow();
  }

  private String post(int id, String title, String html) {
    return post(id, title, html, clock.instant(), "Alerts");
  }

  private static String post(int id, String title, String html, Instant at, String category) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    return FeedSite.item("" + id, title, date, category, html);
  }

  private void look(String... shown) {
    site.show(shown);
    clock.advance(EVERY);
    feed.look();
  }

  private static List<String> column(String query) {
    return JDBI.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static List<String> slugs() {
    return column("SELECT slug FROM sheet_draft ORDER BY saved_at, slug");
  }

  private static List<String> mailed() {
    return column("SELECT address FROM notice ORDER BY address");
  }

  private EditionForm sheet(String slug) {
    return EditionForm.of(drafts.find(slug, "").orElseThrow().source());
  }

  @Test
  void a_new_post_of_the_category_becomes_a_draft_and_others_do_not() {
    look(
        post(1, "Save School Lunch", STORY),
        post(2, "Minutes of the meeting", STORY, clock.instant(), "Minutes"));
    assertThat(slugs()).containsExactly("save-school-lunch");
    assertThat(sheet("save-school-lunch").values()).containsEntry("title", "Save School Lunch");
    assertThat(sheet("save-school-lunch").body())
        .contains("The House votes next week", "{{ call_list }}")
        .doesNotContain("<p>");
    SheetDrafts.Text text = drafts.find("save-school-lunch", "").orElseThrow();
    assertThat(text.savedBy()).isEqualTo("127.0.0.1");
    assertThat(text.source()).contains("# - Made of the post https://www.example.org/1/ of 2017-");
    assertThat(state().posts()).isEqualTo(2);
    assertThat(state().chosen()).isEqualTo(1);
  }

  @Test
  void without_a_category_all_posts_become_drafts() {
    feed = feed("");
    look(post(1, "One", STORY, clock.instant(), "a"), post(2, "Two", STORY, clock.instant(), "b"));
    assertThat(slugs()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void those_who_may_send_are_mailed_once_whatever_else_they_were_mailed() {
    accounts.add("test", "author@example.org", Role.AUTHOR);
    accounts.add("test", "publisher@example.org", Role.PUBLISHER);
    accounts.add("test", "admin@example.org", Role.ADMIN);
    look(post(1, "One", STORY));
    look(post(2, "Two", STORY), post(1, "One", STORY));
    look(post(2, "Two", STORY), post(1, "One", STORY));
    assertThat(mailed())
        .containsExactly(
            "admin@example.org",
            "admin@example.org",
            "publisher@example.org",
            "publisher@example.org");
    assertThat(column("SELECT subject || body FROM notice WHERE body LIKE '%/two%' LIMIT 1"))
        .singleElement()
        .asString()
        .contains("Two", "https://alerts.example.org/console/sheets/two", "www.example.org/2/");
  }

  @Test
  void a_link_to_sign_in_can_be_asked_for_right_after_such_a_mail() {
    accounts.add("test", "publisher@example.org", Role.PUBLISHER);
    look(post(1, "One", STORY));
    TransactionalQueue queue = new TransactionalQueue(JDBI, clock, new Consent(JDBI, clock), 1);
    JDBI.useTransaction(
        handle ->
            queue.add(
                handle,
                new NewNotice(
                    org.tocsin.Channel.EMAIL,
                    "publisher@example.org",
                    AddressKeys.of(JDBI).of(org.tocsin.Channel.EMAIL, "publisher@example.org"),
                    "Sign in",
                    "…"),
                clock.instant(),
                clock.instant().plus(EVERY)));
    assertThat(mailed()).hasSize(2);
  }

  @Test
  void at_the_first_look_the_three_newest_of_the_last_week_become_drafts_and_never_the_others() {
    Instant now = clock.instant();
    String[] shown = {
      post(1, "Old", STORY, now.minus(Duration.ofDays(8)), "Alerts"),
      post(2, "Fourth", STORY, now.minus(Duration.ofDays(4)), "Alerts"),
      post(3, "Third", STORY, now.minus(Duration.ofDays(3)), "Alerts"),
      post(4, "Second", STORY, now.minus(Duration.ofDays(2)), "Alerts"),
      post(5, "First", STORY, now.minus(Duration.ofDays(1)), "Alerts")
    };
    look(shown);
    assertThat(slugs()).containsExactlyInAnyOrder("first", "second", "third");
    look(shown);
    look(
        post(6, "Slid in", STORY, now.minus(Duration.ofDays(30)), "Alerts"),
        post(7, "Later", STORY));
    assertThat(slugs()).containsExactlyInAnyOrder("first", "second", "third", "later");
  }

  @Test
  void a_site_that_pours_out_posts_makes_twenty_drafts_a_day() {
    look();
    String[] flood =
        IntStream.range(0, 50).mapToObj(i -> post(i, "Buy " + i, STORY)).toArray(String[]::new);
    look(flood);
    look(flood);
    assertThat(slugs()).hasSize(20);
    clock.advance(Duration.ofDays(1));
    look(flood);
    assertThat(slugs()).hasSize(40);
  }

  @Test
  void posts_of_one_title_or_of_none_become_sheets_of_their_own() {
    look();
    look(post(4, "", STORY), post(3, "新しい", STORY), post(2, "New", STORY), post(1, "New", STORY));
    assertThat(slugs()).containsExactlyInAnyOrder("new-2", "new-3", "post", "post-2");
  }

  @Test
  void scripts_and_what_a_template_would_take_for_its_own_do_nothing() {
    look(
        post(
            1,
            "&lt;script&gt;alert(1)&lt;/script&gt;{{ organization.name }}{% for i in x %}",
            STORY
                + "<script>alert(2)</script><p onclick='alert(3)'>{{ subscriber.email }} {% if"
                + " %}</p><img src=x onerror='alert(4)'><iframe"
                + " src='https://evil.example'></iframe><a href='javascript:alert(5)'>click</a>"));
    String slug = slugs().get(0);
    String source = drafts.find(slug, "").orElseThrow().source();
    assertThat(source)
        .doesNotContain("alert(", "<script", "onclick", "javascript:", "evil.example")
        .doesNotContain("{{ organization.name }}", "{{ subscriber.email }}", "{% for", "{% if");
  }

  @Test
  void a_post_that_cannot_be_taken_over_becomes_a_draft_that_says_so() {
    look(post(1, "Long", "<p>" + "much ".repeat(30_000) + "</p>"));
    look(
        post(3, "Busy", "<b><p>".repeat(300_000)),
        post(2, "Deep", "<div>".repeat(3_000) + "x"),
        post(1, "Long", ""));
    for (String slug : List.of("long", "deep", "busy")) {
      assertThat(drafts.find(slug, "").orElseThrow().source())
          .contains("# - The text of the post could not be taken over.", "https://www.example.org");
    }
  }

  @Test
  void a_post_that_changed_is_offered_and_the_sheet_stays_as_it_is() {
    look(post(1, "Lunch", STORY));
    String before = drafts.find("lunch", "").orElseThrow().source();
    look(post(1, "Lunch", STORY));
    assertThat(posts.of("lunch").orElseThrow().isChanged()).isFalse();
    look(post(1, "School Lunch", STORY + "<p>Call today.</p>"));
    assertThat(drafts.find("lunch", "").orElseThrow().source()).isEqualTo(before);
    assertThat(slugs()).containsExactly("lunch");
    assertThat(posts.waiting())
        .containsExactly(new FeedPosts.Waiting("lunch", "School Lunch", true));
    look(post(1, "Lunch", STORY));
    assertThat(posts.of("lunch").orElseThrow().isChanged()).isFalse();
  }

  @Test
  void what_changes_only_in_what_nobody_reads_is_no_change() {
    look(post(1, "Lunch", STORY));
    look(
        post(
            1,
            "Lunch",
            STORY.replace("<p>", "<p class='x' data-nonce='7'>")
                + "<script>x</script>"
                + "<p>The post <a href='https://www.example.org/1/'>Lunch</a> appeared first on <a"
                + " href='https://www.example.org'>CNY</a>.</p>"));
    assertThat(posts.of("lunch").orElseThrow().isChanged()).isFalse();
  }

  @Test
  void what_was_passed_over_is_not_offered_again_and_the_next_change_is() {
    look(post(1, "Lunch", STORY));
    look(post(1, "Lunch", STORY + "<p>A</p>"));
    byte[] seen = posts.of("lunch").orElseThrow().offered();
    assertThat(posts.decided("lunch", new byte[32])).isFalse();
    assertThat(posts.decided("lunch", seen)).isTrue();
    look(post(1, "Lunch", STORY + "<p>A</p>"));
    assertThat(posts.of("lunch").orElseThrow().isChanged()).isFalse();
    look(post(1, "Lunch", STORY + "<p>B</p>"));
    assertThat(posts.of("lunch").orElseThrow().isChanged()).isTrue();
  }

  @Test
  void taking_a_change_leaves_what_an_organizer_wrote_into_other_fields() {
    look(post(1, "Lunch", STORY));
    SheetDrafts.Text text = drafts.find("lunch", "").orElseThrow();
    String edited =
        text.source().replaceFirst("(?m)^subject: .*$", "subject: \"By Ann\"") + "\nMore of Ann.\n";
    drafts.save("lunch", "", text.version(), edited, "ann@example.org");
    look(post(1, "School Lunch", STORY + "<p>Call today.</p>"));
    byte[] seen = posts.of("lunch").orElseThrow().offered();
    assertThat(posts.take("lunch", seen, 1, "bob@example.org")).isFalse();
    assertThat(posts.take("lunch", seen, 2, "bob@example.org")).isTrue();
    assertThat(posts.take("lunch", seen, 3, "eve@example.org")).isFalse();
    assertThat(sheet("lunch").values())
        .containsEntry("title", "School Lunch")
        .containsEntry("subject", "By Ann");
    assertThat(sheet("lunch").body()).contains("Call today.").doesNotContain("More of Ann");
    assertThat(drafts.find("lunch", "").orElseThrow().savedBy()).isEqualTo("bob@example.org");
    assertThat(posts.waiting()).isEmpty();
  }

  @Test
  void a_draft_waits_until_somebody_has_touched_it() {
    look(post(1, "Lunch", STORY));
    assertThat(posts.waiting()).containsExactly(new FeedPosts.Waiting("lunch", "Lunch", false));
    drafts.save("lunch", "", 1, "---\ntitle: a\n---\nb", "ann@example.org");
    assertThat(posts.waiting()).isEmpty();
  }

  @Test
  void while_a_site_is_down_it_is_asked_less_and_less_and_it_is_known_since_when() {
    look(post(1, "Lunch", STORY));
    site.status(500);
    Instant since = clock.instant().plus(EVERY);
    List<Long> waits = new ArrayList<>();
    Instant last = clock.instant();
    for (int minutes = 0; minutes < 60 * 24; minutes += 5) {
      clock.advance(Duration.ofMinutes(5));
      int before = site.asked.size();
      feed.look();
      if (site.asked.size() > before) {
        waits.add(Duration.between(last, clock.instant()).toMinutes());
        last = clock.instant();
      }
    }
    assertThat(waits).startsWith(15L, 30L, 60L, 120L, 240L, 360L, 360L);
    assertThat(state().failingSince()).isEqualTo(since);
    assertThat(state().trouble()).contains("HTTP 500");
    clock.advance(Duration.ofHours(6));
    look(post(2, "Again", STORY), post(1, "Lunch", STORY));
    assertThat(state().failingSince()).isNull();
    assertThat(state().trouble()).isEmpty();
    assertThat(slugs()).containsExactly("lunch", "again");
  }

  @Test
  void two_servers_ask_the_site_once_and_make_one_draft() throws Exception {
    site.show(post(1, "Lunch", STORY));
    accounts.add("test", "publisher@example.org", Role.PUBLISHER);
    ExecutorService both = Executors.newFixedThreadPool(2);
    Callable<Void> one =
        () -> {
          feed("alerts").look();
          return null;
        };
    for (var done : both.invokeAll(List.of(one, one))) {
      done.get();
    }
    both.shutdown();
    assertThat(site.asked).hasSize(1);
    assertThat(slugs()).containsExactly("lunch");
    assertThat(mailed()).hasSize(1);
  }

  @Test
  void whoever_takes_over_from_one_that_died_makes_no_second_draft() {
    accounts.add("test", "publisher@example.org", Role.PUBLISHER);
    look(post(2, "Two", STORY), post(1, "One", STORY));
    JDBI.useHandle(handle -> handle.execute("UPDATE feed SET read_at = NULL, etag = ''"));
    clock.advance(Duration.ofMinutes(6));
    look(post(2, "Two", STORY), post(1, "One", STORY));
    assertThat(slugs()).containsExactlyInAnyOrder("one", "two");
    assertThat(mailed()).hasSize(2);
  }

  @Test
  void a_draft_that_cannot_be_mailed_about_is_not_made_and_is_made_later() {
    accounts.add("test", "publisher@example.org", Role.PUBLISHER);
    JDBI.useHandle(
        handle -> handle.execute("ALTER TABLE notice ADD CONSTRAINT broken CHECK (asked)"));
    try {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> look(post(1, "One", STORY))))
          .isNotNull();
    } finally {
      JDBI.useHandle(handle -> handle.execute("ALTER TABLE notice DROP CONSTRAINT broken"));
    }
    assertThat(slugs()).isEmpty();
    look(post(1, "One", STORY));
    assertThat(slugs()).containsExactly("one");
    assertThat(mailed()).hasSize(1);
  }
}
