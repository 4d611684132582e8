package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.web.api.ApiTokens;

/** Only a header is a header: nothing in an address or a form passes for one. */
final class RequestSourceTest {
  @TempDir static Path folder;
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

  @BeforeEach
  void nobody_came_yet() {
    server.parts.jdbi.useHandle(handle -> handle.execute("DELETE FROM sign_up_count"));
  }

  private static int signUp(String query, Map<String, String> more, String... headers) {
    Map<String, String> form = new HashMap<>(more);
    form.put("sign-up", "yes");
    form.put("by_email", "yes");
    form.put("zip", "13202");
    form.put("email", "visitor" + ++people + "@example.org");
    return Http.postForm(server.url("/subscribe" + query), form, headers).statusCode();
  }

  @Test
  void an_address_in_the_query_or_in_the_form_does_not_walk_past_the_limit() {
    for (int i = 0; i < 10; i++) {
      signUp("?X-Forwarded-For=198.51." + i + ".1", Map.of());
      signUp("", Map.of("X-Forwarded-For", "198.51." + i + ".1", "client", "198.51.0.1"));
    }
    assertThat(signUp("?x-forwarded-for=198.51.100.1&client=198.51.100.2", Map.of()))
        .isEqualTo(429);
    assertThat(signUp("", Map.of("X-Forwarded-For", "198.51.100.3"))).isEqualTo(429);
  }

  @Test
  void what_a_stranger_wrote_before_the_proxy_does_not_count() {
    for (int i = 0; i < 20; i++) {
      signUp("", Map.of(), "X-Forwarded-For", "198.51." + i + ".1, 203.0.113." + i);
    }
    assertThat(signUp("", Map.of(), "X-Forwarded-For", "192.0.2.1, 203.0.113.99")).isEqualTo(429);
    assertThat(signUp("", Map.of(), "X-Forwarded-For", "192.0.2.1, 203.0.114.99")).isEqualTo(200);
  }

  @Test
  void many_addresses_of_one_ipv6_network_are_one_visitor() {
    for (int i = 0; i < 20; i++) {
      signUp("", Map.of(), "X-Forwarded-For", "2001:db8:0:1::" + i);
    }
    assertThat(signUp("", Map.of(), "X-Forwarded-For", "2001:db8:0:1:ffff::1")).isEqualTo(429);
    assertThat(signUp("", Map.of(), "X-Forwarded-For", "2001:db8:0:2::1")).isEqualTo(200);
  }

  @Test
  void a_token_in_the_query_opens_nothing() {
    // RFC 6750 2.3 advises against tokens in addresses: they end up in logs
    String token =
        new ApiTokens(server.parts.jdbi, server.parts.clock).create("source", Duration.ofDays(1));
    String url = server.url("/api/v1/alerts/1");
    assertThat(Http.get(url + "?Authorization=Bearer%20" + token).statusCode()).isEqualTo(401);
    assertThat(Http.get(url + "?access_token=" + token).statusCode()).isEqualTo(401);
    assertThat(
            Http.get(url, "Authorization", "Bearer " + token, "Authorization", "Bearer x")
                .statusCode())
        .isEqualTo(401);
    assertThat(Http.get(url, "Authorization", "Bearer " + token).statusCode()).isNotEqualTo(401);
  }

  @Test
  void a_parameter_does_not_take_the_place_of_the_path() throws Exception {
    String email = "path@example.org";
    Path csv = folder.resolve("people.csv");
    Files.writeString(csv, "email,zip,email_consent\n" + email + ",13202,yes\n");
    server.parts.subscribers.importFile(csv, rows -> {});
    long id = server.parts.subscribers.find(email).orElseThrow().id();
    String link = server.url("/preferences/" + server.parts.tokens.issue(id, 0));
    for (String query :
        new String[] {"?token=x", "?path-token=x", "?Path-Token=x&CamelHttpUri=/"}) {
      assertThat(Http.get(link + query).statusCode()).as(query).isEqualTo(200);
    }
    assertThat(Http.get(link, "token", "x", "path-token", "x", "uri", "/x").statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_words_of_the_framework_are_not_taken_from_outside() {
    String page = server.url("/subscribe");
    for (String name :
        new String[] {"CamelHttpResponseCode", "CamelBeanMethodName", "CamelCharsetName"}) {
      assertThat(Http.get(page + "?" + name + "=418").statusCode()).as(name).isEqualTo(200);
      assertThat(Http.get(page, name, "418").statusCode()).as(name).isEqualTo(200);
      assertThat(signUp("?" + name + "=418", Map.of(name, "418"))).as(name).isEqualTo(200);
    }
  }

  @Test
  void an_address_that_cannot_be_read_is_answered_in_words() {
    assertThat(Http.get(server.url("/subscribe?lang=en&lang=es")).statusCode()).isEqualTo(200);
    assertThat(Http.get(server.url("/subscribe?Accept-Language=es")).body())
        .contains("lang=\"en\"");
  }
}
