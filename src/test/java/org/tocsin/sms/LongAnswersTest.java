package org.tocsin.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tocsin.Timeouts;

/** Of an answer in Twilio's place no more is taken into memory than Twilio could say. */
final class LongAnswersTest {
  private HttpServer server;
  private int status = 201;
  private boolean drips;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] answer = " ".repeat(2 << 20).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, answer.length);
            if (drips) {
              drip(exchange.getResponseBody());
            }
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  private static void drip(OutputStream out) throws IOException {
    try {
      while (true) {
        out.write(' ');
        out.flush();
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void ask() {
    ask(Duration.ofSeconds(20));
  }

  private void ask(Duration limit) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    SmsSettings settings =
        new SmsSettings(
            new TwilioAccount("AC1", "token", url),
            new SmsSender("", "+13155550100"),
            "https://example.org/",
            1,
            new Timeouts(limit, limit),
            TwilioErrors.builtIn());
    Request request = new Request(HttpMethod.POST, "https://api.twilio.com/Messages.json");
    request.setAuth("AC1", "token");
    new TwilioHttp(settings).makeRequest(request);
  }

  @Test
  void a_text_whose_answer_never_ends_may_have_been_taken() {
    NoAnswer none = catchThrowableOfType(NoAnswer.class, this::ask);
    assertThat(none.mayHaveArrived()).isTrue();
    assertThat(none).hasMessageContaining("too great length");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_text_whose_answer_comes_in_drops_may_have_been_taken() {
    drips = true;
    NoAnswer none = catchThrowableOfType(NoAnswer.class, () -> ask(Duration.ofMillis(300)));
    assertThat(none.mayHaveArrived()).isTrue();
  }

  @Test
  void a_long_refusal_is_one_without_a_code() {
    status = 503;
    Refusal refusal = catchThrowableOfType(Refusal.class, this::ask);
    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.isWordless()).isTrue();
  }
}
