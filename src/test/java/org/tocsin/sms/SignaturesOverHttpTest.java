package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.Http;
import org.tocsin.support.Shared;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** Signed requests as they come through the real routes, also behind a proxy. */
final class SignaturesOverHttpTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path folder;

  /** The routes as they are, with reports of Twilio's taken at another path. */
  private Path routesAt(String written) throws IOException {
    String path = written.replace("//", "/").replaceAll("/[^/]*[^/\\x00-\\x7f][^/]*$", "/{place}");
    Path routes = Files.createTempDirectory(folder, "routes");
    try (var files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        String moved =
            Files.readString(file).replace("path: /twilio/status,", "path: \"" + path + "\",");
        Files.writeString(routes.resolve(file.getFileName()), moved);
      }
    }
    return routes;
  }

  /** Byte for byte, since a client of Java's would write the address in its own way. */
  private static String answer(TestServer server, String target, String headers, String body)
      throws IOException {
    URI uri = URI.create(server.url("/"));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST "
              + target
              + " HTTP/1.1\r\nHost: 10.0.0.7:8080\r\nConnection: close\r\n"
              + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: mycompany.com\r\n"
              + "X-Forwarded-Port: 443\r\nX-Forwarded-For: 203.0.113.9\r\n"
              + "Content-Length: "
              + content.length
              + "\r\n"
              + headers
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String form(JsonNode params) {
    List<String> fields = new ArrayList<>();
    params
        .fields()
        .forEachRemaining(
            f ->
                fields.add(
                    encoded(f.getKey())
                        + "="
                        + encoded(f.getValue().asText("").replace("null", ""))));
    return String.join("&", fields);
  }

  @Test
  @Tag("shared")
  void twilios_own_vectors_agree_through_the_route() throws IOException {
    // I02 to I05
    JsonNode vectors =
        new ObjectMapper().readTree(Shared.path("corpora/twilio-signature/vectors.json").toFile());
    Map<String, List<JsonNode>> byServer =
        StreamSupport.stream(vectors.spliterator(), false)
            .collect(
                Collectors.groupingBy(
                    v ->
                        v.get("url").asText().replaceFirst("^(https?://[^/]+)(/[^?]*).*$", "$1 $2"),
                    LinkedHashMap::new,
                    Collectors.toList()));
    int checked = 0;
    for (var group : byServer.entrySet()) {
      String[] where = group.getKey().split(" ");
      try (TestServer server =
          TestServer.start(
              DATABASE,
              Map.of(
                  "tocsin.public-url",
                  where[0],
                  "tocsin.twilio.auth-token",
                  "12345",
                  "tocsin.routes-dir",
                  routesAt(where[1]).toString()))) {
        for (JsonNode vector : group.getValue()) {
          check(server, vector, where[0]);
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(23);
  }

  private static void check(TestServer server, JsonNode vector, String root) throws IOException {
    boolean isForm = !vector.get("params").isNull();
    String type = isForm ? "application/x-www-form-urlencoded" : "application/json";
    String signature = vector.get("signature").textValue();
    String headers =
        "Content-Type: "
            + type
            + "\r\n"
            + (signature == null ? "" : "X-Twilio-Signature: " + signature + "\r\n");
    String answer =
        answer(
            server,
            URI.create(vector.get("url").asText().substring(root.length())).toASCIIString(),
            headers,
            isForm ? form(vector.get("params")) : vector.get("body").asText());
    // A genuine one goes on, and is then found to be no report on a text.
    assertThat(answer)
        .as(vector.get("name").asText())
        .startsWith(vector.get("valid").asBoolean() ? "HTTP/1.1 400" : "HTTP/1.1 403");
  }

  @Test
  void behind_a_proxy_the_public_address_counts_and_no_header_can_change_that() {
    // I05, I06
    String path = "/twilio/inbound";
    Map<String, String> form = Map.of("MessageSid", "SM1", "From", "+13155550142", "Body", "hello");
    try (TestServer server =
        TestServer.start(DATABASE, Map.of("tocsin.public-url", "https://alerts.example.org"))) {
      String signed = Http.signature("https://alerts.example.org" + path, form, TestServer.TOKEN);
      assertThat(post(server, path, form, signed, "alerts.example.org")).isEqualTo(200);
      String forged = Http.signature("https://evil.example.org" + path, form, "other");
      assertThat(post(server, path, form, forged, "evil.example.org")).isEqualTo(403);
    }
  }

  private static int post(
      TestServer server, String path, Map<String, String> form, String signature, String host) {
    return Http.postForm(
            server.url(path),
            form,
            "X-Twilio-Signature",
            signature,
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            host,
            "X-Forwarded-For",
            "203.0.113.9")
        .statusCode();
  }

  @Test
  void while_the_auth_token_changes_requests_of_both_pass() {
    // I06
    String path = "/twilio/inbound";
    Map<String, String> form = Map.of("MessageSid", "SM2", "From", "+13155550142", "Body", "hi");
    try (TestServer server =
        TestServer.start(
            DATABASE,
            Map.of(
                "tocsin.twilio.auth-token", "new",
                "tocsin.twilio.auth-token-secondary", "old"))) {
      for (String token : List.of("new", "old")) {
        assertThat(Http.postSigned(server.url(path), form, token).statusCode()).isEqualTo(200);
      }
      assertThat(Http.postSigned(server.url(path), form, "older").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void the_longest_text_that_twilio_can_send_is_heard() {
    // I01: 1,600 characters, ten files, and what add-ons found out
    String path = "/twilio/inbound";
    try (TestServer server = TestServer.start(DATABASE, Map.of())) {
      for (String character : List.of("\u4f60", "\u0645", "\ud83d\ude00", "a")) {
        Map<String, String> form = new HashMap<>();
        form.put("MessageSid", "SM" + character.hashCode());
        form.put("From", "+13155550142");
        form.put("Body", character.repeat(1600));
        form.put("NumMedia", "10");
        for (int i = 0; i < 10; i++) {
          form.put("MediaUrl" + i, "https://api.example.org/" + "m".repeat(200));
          form.put("MediaContentType" + i, "image/jpeg");
        }
        form.put("AddOns", "{\"results\": \"" + "\u00e9\"".repeat(10_000) + "\"}");
        HttpResponse<String> answer = Http.postSigned(server.url(path), form, TestServer.TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }
}
