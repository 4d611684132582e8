package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.outbox.Pauses;
import org.tocsin.support.Http;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** What Prometheus scrapes, after an alert has gone out. */
final class MetersTest {
  @TempDir Path folder;

  // P12
  @Test
  void it_counts_what_went_out_what_waits_and_what_stands_still_and_names_nobody() {
    try (SmtpSink sink = new SmtpSink();
        TestServer server = start(sink)) {
      Town town = new Town(server.parts, folder);
      town.people(30, 10, true);
      new Pauses(server.parts.jdbi, server.parts.clock)
          .pause(Channel.SMS, "20003 Authenticate, said Ann");
      town.publish(Channel.EMAIL, Channel.SMS);
      Http.get(server.url("/"));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(metrics(server))
                      .contains(
                          "tocsin_deliveries{channel=\"email\",state=\"accepted\"} 30.0",
                          "tocsin_deliveries{channel=\"sms\",state=\"queued\"} 10.0",
                          "tocsin_deliveries_due{channel=\"sms\"} 10.0",
                          "tocsin_deliveries_due{channel=\"email\"} 0.0",
                          "tocsin_channel_paused{channel=\"sms\",reason=\"20003\"} 1.0"));
      assertThat(metrics(server))
          .contains(
              "tocsin_deliveries_oldest_due_seconds{channel=\"sms\"}",
              "tocsin_deliveries_in_doubt{channel=\"email\"} 0.0",
              "tocsin_hand_off_seconds_count{channel=\"email\"} 30",
              "tocsin_opt_outs{channel=\"sms\",way=\"stop\"} 0.0",
              "tocsin_mail_back{kind=\"bounce\"} 0.0",
              "tocsin_mail_back{kind=\"complaint\"} 0.0",
              "tocsin_inbox_waiting{channel=\"sms\"} 0.0",
              "tocsin_http_seconds_count{method=\"GET\",status=\"2xx\"}",
              "tocsin_figures_age_seconds",
              "hikaricp_connections_active",
              "jvm_memory_used_bytes",
              "jvm_threads_live_threads",
              "jvm_gc_")
          .doesNotContain("@", "+1", "Ann");
    }
  }

  private static TestServer start(SmtpSink sink) {
    return TestServer.start(
        TestDatabase.fresh(),
        Map.of("tocsin.smtp.host", "127.0.0.1", "tocsin.smtp.port", "" + sink.port()));
  }

  private static String metrics(TestServer server) {
    return Http.get(server.managementUrl("/observe/metrics")).body();
  }
}
