package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.support.Http;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.TocsinProcess;
import org.tocsin.support.Town;

/** A start that fails ends, in one sentence, before anything is made or sent. */
final class StartTest {
  @TempDir Path folder;

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void serve_on_a_taken_port_ends_with_the_setting_that_names_it_and_makes_nothing()
      throws IOException {
    try (ServerSocket other = taken()) {
      String port = "" + other.getLocalPort();
      Map<String, String> pages =
          Map.of("TOCSIN_HOME", folder.toString(), "TOCSIN_HTTP_PORT", port);
      var ended = TocsinProcess.run(folder, pages, "serve");
      ended.failed("Port " + port + " is taken", "tocsin.http.port (TOCSIN_HTTP_PORT)");
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err().lines()).hasSize(1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_port_of_the_monitor_is_looked_at_too() throws IOException {
    try (ServerSocket other = taken()) {
      assertThatThrownBy(() -> Ports.free(settings("management.port", "" + other.getLocalPort())))
          .isInstanceOf(TocsinException.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is taken")
          .hasMessageContaining("tocsin.management.port");
    }
  }

  private static Settings settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.http.port", "0");
    settings.put("tocsin.management.port", "0");
    for (int i = 0; i < more.length; i += 2) {
      settings.put("tocsin." + more[i], more[i + 1]);
    }
    return Settings.of(settings);
  }

  @Test
  void an_address_of_another_machine_and_one_port_for_both_are_refused_by_their_settings() {
    assertThatThrownBy(() -> Ports.free(settings("http.host", "192.0.2.7")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("tocsin.http.host (TOCSIN_HTTP_HOST) is '192.0.2.7'");
    assertThatThrownBy(() -> Ports.free(settings("http.host", "no.such.invalid")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("an address of this machine");
    assertThatThrownBy(() -> Ports.free(settings("http.port", "9999", "management.port", "9999")))
        .isInstanceOf(TocsinException.class)
        .hasMessageContaining("another than tocsin.http.port");
  }

  @Test
  void where_it_cannot_listen_nothing_is_sent_and_where_it_can_all_is() throws IOException {
    TestDatabase database = TestDatabase.fresh();
    try (SmtpSink sink = new SmtpSink()) {
      Map<String, String> settings = settings(database, sink);
      try (Services parts = Services.open(Settings.of(settings), Clock.systemUTC());
          ServerSocket other = taken()) {
        Town town = new Town(parts, folder);
        town.people(20, 0, true);
        town.publish(Channel.EMAIL);
        settings.put("tocsin.http.port", "" + other.getLocalPort());
        assertThatThrownBy(() -> Serving.start(parts(settings)))
            .isInstanceOf(TocsinException.class)
            .hasMessageContaining("is taken");
      }
      assertThat(sink.count()).isZero();
      try (TestServer server = TestServer.start(database, on(sink))) {
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.count() == 20);
        assertThat(Http.get(server.url("/")).statusCode()).isEqualTo(200);
      }
    }
  }

  private static Services parts(Map<String, String> settings) {
    return Services.open(Settings.of(settings), Clock.systemUTC());
  }

  private static Map<String, String> on(SmtpSink sink) {
    return Map.of("tocsin.smtp.host", "127.0.0.1", "tocsin.smtp.port", "" + sink.port());
  }

  private static Map<String, String> settings(TestDatabase database, SmtpSink sink) {
    Map<String, String> settings = new HashMap<>(TestServer.on(database));
    settings.putAll(on(sink));
    settings.put("tocsin.organization.name", "CNY Solidarity Coalition");
    settings.put("tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201");
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.email.from", "alerts@cny.example.org");
    return settings;
  }

  @Test
  void a_stop_in_the_middle_of_a_start_ends_it_at_once() throws IOException {
    Map<String, String> settings = new HashMap<>(TestServer.on(TestDatabase.fresh()));
    try (ServerSocket port = taken()) {
      settings.put("tocsin.http.port", "" + port.getLocalPort());
    }
    try (ServerProcess server = new ServerProcess(folder, settings)) {
      server.start();
      awaitDoorThatIsNotOpenYet("http://127.0.0.1:" + settings.get("tocsin.http.port") + "/");
      server.stop();
      assertThat(server.isRunning()).isFalse();
      assertThat(server.log()).doesNotContain("does not end");
    }
  }

  private static void awaitDoorThatIsNotOpenYet(String url) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(() -> Http.get(url).statusCode() == 503);
  }

  @Test
  void routes_of_ones_own_that_are_not_there_or_not_routes_end_the_start() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(
        broken.resolve("a.camel.yaml"),
        "- route:\n"
            + "    id: x\n"
            + "    from:\n"
            + "      uri: nosuch:thing\n"
            + "      steps:\n"
            + "        - log: x\n");
    Map<String, String> settings = new HashMap<>(TestServer.on(TestDatabase.fresh()));
    settings.putAll(Map.of("tocsin.http.port", "0", "tocsin.management.port", "0"));
    for (Path each : new Path[] {folder.resolve("none"), empty, broken}) {
      settings.put("tocsin.routes-dir", each.toString());
      try (Services parts = parts(settings)) {
        assertThatThrownBy(() -> Serving.start(parts))
            .as(each.toString())
            .isInstanceOf(TocsinException.class)
            .hasMessageContaining(each.equals(broken) ? "nosuch" : "tocsin.routes-dir");
      }
    }
  }

  @Test
  void a_slip_in_ones_own_table_of_twilios_codes_ends_the_start() throws IOException {
    Path table = Files.writeString(folder.resolve("own.properties"), "30007 = retri | us | No.");
    Map<String, String> settings = new HashMap<>(TestServer.on(TestDatabase.fresh()));
    settings.put("tocsin.twilio.errors-file", table.toString());
    assertThatThrownBy(() -> parts(settings))
        .isInstanceOf(TocsinException.class)
        .hasMessageContainingAll("own.properties", "30007", "opted-out, suppress, refuse");
  }
}
