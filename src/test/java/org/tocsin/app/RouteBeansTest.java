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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.SendGate;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;
import org.tocsin.support.TestDatabase;

final class RouteBeansTest {
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
    try (Services parts = parts();
        Transports senders = new Transports(parts, SendGate.OPEN)) {
      Worker worker = Worker.register(parts.jdbi, Duration.ofSeconds(10));
      Unwritten unwritten = new Unwritten();
      LostLeaseRescuer strays = new LostLeaseRescuer(parts.jdbi, parts.clock, worker, unwritten);
      Set<String> bound =
          new TreeSet<>(new RouteBeans(parts, senders, worker, unwritten, strays).beans().keySet());
      bound.addAll(new ConsoleBeans(parts, List::of).beans().keySet());
      assertThat(bound).containsExactlyInAnyOrderElementsOf(named);
    }
  }

  private static Services parts() {
    TestDatabase database = TestDatabase.fresh();
    return Services.open(
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
