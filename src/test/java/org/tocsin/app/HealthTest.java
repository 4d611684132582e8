package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.DatabaseFault;
import org.tocsin.outbox.Pauses;
import org.tocsin.support.Http;
import org.tocsin.support.ReadyData;
import org.tocsin.support.ReservedPort;
import org.tocsin.support.SmtpPeer;

/** What a monitor is told when one thing after the other is taken away. */
final class HealthTest {
  @TempDir Path folder;
  private final ReservedPort mailPort = new ReservedPort();
  private EmbeddedDatabase database;
  private Services parts;
  private Serving serving;

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.open(ReadyData.copyTo(folder.resolve("data")));
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.database.url", database.url());
    settings.put("tocsin.database.username", database.user());
    settings.put("tocsin.database.password", database.password());
    settings.put("tocsin.http.port", "0");
    settings.put("tocsin.management.port", "0");
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + mailPort.number());
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.email.from", "alerts@example.org");
    settings.put("tocsin.health.connect-seconds", "1");
    settings.put("tocsin.health.disk-free-megabytes", "0");
    parts = Services.open(Settings.of(settings), Clock.systemUTC());
    serving = Serving.start(parts);
  }

  @AfterEach
  void stop() {
    serving.close();
    parts.close();
    database.close();
  }

  private HttpResponse<String> health() {
    return Http.get("http://127.0.0.1:" + serving.managementPort() + "/observe/health");
  }

  private void awaitHealth(int status, String... words) {
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> health = health();
              assertThat(health.statusCode()).as(health.body()).isEqualTo(status);
              assertThat(health.body()).contains(words);
            });
  }

  @Test
  void a_mail_server_that_is_away_and_a_paused_channel_degrade_it_until_they_are_mended() {
    awaitHealth(200, "\"UP\"", "DEGRADED", "The mail server takes no connection");
    try (SmtpPeer mail = new SmtpPeer(mailPort)) {
      awaitHealth(200, "\"status\":\"UP\",\"degraded\":false,\"checks\":[]");

      new Pauses(parts.jdbi, parts.clock).pause(Channel.SMS, "20003 Authenticate");
      awaitHealth(200, "\"UP\"", "DEGRADED", "20003 Authenticate", "tocsin channel resume sms");
      new Pauses(parts.jdbi, parts.clock).resume(Channel.SMS);
      awaitHealth(200, "\"degraded\":false");
    }
    awaitHealth(200, "The mail server takes no connection");
  }

  @Test
  void a_route_that_has_stopped_and_a_port_that_is_not_answered_bring_it_down() throws Exception {
    serving.context().getRouteController().stopRoute("release-alerts");
    awaitHealth(503, "\"DOWN\"", "route release-alerts");
    serving.context().getRouteController().startRoute("release-alerts");
    awaitHealth(200, "\"UP\"");

    serving.door().close();
    awaitHealth(503, "\"DOWN\"", "listener", "" + serving.port());
  }

  @Test
  void a_database_that_is_killed_brings_it_down_until_it_is_back() throws Exception {
    ProcessHandle server = server();
    server.destroyForcibly();
    server.onExit().get();
    awaitHealth(503, "\"DOWN\"", "\"database\"", "does not answer");
    database.revive();
    awaitHealth(200, "\"UP\"");
  }

  @Test
  void a_database_that_hangs_brings_it_down_and_the_answer_does_not_wait_for_it() throws Exception {
    List<Long> processes = new ArrayList<>(List.of(server().pid()));
    server().descendants().forEach(each -> processes.add(each.pid()));
    signal("-STOP", processes);
    try {
      awaitHealth(503, "\"DOWN\"", "\"database\"");
      await().until(() -> Http.get("http://127.0.0.1:" + serving.port() + "/").statusCode() == 503);
    } finally {
      signal("-CONT", processes);
    }
    awaitHealth(200, "\"UP\"");
  }

  @Test
  void a_statement_that_waits_for_a_database_that_hangs_is_given_up() throws Exception {
    List<Long> processes = new ArrayList<>(List.of(server().pid()));
    CompletableFuture<Exception> waiting =
        CompletableFuture.supplyAsync(() -> failureOfAsking(processes));
    try {
      Exception failure = waiting.get(60, TimeUnit.SECONDS);
      assertThat(DatabaseFault.of(failure)).contains(DatabaseFault.AWAY);
    } finally {
      signal("-CONT", processes);
    }
    awaitHealth(200, "\"UP\"");
  }

  @Test
  void a_server_that_takes_no_new_connections_is_told_of_though_the_old_ones_work()
      throws Exception {
    List<Long> postmaster = List.of(server().pid());
    signal("-STOP", postmaster);
    try {
      awaitHealth(503, "\"DOWN\"", "takes no new connections");
    } finally {
      signal("-CONT", postmaster);
    }
    awaitHealth(200, "\"UP\"");
  }

  /** Stops the server while a connection to it is open, and asks it something. */
  private Exception failureOfAsking(List<Long> processes) {
    try {
      parts.jdbi.useHandle(
          handle -> {
            server().descendants().forEach(each -> processes.add(each.pid()));
            signal("-STOP", processes);
            handle.execute("SELECT 1");
          });
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  private static void signal(String which, List<Long> processes) throws Exception {
    List<String> line = new ArrayList<>(List.of("kill", which));
    processes.forEach(pid -> line.add("" + pid));
    new ProcessBuilder(line).start().waitFor();
  }

  private ProcessHandle server() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("data/cluster/postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
  }
}
