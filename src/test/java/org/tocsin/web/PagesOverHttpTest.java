package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.audience.Subscriber;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** The public pages as a browser or a link scanner meets them, through the real routes. */
final class PagesOverHttpTest {
  @TempDir static Path folder;
  private static TestServer server;

  private static int people;

  private String email;
  private String link;

  @BeforeAll
  static void start() {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void someone_on_the_list() throws IOException {
    email = "pat" + ++people + "@example.org";
    Path csv = folder.resolve("people.csv");
    Files.writeString(csv, "email,zip,language,email_consent\n" + email + ",13202,en,yes\n");
    server.parts.subscribers.importFile(csv, rows -> {});
    link = server.url("/preferences/" + server.parts.tokens.issue(person().id(), 0));
  }

  private Subscriber person() {
    return server.parts.subscribers.find(email).orElseThrow();
  }

  private boolean isOut() {
    return server.parts.consent.isSuppressed(
        Channel.EMAIL, server.parts.addressKeys.of(Channel.EMAIL, email));
  }

  private static List<String> header(HttpResponse<String> answer, String name) {
    return answer.headers().allValues(name);
  }

  @Test
  void a_scanner_that_follows_the_link_changes_nothing_and_keeps_nothing() {
    Subscriber before = person();
    String unsubscribe = link.replace("/preferences/", "/u/");
    for (HttpResponse<String> answer :
        List.of(Http.get(link), Http.head(link), Http.get(unsubscribe), Http.head(unsubscribe))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Cache-Control")).containsExactly("no-store");
      assertThat(header(answer, "X-Robots-Tag")).containsExactly("noindex");
      assertThat(header(answer, "Referrer-Policy")).containsExactly("no-referrer");
    }
    assertThat(person()).isEqualTo(before);
    assertThat(isOut()).isFalse();
  }

  @Test
  void a_posted_form_takes_effect_and_is_answered_in_the_language_chosen() {
    HttpResponse<String> answer =
        Http.postForm(
            link, Map.of("save", "yes", "seen", "email", "zip", "82001", "language", "es"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Guardado.", "Cambiar lo que recibe");
    assertThat(header(answer, "Content-Language")).containsExactly("es");
    assertThat(person().zip()).isEqualTo("82001");
    assertThat(isOut()).isTrue();
    assertThat(Http.postForm(link, Map.of("save", "yes", "seen", "", "email", "yes")).statusCode())
        .isEqualTo(200);
    assertThat(isOut()).isFalse();
  }

  @Test
  void a_bad_zip_is_answered_with_the_page_and_a_400() {
    HttpResponse<String> answer =
        Http.postForm(link, Map.of("save", "yes", "email", "yes", "zip", "<b>1</b>"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("&lt;b&gt;1&lt;/b&gt;").doesNotContain("<b>");
    assertThat(person().zip()).isEqualTo("13202");
  }

  @Test
  void a_forged_link_is_answered_kindly_with_a_404() {
    HttpResponse<String> answer =
        Http.postForm(link.substring(0, link.length() - 2) + "xx", Map.of("stop", "yes"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("This link does not work", "lang=\"es\"");
    assertThat(isOut()).isFalse();
  }

  @Test
  void the_start_page_says_who_sends() {
    HttpResponse<String> answer = Http.get(server.url("/"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).containsExactly("text/html; charset=utf-8");
    assertThat(answer.body())
        .contains("Action alerts from CNY Solidarity Coalition", "PO Box 1, Syracuse NY 13201");
    assertThat(Http.get(server.url("/favicon.ico")).statusCode()).isEqualTo(404);
  }

  @Test
  void search_engines_are_told_what_is_not_theirs() {
    // RFC 9309 2.2
    HttpResponse<String> answer = Http.get(server.url("/robots.txt"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).containsExactly("text/plain; charset=utf-8");
    assertThat(answer.body().lines())
        .contains("User-agent: *", "Disallow: /u/", "Disallow: /api/")
        .doesNotContain("Disallow: /", "Disallow: /s/");
  }

  @Test
  void every_public_page_answers_head_as_get() {
    // RFC 9110 9.3.2
    for (String path : List.of("/", "/subscribe", "/robots.txt", "/s/none", "/confirm/x")) {
      HttpResponse<String> get = Http.get(server.url(path));
      HttpResponse<String> head = Http.head(server.url(path));
      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      assertThat(header(head, "Content-Length")).isEqualTo(header(get, "Content-Length"));
      assertThat(header(head, "Content-Security-Policy")).isNotEmpty();
    }
  }

  @Test
  void what_is_not_there_is_a_page_in_the_look_of_the_others_or_json_for_programs() {
    HttpResponse<String> sheet = Http.get(server.url("/s/none"));
    assertThat(sheet.statusCode()).isEqualTo(404);
    assertThat(sheet.body()).contains("There is no sheet with this name.", "<main", "PO Box 1");
    assertThat(Http.get(server.url("/nowhere")).body()).contains("<main", "lang=\"es\"");
    HttpResponse<String> api = Http.get(server.url("/api/v1/nowhere"));
    assertThat(api.statusCode()).isEqualTo(404);
    assertThat(api.body()).contains("\"status\":404");
  }
}
