package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.support.Http;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What an operator sees when Twilio's calls are refused, as after a change of the token. */
final class RefusedWebhooksTest {
  private static final String INBOUND = "/twilio/inbound";
  private static final String STATUS = "/twilio/status";

  @TempDir static Path folder;
  private static TestServer server;
  private static Cli cli;
  private static long alert;

  @BeforeAll
  static void start() {
    TestDatabase database = TestDatabase.fresh();
    cli = new Cli(database, Clock.systemUTC(), folder);
    server = TestServer.start(database, Map.of());
    Town town = new Town(server.parts, folder);
    town.people(1, 1, true);
    alert = town.publish(Channel.SMS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ListAppender<ILoggingEvent> log() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
    return log;
  }

  private static int call(String path, String token) {
    Map<String, String> form =
        path.equals(INBOUND)
            ? Map.of("MessageSid", "SM1", "From", "+13155550142", "Body", "Who is this?")
            : Map.of("MessageSid", "SM2", "MessageStatus", "delivered");
    return Http.postSigned(server.url(path), form, token).statusCode();
  }

  private static void awaitHealth(Consumer<String> says) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> says.accept(Http.get(server.managementUrl("/observe/health")).body()));
  }

  private static String shown() {
    return cli.run("alert", "show", alert).done().out();
  }

  @Test
  void calls_with_a_wrong_signature_are_said_everywhere_until_a_genuine_one_comes() { // I06
    ListAppender<ILoggingEvent> log = log();
    assertThat(call(INBOUND, "the token of before")).isEqualTo(403);
    assertThat(call(STATUS, TestServer.TOKEN)).isNotEqualTo(403);
    assertThat(log.list)
        .filteredOn(line -> line.getFormattedMessage().contains("A call to " + INBOUND + " was"))
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN))
        .satisfies(line -> assertThat(line.getFormattedMessage()).contains("STOP are lost"));
    assertThat(shown()).contains("Calls to " + INBOUND, "once", "tocsin.twilio.auth-token");
    awaitHealth(
        said ->
            assertThat(said)
                .contains("UP", "DEGRADED", "\"webhook " + INBOUND, "tocsin.twilio.auth-token")
                .doesNotContain(STATUS));

    assertThat(call(INBOUND, TestServer.TOKEN)).isNotEqualTo(403);
    assertThat(shown()).doesNotContain(INBOUND);
    awaitHealth(said -> assertThat(said).doesNotContain("webhook"));
  }

  @Test
  void so_are_reports_and_calls_without_a_signature() { // I06
    assertThat(Http.postForm(server.url(STATUS), Map.of("MessageSid", "SM2")).statusCode())
        .isEqualTo(403);
    assertThat(shown()).contains("Calls to " + STATUS);
    assertThat(call(STATUS, TestServer.TOKEN)).isNotEqualTo(403);
    assertThat(shown()).doesNotContain(STATUS);
  }
}
