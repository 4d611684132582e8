package org.tocsin.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.TocsinException;
import org.tocsin.message.Organization;
import org.tocsin.message.PageLayout;
import org.tocsin.support.RawHttp;
import org.tocsin.web.ErrorPages;
import org.tocsin.web.HttpResponse;
import org.tocsin.web.PostedForm;
import org.tocsin.web.SafeHeaders;

/** What the HTTP server takes from strangers, request by request over real connections. */
final class FrontDoorTest {
  private static final int CONNECTIONS = 20;
  private static final HttpLimits LIMITS =
      new HttpLimits(CONNECTIONS, Duration.ofSeconds(2), Duration.ofSeconds(60));
  private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";
  private static final String POST = "POST /u/abc" + HOST;
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private final CountDownLatch slowPagesGoOn = new CountDownLatch(1);
  private final AtomicInteger slowPages = new AtomicInteger();
  private final List<RawHttp> connections = Collections.synchronizedList(new ArrayList<>());
  private final FrontDoor door = door(0, LIMITS);
  private final DefaultCamelContext camel = new DefaultCamelContext();

  private static FrontDoor door(int port, HttpLimits limits) {
    return FrontDoor.open(
        "127.0.0.1",
        port,
        limits,
        new ErrorPages(
            new PageLayout(new Organization("CNY Solidarity Coalition", "", "", "", "", ""))),
        SafeHeaders.of("https://alerts.example.org"));
  }

  @BeforeEach
  void start() throws Exception {
    camel.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, door.engine());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("platform-http:/u/{token}?httpMethodRestrict=POST")
                .process(e -> e.getMessage().setBody(heard(e.getMessage().getBody())));
            from("platform-http:/page?httpMethodRestrict=GET")
                .setBody(e -> HttpResponse.html(200, "<p>Hello</p>"));
            from("platform-http:/slow?httpMethodRestrict=GET")
                .process(e -> waitForever())
                .setBody(e -> HttpResponse.text(200, "at last"));
            from("platform-http:/api/v1/sheets?httpMethodRestrict=POST")
                .process(e -> e.getMessage().setBody(heard(e.getMessage().getBody())));
            from("platform-http:/twilio/inbound?httpMethodRestrict=POST")
                .process(e -> e.getMessage().setBody(heard(e.getMessage().getBody())));
          }
        });
    camel.start();
    door.welcome();
  }

  private static HttpResponse heard(Object body) {
    int length = body instanceof PostedForm form ? form.body().length : ((byte[]) body).length;
    return HttpResponse.text(200, length + " bytes");
  }

  private void waitForever() throws InterruptedException {
    slowPages.incrementAndGet();
    slowPagesGoOn.await();
  }

  @AfterEach
  void stop() {
    slowPagesGoOn.countDown();
    connections.forEach(RawHttp::close);
    door.close();
    camel.stop();
  }

  private RawHttp connection() {
    RawHttp connection = new RawHttp(door.port());
    connections.add(connection);
    return connection;
  }

  private String answerTo(String request) {
    return connection().say(request).answer();
  }

  private void assertThatStopIsHeard() {
    assertThat(answerTo(POST + FORM + "Content-Length: 26\r\n\r\nList-Unsubscribe=One-Click"))
        .startsWith("HTTP/1.1 200")
        .endsWith("26 bytes");
  }

  @Test
  void a_body_that_is_announced_too_large_is_refused_at_once_and_the_connection_closed() {
    RawHttp connection = connection().say(POST + "Content-Length: 10000000\r\n\r\n");
    assertThat(connection.answer())
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("connection: close")
        .contains("More was sent than this address takes");
    connection.say("x".repeat(1000));
    await().until(connection::isHungUp);
  }

  @Test
  void a_body_of_unknown_length_is_refused_when_it_gets_too_large() {
    String piece = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    assertThat(answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + piece.repeat(5)))
        .startsWith("HTTP/1.1 413");
    assertThat(
            answerTo(POST + "Transfer-Encoding: chunked\r\n\r\n" + piece.repeat(3) + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void each_address_takes_as_much_as_belongs_there() {
    for (String path : new String[] {"/twilio/inbound", "/api/v1/sheets"}) {
      String request = "POST " + path + HOST + "Content-Length: 200000\r\n\r\n";
      assertThat(answerTo(request + "x".repeat(200_000))).startsWith("HTTP/1.1 200");
      assertThat(answerTo("POST " + path + HOST + "Content-Length: 300000\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
    }
    assertThat(answerTo("GET /page" + HOST + "Content-Length: 2000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void a_client_that_asks_first_is_told_to_go_on_only_with_what_will_be_taken() {
    // RFC 9110 10.1.1
    String ask = POST + "Expect: 100-continue\r\nContent-Length: ";
    assertThat(answerTo(ask + "10000000\r\n\r\n")).startsWith("HTTP/1.1 413");
    RawHttp connection = connection().say(ask + "5\r\n\r\n");
    assertThat(connection.answer()).startsWith("HTTP/1.1 100");
    assertThat(connection.say("12345").answer()).endsWith("5 bytes");
  }

  @Test
  void a_body_that_stays_away_is_waited_for_only_so_long() {
    RawHttp connection = connection().say(POST + "Content-Length: 100\r\n\r\n" + "x".repeat(99));
    assertThat(connection.answer()).startsWith("HTTP/1.1 408").contains("did not arrive whole");
    await().until(connection::isHungUp);
  }

  @Test
  void a_head_that_stays_away_or_drips_in_is_waited_for_only_so_long() {
    RawHttp silent = connection();
    RawHttp dripping = connection().say("GET /page" + HOST);
    await().until(() -> dripping.say("X-Again: and again\r\n").isHungUp() && silent.isHungUp());
  }

  @Test
  void half_sent_requests_take_no_room_from_whole_ones() {
    for (int i = 0; i < 10 * CONNECTIONS; i++) {
      connection()
          .say(i % 2 == 0 ? "POST /u/a HTTP/1.1\r\nHo" : POST + "Content-Length: 9\r\n\r\n1");
      if (i % CONNECTIONS == 0) {
        assertThatStopIsHeard();
      }
    }
    assertThat(connections.get(0).isHungUp()).isTrue();
    assertThatStopIsHeard();
  }

  @Test
  void slow_pages_keep_nobody_from_leaving_and_too_many_are_turned_away() {
    for (int i = 0; i < 10; i++) {
      connection().say("GET /slow" + HOST + "\r\n");
    }
    await().until(() -> slowPages.get() == HttpLimits.PAGES_AT_ONCE);
    assertThatStopIsHeard();
  }

  @ParameterizedTest
  @CsvSource({"GET /page, 200", "GET /nowhere, 404", "DELETE /page, 405"})
  void requests_that_are_sent_ahead_without_end_are_neither_kept_nor_answered(
      String start, String status) {
    String request = start + HOST + "\r\n";
    String all = connection().say(request.repeat(1000)).everything();
    assertThat(all.split("HTTP/1.1 " + status, -1).length - 1).isLessThan(20);
    RawHttp few = connection().say(request.repeat(3));
    for (int i = 0; i < 3; i++) {
      assertThat(few.answer()).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void a_connection_serves_one_request_after_the_other() {
    RawHttp connection = connection();
    for (int i = 0; i < 50; i++) {
      assertThat(connection.say("GET /page" + HOST + "\r\n").answer()).endsWith("<p>Hello</p>");
    }
  }

  static Stream<String> malformed() {
    return Stream.of(
        "GET /%zz" + HOST + "\r\n",
        "GET /page?zip=%zz" + HOST + "\r\n",
        "GET /page?zip=%00" + HOST + "\r\n",
        "POST /u/%00" + HOST + "Content-Length: 0\r\n\r\n",
        "GET /page HTTP/1.1\r\n\r\n",
        "GET page HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /" + "x".repeat(20_000) + HOST + "\r\n",
        "GET /page" + HOST + "X: " + "x".repeat(40_000) + "\r\n\r\n",
        "GET /page" + HOST + "X : \0\r\n\r\n",
        "GET /page" + HOST + "Content-Length: -5\r\n\r\n",
        "POST /u/a" + HOST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /u/a" + HOST + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "\0\0\0\0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "nonsense\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_is_no_request_is_answered_in_words_or_not_at_all(String request) {
    String answer = connection().say(request).answer();
    assertThat(answer).doesNotContain("Exception", "\tat ", "io.vertx", "Bad Request</");
    if (!answer.isEmpty()) {
      assertThat(answer)
          .containsPattern("^HTTP/\\d.\\d 4\\d\\d")
          .containsAnyOf("nothing was changed", "no such page");
      assertThatIsGuarded(answer);
    }
    assertThatStopIsHeard();
  }

  private static void assertThatIsGuarded(String answer) {
    assertThat(answer)
        .contains(
            "Content-Security-Policy: default-src 'none'",
            "frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Strict-Transport-Security: max-age=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /page",
        "HEAD /page",
        "GET /nowhere",
        "HEAD /nowhere",
        "POST /page",
        "DELETE /u/abc",
        "GET /api/v1/nowhere"
      })
  void every_answer_is_guarded(String request) {
    assertThatIsGuarded(
        connection().say(request + HOST + "Connection: close\r\n\r\n").everything());
  }

  @Test
  void what_is_not_there_is_said_as_a_page_or_to_programs_as_json() {
    assertThat(answerTo("GET /nowhere" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("There is no such page", "CNY Solidarity Coalition", "lang=\"es\"");
    assertThat(answerTo("GET /api/v1/nowhere" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json", "\"detail\":\"The address");
  }

  @Test
  void what_may_be_done_instead_is_said() {
    // RFC 9110 15.5.6
    assertThat(answerTo("POST /page" + HOST + "Content-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD\r\n");
    assertThat(answerTo("GET /u/abc" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: POST\r\n");
  }

  @Test
  void head_is_answered_as_get_without_the_body() {
    // RFC 9110 9.3.2
    String close = HOST + "Connection: close\r\n\r\n";
    String head = connection().say("HEAD /page" + close).everything();
    String get = connection().say("GET /page" + close).everything();
    assertThat(get).isEqualTo(head + "<p>Hello</p>");
  }

  @Test
  void nobody_is_led_to_another_protocol() {
    String upgrade = "GET /page" + HOST + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ";
    assertThat(answerTo(upgrade + "h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(
            answerTo(
                upgrade
                    + "websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void while_it_starts_or_stops_everyone_is_asked_to_come_back() {
    door.turnAway();
    assertThat(answerTo("GET /page" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: ");
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_sentence() {
    assertThatThrownBy(() -> door(door.port(), LIMITS))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("Port " + door.port())
        .hasMessageContaining("tocsin.http.port");
  }

  @Test
  void bodies_together_have_a_bound_and_the_slowest_goes() {
    List<String> dropped = new ArrayList<>();
    Bodies bodies = new Bodies(100);
    Bodies.Body slow = bodies.begin(() -> dropped.add("slow"));
    bodies.add(slow, 60);
    Bodies.Body whole = bodies.begin(() -> dropped.add("whole"));
    bodies.add(whole, 30);
    bodies.whole(whole);
    Bodies.Body next = bodies.begin(() -> dropped.add("next"));
    bodies.add(next, 50);
    assertThat(dropped).containsExactly("slow");
    bodies.add(slow, 60);
    assertThat(bodies.bytes()).isEqualTo(80);
    bodies.end(whole);
    bodies.end(whole);
    bodies.add(next, 60);
    assertThat(dropped).containsExactly("slow", "next");
    assertThat(bodies.bytes()).isZero();
  }
}
