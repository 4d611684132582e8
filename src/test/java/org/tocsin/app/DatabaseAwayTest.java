package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.support.Http;
import org.tocsin.support.ReadyData;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** The database server is killed under a running program, its own one or another. */
final class DatabaseAwayTest {
  private static final int MAILS = 1_500;
  private static final int CONNECTIONS = 4;
  private static final int CLAIM = 25;

  @TempDir Path folder;

  private static Map<String, String> settings(SmtpSink sink) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tocsin.organization.name", "CNY Solidarity Coalition");
    settings.put("tocsin.organization.postal-address", "PO Box 1, Syracuse NY 13201");
    settings.put("tocsin.http.port", "0");
    settings.put("tocsin.management.port", "0");
    settings.put("tocsin.smtp.host", "127.0.0.1");
    settings.put("tocsin.smtp.port", "" + sink.port());
    settings.put("tocsin.smtp.tls", "none");
    settings.put("tocsin.smtp.connections", "" + CONNECTIONS);
    settings.put("tocsin.email.claim", "" + CLAIM);
    settings.put("tocsin.email.from", "alerts@cny.example.org");
    settings.put("tocsin.twilio.auth-token", TestServer.TOKEN);
    settings.put("tocsin.worker.life-seconds", "4");
    return settings;
  }

  private ProcessHandle server() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("data/cluster/postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
  }

  private void killTheDatabase() throws Exception {
    ProcessHandle server = server();
    server.destroyForcibly();
    server.onExit().get();
  }

  // P1, P2
  @Test
  void serve_starts_its_own_database_again_and_goes_on_with_the_alert() throws Exception {
    Map<String, String> data =
        Map.of("tocsin.data-dir", ReadyData.copyTo(folder.resolve("data")).toString());
    try (SmtpSink sink = new SmtpSink().slow(5);
        Services parts = Services.open(Settings.of(data), Clock.systemUTC())) {
      Town town = new Town(parts, folder);
      town.people(MAILS, 0, true);
      long alert = town.publish(Channel.EMAIL);
      Map<String, String> all = settings(sink);
      all.putAll(data);
      try (ServerProcess server = new ServerProcess(folder, all)) {
        server.start();
        awaitMails(sink, MAILS / 5);
        killTheDatabase();
        awaitMails(sink, MAILS / 2);
        killTheDatabase();
        await()
            .atMost(Duration.ofSeconds(120))
            .ignoreExceptions()
            .pollInterval(Duration.ofMillis(200))
            .until(() -> parts.alerts.summary(alert).state() == AlertState.DONE);
        assertThat(server.isRunning()).as(server.log()).isTrue();
        assertThatAllGotIt(parts, sink, 2 * CONNECTIONS * CLAIM);
      }
    }
  }

  private static void awaitMails(SmtpSink sink, int count) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> sink.count() >= count);
  }

  private static void assertThatAllGotIt(Services parts, SmtpSink sink, int twinsAtMost) {
    Map<String, List<String>> mails =
        sink.taken().stream()
            .collect(
                Collectors.groupingBy(
                    SmtpSink.Taken::to,
                    Collectors.mapping(SmtpSink.Taken::messageId, Collectors.toList())));
    assertThat(mails.keySet())
        .isEqualTo(IntStream.range(0, MAILS).mapToObj(Town::email).collect(Collectors.toSet()));
    assertThat(mails.values()).allMatch(ids -> new HashSet<>(ids).size() == 1);
    Set<String> twins = new TreeSet<>();
    mails.forEach((to, ids) -> twins.addAll(ids.size() > 1 ? Set.of(to) : Set.of()));
    assertThat(sink.count() - MAILS).isLessThanOrEqualTo(twinsAtMost);
    List<String> inDoubt =
        parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT address FROM delivery WHERE in_doubt_at IS NOT NULL")
                    .mapTo(String.class)
                    .list());
    assertThat(inDoubt).containsAll(twins);
  }

  // A database of somebody else, which nobody here may start.
  @Test
  void while_another_database_is_away_all_is_answered_503_and_when_it_is_back_all_works()
      throws Exception {
    try (SmtpSink sink = new SmtpSink();
        EmbeddedDatabase database =
            EmbeddedDatabase.open(ReadyData.copyTo(folder.resolve("data")))) {
      Map<String, String> all = settings(sink);
      all.put("tocsin.database.url", database.url());
      all.put("tocsin.database.username", database.user());
      all.put("tocsin.database.password", database.password());
      try (Services parts = Services.open(Settings.of(all), Clock.systemUTC());
          Serving serving = Serving.start(parts)) {
        String url = "http://127.0.0.1:" + serving.port();
        assertThat(Http.get(url + "/").statusCode()).isEqualTo(200);
        killTheDatabase();
        await().until(() -> Http.get(url + "/").statusCode() == 503);
        assertThat(Http.get(url + "/").headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> unheard = stop(parts, url);
        assertThat(unheard.statusCode()).isEqualTo(503);
        assertThat(unheard.body()).doesNotContain("<Response", "Exception");

        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  database.revive();
                  return Http.get(url + "/").statusCode() == 200;
                });
        await().until(() -> stop(parts, url).statusCode() == 200);
        assertThat(
                parts.consent.isSuppressed(
                    Channel.SMS, parts.addressKeys.of(Channel.SMS, "+13155550100")))
            .isTrue();
        Town town = new Town(parts, folder);
        town.people(50, 0, true);
        town.publish(Channel.EMAIL);
        awaitMails(sink, 50);
      }
    }
  }

  private static HttpResponse<String> stop(Services parts, String url) {
    Map<String, String> form = new HashMap<>();
    form.put("MessageSid", "SM" + UUID.randomUUID().toString().replace("-", ""));
    form.put("AccountSid", "AC" + "0".repeat(32));
    form.put("From", "+13155550100");
    form.put("To", "+15550000000");
    form.put("Body", "STOP");
    String signed = Services.publicUrl(parts.settings) + "/twilio/inbound";
    return Http.postForm(
        url + "/twilio/inbound",
        form,
        "X-Twilio-Signature",
        Http.signature(signed, form, TestServer.TOKEN));
  }
}
