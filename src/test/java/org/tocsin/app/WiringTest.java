package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tocsin.outbox.Gate;
import org.tocsin.outbox.Strays;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.support.TestDatabase;

final class WiringTest {
  @Test
  void every_bean_that_a_route_names_is_bound_and_no_other() throws IOException {
    Set<String> named = new TreeSet<>();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (var files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        JsonNode routes = yaml.readTree(file.toFile());
        named.addAll(routes.findValuesAsText("ref"));
      }
    }
    named.addAll(Set.of("outbox-component", "mailwaiting")); // by their names in parameters
    try (Parts parts = parts();
        Senders senders = new Senders(parts, Gate.OPEN)) {
      Worker worker = Worker.enter(parts.jdbi, Duration.ofSeconds(10));
      Unwritten unwritten = new Unwritten();
      Strays strays = new Strays(parts.jdbi, parts.clock, worker, unwritten);
      Set<String> bound = new Wiring(parts, senders, worker, unwritten, strays).beans().keySet();
      assertThat(bound).containsExactlyInAnyOrderElementsOf(named);
    }
  }

  private static Parts parts() {
    TestDatabase database = TestDatabase.fresh();
    return Parts.open(
        Settings.of(
            Map.of(
                "tocsin.database.url",
                database.url(),
                "tocsin.database.username",
                database.user(),
                "tocsin.database.password",
                database.password(),
                "tocsin.smtp.host",
                "127.0.0.1",
                "tocsin.email.from",
                "alerts@example.org",
                "tocsin.twilio.account-sid",
                "AC" + "0".repeat(32),
                "tocsin.twilio.auth-token",
                "token",
                "tocsin.twilio.from",
                "+15550000000")),
        Clock.systemUTC());
  }
}
