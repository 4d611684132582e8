package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.message.Organization;
import org.tocsin.message.PageLayout;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.Sheets;
import org.tocsin.sheet.TakenDown;
import org.tocsin.support.TestDatabase;

final class HomePageTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-03-20T15:00:00Z"), ZoneId.of("America/New_York"));
  private static final String SHEET =
      "---\ntitle: \"%s\"\nsubject: \"s\"\nlang: %s\nasks:\n  unknown: \"a\"\n---\ntext\n";

  private final Sheets sheets = new Sheets(JDBI, CLOCK);
  private final HomePage home =
      new HomePage(
          JDBI,
          sheets,
          new PageLayout(
              new Organization(
                  "CNY Solidarity Coalition",
                  "United in defense",
                  "PO Box 1, Syracuse NY 13201",
                  "315-555-0100",
                  "hello@cny.example.org",
                  "")),
          "https://alerts.example.org",
          CLOCK);

  @BeforeEach
  void nothing_published() {
    JDBI.useHandle(handle -> handle.execute("TRUNCATE revision, alert, taken_down CASCADE"));
  }

  private long store(String slug, String title) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(slug + ".md", SHEET.formatted(title, "en"));
    files.put(slug + ".es.md", SHEET.formatted(title + " (es)", "es"));
    return sheets.store(SheetFiles.parse(slug, files)).id();
  }

  private void alert(long revision, String state, String releasedAt) {
    JDBI.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO alert (revision_id, state, channels, again, release_at, created_at,
                  released_at)
                VALUES (?, ?, '{email}', true, now(), now(), ?::timestamptz)
                """,
                revision,
                state,
                releasedAt));
  }

  @Test
  void it_says_who_sends_and_how_to_reach_them() {
    HttpResponse page = home.page(null, null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("CNY Solidarity Coalition", "United in defense", "PO Box 1, Syracuse NY 13201")
        .contains("href=\"tel:+13155550100\"", "href=\"mailto:hello@cny.example.org\"")
        .contains("Nothing has been published here yet.")
        .doesNotContain("<script");
  }

  @Test
  void each_published_sheet_stands_there_once_as_it_reads_now_the_latest_first() {
    long first = store("resign", "Resign!");
    alert(first, "done", "2017-03-01T12:00:00Z");
    long second = store("resign", "Resign <now>!");
    alert(second, "done", "2017-03-03T01:00:00Z");
    alert(store("budget", "Budget"), "sending", "2017-03-14T15:00:00Z");
    String page = home.page(null, null).body();
    assertThat(page)
        .containsSubsequence(
            "href=\"https://alerts.example.org/s/budget\"",
            "March 14, 2017",
            "href=\"https://alerts.example.org/s/resign\"",
            "Resign &lt;now&gt;!",
            "<time datetime=\"2017-03-02\">March 2, 2017</time>",
            "href=\"https://alerts.example.org/s/resign.es\" lang=\"es\"")
        .doesNotContain("Resign!", "Nothing has been published");
    assertThat(page.split("/s/resign\"", -1)).hasSize(2);
  }

  @Test
  void what_was_never_sent_or_was_called_off_is_not_listed() {
    store("draft", "Draft");
    alert(store("later", "Later"), "scheduled", null);
    alert(store("mistake", "Mistake"), "cancelled", "2017-03-14T15:00:00Z");
    assertThat(home.page(null, null).body()).doesNotContain("Draft", "Later", "Mistake");
  }

  @Test
  void it_reads_in_the_language_that_was_asked_for_with_the_way_to_the_other() {
    alert(store("budget", "Budget"), "sending", "2017-03-14T15:00:00Z");

    HttpResponse spanish = home.page(null, "es-MX,es;q=0.9");

    assertThat(spanish.headers()).containsEntry("Content-Language", "es");
    assertThat(spanish.body())
        .contains("<html lang=\"es\"", "href=\"?lang=en\"", "14 de marzo de 2017")
        .contains("Budget (es)", "href=\"https://alerts.example.org/s/budget.es\"");
    assertThat(home.page("en", "es").body()).contains("<html lang=\"en\"", "href=\"?lang=es\"");
    assertThat(home.page("%", "*;q=x").body()).contains("<html lang=\"en\"");
  }

  @Test
  void a_correction_that_was_called_off_before_anyone_got_it_is_not_shown() {
    alert(store("resign", "Resign!"), "done", "2017-03-14T15:00:00Z");
    alert(store("resign", "Resign or else!"), "cancelled", null);
    assertThat(home.page(null, null).body()).contains("Resign!").doesNotContain("or else");
    assertThat(sheets.shown("resign").orElseThrow().sheet().first().title()).isEqualTo("Resign!");
    alert(store("resign", "Resign today!"), "scheduled", null);
    assertThat(home.page(null, null).body()).contains("Resign today!");
  }

  @Test
  void what_went_to_a_part_of_the_people_is_listed_only_where_it_is_wanted() {
    alert(store("ours", "Ours"), "done", "2017-03-14T15:00:00Z");
    JDBI.useHandle(handle -> handle.execute("UPDATE alert SET listed = false"));
    assertThat(home.page(null, null).body()).doesNotContain("Ours");
    alert(store("ours", "Ours"), "done", "2017-03-15T15:00:00Z");
    assertThat(home.page(null, null).body()).contains("Ours", "March 15, 2017");
  }

  @Test
  void a_sheet_that_was_taken_down_is_not_listed_until_it_is_restored() {
    TakenDown takenDown = new TakenDown(JDBI, CLOCK);
    alert(store("resign", "Resign"), "done", "2017-03-14T15:00:00Z");
    assertThat(takenDown.take("resign")).isTrue();
    assertThat(takenDown.take("resign")).isFalse();
    assertThat(takenDown.since("resign")).contains(CLOCK.instant());
    assertThat(home.page(null, null).body()).doesNotContain("Resign");
    assertThat(takenDown.restore("resign")).isTrue();
    assertThat(home.page(null, null).body()).contains("Resign");
  }
}
