package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.support.Http;
import org.tocsin.support.RawHttp;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/**
 * Strangers try to use the server up while an alert goes out: posts that never end, and requests
 * that are half sent. It has a heap of 256 MB, which 40 such posts filled when bodies had no bound.
 *
 * <p>For the whole attack by hand: {@code mvn test -Dtest=AttackTest -Dtocsin.test.half-sent=4000}.
 */
final class AttackTest {
  private static final int POSTS = 40;
  private static final int HALF_SENT = Integer.getInteger("tocsin.test.half-sent", 1_500);
  private static final int MAILS = 600;
  private static final int LONG_LOG = 20_000;
  private static final Pattern PORT = Pattern.compile("serves on port (\\d+)");
  private static final String PUBLIC_URL = "http://alerts.example.org";

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final SmtpSink sink = new SmtpSink().slow(20);
  private final List<RawHttp> strangers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Services parts = Services.open(Settings.of(settings()), Clock.systemUTC());
  private ServerProcess server;
  private Town town;
  private int texts;

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(TestServer.on(database));
    settings.put("tocsin.public-url", PUBLIC_URL);
    settings.put("tocsin.organization.name", "CNY Solidarity Coalition");
    settings.put("tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201");
    settings.put("tocsin.email.from", "alerts@cny.example.org");
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + sink.port());
    settings.put("tocsin.smtp.connections", "2");
    settings.put("tocsin.twilio.auth-token", TestServer.TOKEN);
    return settings;
  }

  @BeforeEach
  void start() {
    server = new ServerProcess(folder, settings());
    town = new Town(parts, folder);
    town.people(MAILS, 0, true);
    server.start();
    await()
        .atMost(Duration.ofSeconds(180))
        .untilAsserted(() -> assertThat(server.log()).contains("serves on port "));
  }

  @AfterEach
  void stop() {
    strangers.forEach(RawHttp::close);
    threads.shutdownNow();
    server.close();
    parts.close();
    sink.close();
  }

  private int port() {
    Matcher port = PORT.matcher(server.log());
    return port.find() ? Integer.parseInt(port.group(1)) : 0;
  }

  private void attack(int port) {
    String post = "POST /u/abc HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n";
    String piece = "x".repeat(99_000);
    for (int i = 0; i < POSTS; i++) {
      RawHttp stranger = new RawHttp(port).say(post);
      strangers.add(stranger);
      threads.execute(() -> sayWithoutEnd(stranger, piece));
    }
    for (int i = 0; i < HALF_SENT; i++) {
      String half = i % 2 == 0 ? "GET / HTTP/1.1\r\nHo" : post.replace("10000000", "9000") + "half";
      strangers.add(new RawHttp(port).say(half));
      if (i % 100 == 0) {
        assertThatStopIsHeard(port);
      }
    }
  }

  private static void sayWithoutEnd(RawHttp stranger, String piece) {
    for (int i = 0; i < 100; i++) {
      stranger.say(piece);
    }
  }

  private void assertThatStopIsHeard(int port) {
    Map<String, String> form =
        Map.of("MessageSid", "SM" + texts, "From", Town.phone(texts), "Body", "STOP");
    texts++;
    String signature = Http.signature(PUBLIC_URL + "/twilio/inbound", form, TestServer.TOKEN);
    assertThat(
            Http.postForm(
                    "http://127.0.0.1:" + port + "/twilio/inbound",
                    form,
                    "X-Twilio-Signature",
                    signature)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void an_alert_goes_out_and_people_are_heard_whatever_strangers_send() {
    int port = port();
    long alert = town.publish(Channel.EMAIL);
    attack(port);
    assertThat(Http.get("http://127.0.0.1:" + port + "/").statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> parts.alerts.summary(alert).state() == AlertState.DONE);
    assertThat(sink.taken().stream().map(SmtpSink.Taken::to).distinct()).hasSize(MAILS);
    assertThatStopIsHeard(port);
    assertThat(server.log()).doesNotContain("OutOfMemory", "\tat ").hasSizeLessThan(LONG_LOG);
    server.stop();
    assertThat(server.isRunning()).isFalse();
  }
}
