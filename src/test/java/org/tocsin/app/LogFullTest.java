package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.alert.AlertState;
import org.tocsin.support.ServerProcess;
import org.tocsin.support.SmtpSink;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** The disk that the log is written to is full: every write to /dev/full fails so (full(4)). */
@EnabledOnOs(OS.LINUX)
final class LogFullTest {
  private static final int MAILS = 100;

  @TempDir Path folder;

  @Test
  void whoever_is_to_get_an_alert_gets_it_although_nothing_can_be_logged() {
    TestDatabase database = TestDatabase.fresh();
    Map<String, String> settings = new HashMap<>(TestServer.on(database));
    try (SmtpSink sink = new SmtpSink().refusing(Town.email(7));
        Services parts = Services.open(Settings.of(TestServer.on(database)), Clock.systemUTC())) {
      settings.put("tocsin.smtp.host", "127.0.0.1");
      settings.put("tocsin.smtp.port", "" + sink.port());
      Town town = new Town(parts, folder);
      town.people(MAILS, 0, true);
      try (ServerProcess server = new ServerProcess(folder, settings, new File("/dev/full"))) {
        server.start();
        long alert = town.publish(Channel.EMAIL);
        await()
            .atMost(Duration.ofSeconds(120))
            .until(() -> parts.alerts.summary(alert).state() == AlertState.DONE);
        assertThat(server.isRunning()).isTrue();
      }
      List<String> expected =
          IntStream.range(0, MAILS).filter(n -> n != 7).mapToObj(Town::email).toList();
      assertThat(sink.taken().stream().map(SmtpSink.Taken::to).toList())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
