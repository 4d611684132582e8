package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.Channel;
import org.tocsin.consent.Tokens;
import org.tocsin.ledger.DeliveryState;
import org.tocsin.support.Http;
import org.tocsin.support.Ledger;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** One-click requests byte for byte as mail programs send them, and what link scanners try. */
final class OneClickOverHttpTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Ledger LEDGER = new Ledger(DATABASE.jdbi());
  private static TestServer server;

  private UUID key;
  private long delivery;
  private String path;

  @BeforeAll
  static void start() {
    server = TestServer.start(DATABASE, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void mailed() {
    key = UUID.randomUUID();
    delivery = LEDGER.add(Channel.EMAIL, key, DeliveryState.ACCEPTED);
    path = "/u/" + server.parts.tokens.issue(0, delivery);
  }

  private boolean isOut() {
    return server.parts.consent.isSuppressed(Channel.EMAIL, key);
  }

  private static String raw(String request) throws IOException {
    URI uri = URI.create(server.url("/"));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String replayed(String file) throws IOException {
    String request =
        Files.readString(Shared.path("corpora/list-unsubscribe/" + file)).replace("\r\n", "\n");
    int end = request.indexOf("\n\n");
    String body = request.substring(end + 2);
    boolean isMultipart = file.contains("multipart");
    body = isMultipart ? body.stripTrailing().replace("\n", "\r\n") + "\r\n" : body.strip();
    String head =
        request
            .substring(0, end)
            .replaceFirst("POST \\S+", "POST " + path)
            .replaceFirst("Content-Length: \\d+", "Content-Length: " + body.length())
            .replace("\n", "\r\n");
    return raw(head + "\r\nConnection: close\r\n\r\n" + body);
  }

  @ParameterizedTest
  @Tag("shared")
  @ValueSource(strings = {"post-urlencoded.http", "post-multipart.http"})
  void the_requests_of_the_rfc_unsubscribe_at_once_and_twice_is_once(String file)
      throws IOException {
    // E08, E09, E10, E12
    assertThat(replayed(file)).startsWith("HTTP/1.1 200");
    assertThat(isOut()).isTrue();
    assertThat(replayed(file)).startsWith("HTTP/1.1 200");
  }

  @Test
  void scanners_unsubscribe_nobody_whatever_they_send() throws IOException {
    // E11, E13
    String url = server.url(path);
    Http.get(url);
    Http.head(url);
    Http.get(url + "?List-Unsubscribe=One-Click");
    Http.post(url + "?List-Unsubscribe=One-Click", "text/plain", "");
    Http.post(url, "text/plain", "List-Unsubscribe=One-Click");
    Http.post(url, "application/json", "{\"List-Unsubscribe\": \"One-Click\"}");
    Http.postForm(url, Map.of("List-Unsubscribe", "one-click"));
    for (String verb : new String[] {"OPTIONS", "PUT", "DELETE", "PATCH"}) {
      raw(verb + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
    assertThat(isOut()).isFalse();
  }

  @Test
  void forged_and_cut_links_unsubscribe_nobody() {
    // E07
    String token = path.substring(3);
    for (String bad : new String[] {token.substring(2), token.substring(0, 9), token + "A", "x"}) {
      assertThat(
              Http.postForm(server.url("/u/" + bad), Map.of("List-Unsubscribe", "One-Click"))
                  .statusCode())
          .isEqualTo(404);
    }
    assertThat(isOut()).isFalse();
  }

  @Test
  void a_link_of_an_earlier_key_still_works_after_a_new_key_was_made() {
    // C03
    Tokens.addKey(DATABASE.jdbi());
    // a server that has not been restarted yet reads links of the new key too
    String fresh = Tokens.of(DATABASE.jdbi()).issue(0, delivery);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Http.get(server.url("/u/" + fresh)).statusCode() == 200);
    try (TestServer renewed = TestServer.start(DATABASE, Map.of())) {
      assertThat(renewed.parts.tokens.issue(0, delivery)).isNotEqualTo(path.substring(3));
      assertThat(
              Http.postForm(renewed.url(path), Map.of("List-Unsubscribe", "One-Click"))
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(isOut()).isTrue();
  }
}
