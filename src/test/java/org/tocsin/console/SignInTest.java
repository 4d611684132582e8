package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.account.SignInLinks;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Signing in, as a browser meets it. */
final class SignInTest {
  private static final String ASK = "/console/sign-in";

  private static TestServer server;
  private static int people;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String organizer() {
    String email = "organizer" + ++people + "@example.org";
    new Accounts(server.parts.jdbi, server.parts.clock).add("test", email, Role.PUBLISHER);
    return email;
  }

  private static String link(String email) {
    Accounts accounts = new Accounts(server.parts.jdbi, server.parts.clock);
    return ASK
        + "/"
        + new SignInLinks(server.parts.jdbi, server.parts.clock)
            .issue(accounts.find(email).orElseThrow());
  }

  /** The link in the last mail that waits for an address. */
  private static String mailed(String email) {
    String body =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT coalesce((SELECT body FROM notice WHERE address = :to ORDER BY id"
                            + " DESC LIMIT 1), '')")
                    .bind("to", email)
                    .mapTo(String.class)
                    .one());
    Matcher link = Pattern.compile("/console/sign-in/\\S+").matcher(body);
    return link.find() ? link.group() : "";
  }

  @Test
  void a_link_shows_a_button_and_the_button_signs_in_once() {
    ConsoleVisitor browser = new ConsoleVisitor(server);
    String link = link(organizer());
    for (int scans = 0; scans < 3; scans++) {
      assertThat(browser.get(link).body()).contains("<button>Sign in</button>");
    }
    HttpResponse<String> signedIn = browser.post(link, Map.of());
    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("Location")).contains("/console");
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("tocsin_session=")
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(browser.get("/console").statusCode()).isEqualTo(200);
    assertThat(browser.get(link).statusCode()).isEqualTo(410);
    assertThat(browser.post(link, Map.of()).statusCode()).isEqualTo(410);
  }

  @Test
  void a_form_from_another_site_does_not_sign_in() {
    String link = link(organizer());
    assertThat(Http.postForm(server.url(link), Map.of("csrf", "")).statusCode()).isEqualTo(403);
    ConsoleVisitor browser = new ConsoleVisitor(server);
    browser.get(link);
    assertThat(browser.post(link, Map.of("csrf", "x")).statusCode()).isEqualTo(403);
    assertThat(browser.post(link, Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void whoever_asks_is_told_the_same_with_and_without_an_account() {
    String known = organizer();
    ConsoleVisitor browser = new ConsoleVisitor(server);
    browser.get(ASK);
    HttpResponse<String> one = browser.post(ASK, Map.of("email", known.toUpperCase()));
    HttpResponse<String> other = browser.post(ASK, Map.of("email", "nobody@example.org"));
    assertThat(one.statusCode()).isEqualTo(other.statusCode()).isEqualTo(200);
    assertThat(one.body()).isEqualTo(other.body());
    assertThat(mailed(known)).isNotEmpty();
    assertThat(mailed("nobody@example.org")).isEmpty();
  }

  @Test
  void a_mailed_link_signs_in_where_it_was_asked_for_and_elsewhere_only_after_a_question() {
    String email = organizer();
    ConsoleVisitor here = new ConsoleVisitor(server);
    here.get(ASK);
    here.post(ASK, Map.of("email", email));
    String link = mailed(email);
    ConsoleVisitor elsewhere = new ConsoleVisitor(server);
    assertThat(elsewhere.get(link).body()).contains("name=\"mine\"");
    assertThat(elsewhere.post(link, Map.of()).statusCode()).isEqualTo(400);
    assertThat(here.get(link).body()).doesNotContain("name=\"mine\"");
    assertThat(elsewhere.post(link, Map.of("mine", "yes")).statusCode()).isEqualTo(303);
  }

  @Test
  void without_a_session_pages_lead_to_sign_in_and_nothing_can_be_done() {
    HttpResponse<String> page = Http.get(server.url("/console/alerts/1"));
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location")).contains(ASK);
    assertThat(Http.postForm(server.url("/console/alerts/1/pause"), Map.of()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session() {
    ConsoleVisitor ann = ConsoleVisitor.as(server, organizer(), Role.PUBLISHER);
    assertThat(ann.get("/console").statusCode()).isEqualTo(200);
    assertThat(ann.post("/console/sign-out", Map.of()).statusCode()).isEqualTo(303);
    assertThat(ann.get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void pages_are_in_the_language_of_the_browser() {
    assertThat(Http.get(server.url(ASK), "Accept-Language", "es-MX,es;q=0.9").body())
        .contains("<html lang=\"es\"")
        .contains("Iniciar sesión");
  }
}
