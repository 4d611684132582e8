package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.alert.AlertState;
import org.tocsin.alert.LedgerSearch;
import org.tocsin.civic.Cells;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** Each message of an alert, as organizers look it up. */
final class LedgerPagesTest {
  private static final int PEOPLE = 60;

  private static TestServer server;
  private static ConsoleVisitor ann;
  private static long alert;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    Town town = new Town(server.parts, folder);
    town.people(PEOPLE, 5, true);
    ann = ConsoleVisitor.as(server, "ann@example.org", Role.PUBLISHER);
    alert = town.publish(Channel.EMAIL, Channel.SMS);
    await().until(() -> server.parts.alerts.summary(alert).state() == AlertState.SENDING);
    refuse(Town.email(7), "550 5.1.1", "=no such <b>mailbox</b>");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void refuse(String email, String code, String reason) {
    server.parts.jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              UPDATE delivery SET state = 'refused', code = ?, reason = ?, settled_at = now()
              WHERE address = ? AND alert_id = ?
              """,
              code,
              reason,
              email,
              alert);
          handle.execute(
              """
              INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
              SELECT id, now(), 1, 'deferred', '451 later' FROM delivery
              WHERE address = ? AND alert_id = ?
              """,
              email,
              alert);
        });
  }

  private static String path() {
    return "/console/alerts/" + alert + "/ledger";
  }

  private static String page(String query) {
    HttpResponse<String> page = ann.get(path() + "?" + query);
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  private static long person(String email) {
    return server.parts.subscribers.find(email).orElseThrow().id();
  }

  @Test
  void a_message_is_found_by_person_by_what_became_of_it_and_by_reason() {
    assertThat(page("q=p7@example.org"))
        .contains("p7@example.org", "refused")
        .doesNotContain("p8@");
    assertThat(page("state=refused")).contains("p7@example.org").doesNotContain("p8@");
    assertThat(page("reason=5.1.1")).contains("p7@example.org").doesNotContain("p8@");
    assertThat(page("reason=NO+SUCH")).contains("p7@example.org", "&lt;b&gt;mailbox");
    assertThat(page("q=p8@example.org&state=refused")).contains("No message of this alert fits");
    assertThat(page("q=13202&state=refused")).contains("p7@example.org").doesNotContain("p8@");
    assertThat(ann.get("/console/alerts/99999/ledger").statusCode()).isEqualTo(404);
  }

  @Test
  void the_list_goes_on_where_the_page_before_it_ended_and_leaves_nobody_out() {
    Pattern row = Pattern.compile("<td>(p\\d+@example.org|\\d{3}-555-01\\d\\d)</td>");
    Pattern more = Pattern.compile("href=\"([^\"]*before=[^\"]*)\"");
    StringBuilder all = new StringBuilder();
    Optional<String> next = Optional.of(path());
    int pages = 0;
    while (next.isPresent()) {
      String body = ann.get(next.get()).body();
      row.matcher(body).results().forEach(found -> all.append(found.group(1)).append('\n'));
      Matcher link = more.matcher(body);
      next = link.find() ? Optional.of(link.group(1).replace("&amp;", "&")) : Optional.empty();
      pages++;
    }
    assertThat(pages).isEqualTo(2);
    assertThat(all.toString().lines()).hasSize(PEOPLE + 5).doesNotHaveDuplicates();
  }

  @Test
  void a_search_that_takes_long_stops_and_goes_on_from_there() {
    LedgerSearch.Asked asked = new LedgerSearch.Asked(alert, "", Optional.empty(), "5.1.1");
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO delivery (alert_id, subscriber_id, rendering_id, address_key, due_at,
                  channel, address)
                SELECT 99999, 1000000, rendering_id, address_key, due_at, channel, address
                FROM delivery LIMIT 1
                """));
    long[] now = {0};
    LedgerSearch search = new LedgerSearch(server.parts.jdbi, () -> now[0] += 1_000_000_000L);
    LedgerSearch.Found found = search.find(asked, Long.MAX_VALUE, 10);
    int steps = 1;
    while (found.rows().isEmpty() && found.next().isPresent()) {
      found = search.find(asked, found.next().orElseThrow(), 10);
      steps++;
    }
    assertThat(found.rows()).extracting(LedgerSearch.Row::address).containsExactly(Town.email(7));
    assertThat(steps).isGreaterThan(10);
  }

  @Test
  void a_message_is_read_word_for_word_with_what_happened_and_without_the_persons_secret() {
    String body = ann.get(path() + "/" + person(Town.email(7))).body();
    assertThat(body)
        .contains(
            "Call today",
            "/u/TOKEN",
            "550 5.1.1",
            "put off by the provider · 451 later",
            "=no such &lt;b&gt;mailbox");
    assertThat(body).doesNotContain("tOcSiN");
    assertThat(ann.get(path() + "/" + person(Town.email(2))).body())
        .contains("id=\"by-sms\"", "id=\"by-email\"");
    assertThat(ann.get(path() + "/99999").statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_found_is_saved_as_a_file_that_no_spreadsheet_runs_and_that_is_on_record() {
    HttpResponse<String> file = ann.get(path() + "/export?state=refused");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(file.body())
        .startsWith("\uFEFFperson,name,channel,address,state,code,reason,at")
        .contains(",email,p7@example.org,refused,550 5.1.1,'=no such <b>mailbox</b>,");
    assertThat(file.body().lines()).hasSize(2);
    assertThat(ann.get(path() + "/export").body().lines()).hasSize(PEOPLE + 5 + 1);
    assertThat(new AuditLog(server.parts.jdbi, server.parts.clock).list(Long.MAX_VALUE, 2))
        .extracting(entry -> entry.action() + ", " + entry.detail())
        .containsExactly(
            "alert exported, alert " + alert + ": 65 messages",
            "alert exported, alert " + alert + ": 1 messages");
  }

  @Test
  void what_is_guarded_in_a_file_comes_back_as_it_was() {
    for (String cell : new String[] {"=1", "+1", "-1", "@a", "\ta", "'=1", "''a", "plain", ""}) {
      assertThat(Cells.unguarded(Cells.guarded(cell))).isEqualTo(cell);
    }
    assertThat(Cells.guarded("=1")).isEqualTo("'=1");
  }
}
