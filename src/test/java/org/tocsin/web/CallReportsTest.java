package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.audience.Erasure;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** People say what came of their calls, through the real routes. */
final class CallReportsTest {
  private static final String KATKO = "K000386";
  private static final String SCHUMER = "S000148";
  private static final int PER_NETWORK = 12;

  @TempDir static Path folder;
  private static TestServer server;
  private static Town town;

  private static long alert;
  private static String slug;
  private static String page;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestDatabase.fresh(),
            Map.of(
                "tocsin.calls.shown-from",
                "3",
                "tocsin.calls.per-network-an-hour",
                "" + PER_NETWORK));
    town = new Town(server.parts, folder);
    town.people(8, 0, true);
    alert = town.publish(Channel.EMAIL);
    slug = server.parts.alerts.summary(alert).sheet();
    page = server.url("/s/" + slug);
    await().atMost(Duration.ofMinutes(2)).until(() -> deliveries() == 8);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nobody_has_called() {
    server.parts.jdbi.useHandle(
        handle -> handle.execute("DELETE FROM sign_up_count; DELETE FROM reported_call"));
  }

  private static long deliveries() {
    return number("SELECT count(*) FROM delivery WHERE alert_id = " + alert);
  }

  private static long number(String sql) {
    return server.parts.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** What stands in the links of the email to this person. */
  private String token(int person) {
    long id = server.parts.subscribers.find(Town.email(person)).orElseThrow().id();
    long delivery =
        number("SELECT id FROM delivery WHERE subscriber_id = " + id + " AND alert_id = " + alert);
    return server.parts.tokens.issue(id, delivery);
  }

  private HttpResponse<String> say(String official, String result, String token) {
    return say(page, Map.of("official", official, "result", result, "token", token));
  }

  private static HttpResponse<String> say(
      String page, Map<String, String> form, String... headers) {
    return Http.postForm(page + "/called", form, headers);
  }

  private HttpResponse<String> sayFrom(String cookie, String official, String result) {
    return say(page, Map.of("official", official, "result", result), "Cookie", cookie);
  }

  private String cookie() {
    return cookie(Http.get(page + "?zip=13202"));
  }

  private static String cookie(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
    return set.substring(0, set.indexOf(';'));
  }

  private Object calls() {
    return server.parts.alerts.report(alert).json().get("calls");
  }

  @Test
  void what_a_reader_says_by_their_link_is_counted_once_and_the_last_answer_holds() {
    HttpResponse<String> answer = say(KATKO, "reached", token(1));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Thank you. Your call to Rep. John Katko is counted.");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    say(KATKO, "reached", token(1));
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("reached", 1L)));
    say(KATKO, "supports", token(1));
    say(SCHUMER, "message", token(1));
    say(KATKO, "busy", token(2));
    assertThat(calls())
        .isEqualTo(
            Map.of(KATKO, Map.of("supports", 1L, "busy", 1L), SCHUMER, Map.of("message", 1L)));
  }

  @Test
  void looking_counts_nothing() {
    String link = page + "/called?official=" + KATKO + "&result=message&token=" + token(1);
    for (HttpResponse<String> answer : List.of(Http.get(link), Http.head(link))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("X-Robots-Tag")).containsExactly("noindex");
    }
    assertThat(Http.get(link).body())
        .contains("Your call to Rep. John Katko", "value=\"message\" checked", "I called</button>")
        .containsOnlyOnce("<button");
    assertThat(calls()).isEqualTo(Map.of());
  }

  @Test
  void a_visitor_counts_by_the_cookie_that_came_with_the_call_list() {
    HttpResponse<String> shown = Http.get(page + "?zip=13202");
    assertThat(shown.body())
        .contains("action=\"../s/" + slug + "/called\"", "href=\"tel:", "I called</button>");
    String cookie = cookie(shown);
    sayFrom(cookie, KATKO, "busy");
    sayFrom("other=1; " + cookie + "; more=2", KATKO, "opposes");
    sayFrom(cookie(), KATKO, "busy");
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("opposes", 1L, "busy", 1L)));
    assertThat(Http.get(page + "?zip=13202", "Cookie", cookie).headers().map())
        .doesNotContainKey("set-cookie");
    assertThat(Http.get(page).headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void a_robot_that_brings_no_cookie_is_not_counted_and_a_person_presses_once_more() {
    Map<String, String> form = Map.of("official", KATKO, "result", "message");
    HttpResponse<String> answer = say(page, form);
    assertThat(answer.body()).contains("One more press", "value=\"message\" checked");
    say(page, form, "Cookie", "tocsin_caller=made-up");
    say(KATKO, "message", token(1).substring(2) + "xx");
    assertThat(calls()).isEqualTo(Map.of());
    say(page, form, "Cookie", cookie(answer));
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("message", 1L)));
  }

  @Test
  void a_person_who_comes_by_the_page_and_by_their_link_counts_once() {
    String cookie = cookie();
    sayFrom(cookie, KATKO, "busy");
    Map<String, String> byLink = Map.of("official", KATKO, "result", "reached", "token", token(1));
    say(page, byLink, "Cookie", cookie);
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("reached", 1L)));
    sayFrom(cookie, KATKO, "supports");
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("supports", 1L)));
  }

  @Test
  void a_double_click_counts_once_and_many_at_once_are_all_counted() throws Exception {
    ExecutorService browsers = Executors.newFixedThreadPool(8);
    List<Callable<HttpResponse<String>>> clicks = new ArrayList<>();
    for (int person = 0; person < 6; person++) {
      String token = token(person);
      String result = person % 2 == 0 ? "reached" : "busy";
      clicks.add(() -> say(KATKO, result, token));
      clicks.add(() -> say(KATKO, result, token));
    }
    for (Future<HttpResponse<String>> click : browsers.invokeAll(clicks)) {
      assertThat(click.get().statusCode()).isEqualTo(200);
    }
    browsers.shutdown();
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("reached", 3L, "busy", 3L)));
  }

  @Test
  void the_page_says_how_many_neighbors_called_once_they_are_enough() {
    say(KATKO, "reached", token(1));
    say(KATKO, "message", token(2));
    assertThat(Http.get(page + "?zip=13202").body()).doesNotContain("neighbors called");
    assertThat(say(KATKO, "busy", token(3)).body()).contains("3 neighbors called this week.");
    assertThat(Http.get(page + "?zip=13202").body())
        .containsOnlyOnce("3 neighbors called this week.");
    server.parts.jdbi.useHandle(
        handle -> handle.execute("UPDATE reported_call SET at = at - interval '7 days'"));
    assertThat(Http.get(page + "?zip=13202").body()).doesNotContain("neighbors called");
  }

  @Test
  void what_is_not_whole_counts_nothing_and_says_what_to_do() {
    // P11
    Map<String, String> whole = Map.of("official", KATKO, "result", "busy", "token", token(1));
    for (String field : List.of("official", "result")) {
      for (String value : List.of("", "K000386'", "<b>")) {
        Map<String, String> form = new HashMap<>(whole);
        form.put(field, value);
        HttpResponse<String> answer = say(page, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("nothing was counted", "no se ha contado nada");
      }
    }
    assertThat(say(server.url("/s/none"), whole).statusCode()).isEqualTo(404);
    assertThat(Http.get(page + "/called").statusCode()).isEqualTo(400);
    assertThat(calls()).isEqualTo(Map.of());
  }

  @Test
  void one_network_is_bounded_and_a_link_of_ones_own_is_not() {
    for (int n = 0; n < PER_NETWORK; n++) {
      assertThat(sayFrom(cookie(), KATKO, "busy").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> one = sayFrom(cookie(), KATKO, "busy");
    assertThat(one.statusCode()).isEqualTo(429);
    assertThat(one.body()).contains("not counted yet");
    assertThat(say(KATKO, "supports", token(1)).statusCode()).isEqualTo(200);
    assertThat(calls())
        .isEqualTo(Map.of(KATKO, Map.of("busy", (long) PER_NETWORK, "supports", 1L)));
  }

  @Test
  void the_email_has_a_link_for_each_official_that_works() {
    String html =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT html FROM rendering WHERE alert_id = :id")
                    .bind("id", alert)
                    .mapTo(String.class)
                    .one());
    assertThat(html)
        .contains(page + "/called?official=" + KATKO + "&amp;token=tOcSiN0token0\">I called</a>")
        .contains("/called?official=" + SCHUMER);
  }

  @Test
  void erasing_a_person_takes_their_calls_along() {
    say(KATKO, "reached", token(7));
    say(KATKO, "busy", token(6));
    String token = token(7);
    long id = server.parts.subscribers.find(Town.email(7)).orElseThrow().id();
    Erasure erasure =
        new Erasure(server.parts.jdbi, Clock.systemUTC(), server.parts.consent, List.of());
    server.parts.jdbi.useTransaction(handle -> erasure.erase(handle, id, "test"));
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("busy", 1L)));
    say(KATKO, "reached", token);
    assertThat(calls()).isEqualTo(Map.of(KATKO, Map.of("busy", 1L)));
  }
}
