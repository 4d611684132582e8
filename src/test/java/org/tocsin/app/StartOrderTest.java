package org.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;

/** In which order a server takes up its work, and which work the settings leave out. */
final class StartOrderTest {
  @TempDir Path folder;

  /** Writes down the routes as they start: where each begins, and its id. */
  private static final class Started extends EventNotifierSupport {
    private final List<String> froms = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    @Override
    public void notify(CamelEvent event) {
      if (event instanceof CamelEvent.RouteStartedEvent started) {
        froms.add(started.getRoute().getEndpoint().getEndpointBaseUri());
        ids.add(started.getRoute().getRouteId());
      }
    }
  }

  private static Started start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(TestServer.on(TestDatabase.fresh()));
    settings.put("tocsin.http.port", "0");
    settings.put("tocsin.management.port", "0");
    settings.putAll(more);
    Started started = new Started();
    try (Services parts = Services.open(Settings.of(settings), Clock.systemUTC());
        Serving serving = Serving.start(parts, Map.of("started", started), "")) {
      assertThat(serving.context().getRoutes()).hasSameSizeAs(started.ids);
    }
    return started;
  }

  @Test
  void who_can_be_answered_is_before_anything_is_looked_for_or_sent() {
    Started started =
        start(
            Map.of(
                "tocsin.smtp.host", "127.0.0.1",
                "tocsin.email.from", "alerts@example.org",
                "tocsin.smtp.tls", "none",
                "tocsin.sheets-dir", folder.toString()));
    List<Boolean> answers =
        started.froms.stream().map(from -> from.matches("(rest|direct):.*")).toList();
    assertThat(answers.lastIndexOf(true)).isPositive().isLessThan(answers.indexOf(false));
    assertThat(started.ids)
        .contains("hear-text", "deliver-email", "send-notices-by-email", "watch-sheets");
  }

  @Test
  void routes_with_nothing_to_watch_or_nobody_to_hand_over_to_are_left_out() {
    assertThat(start(Map.of()).ids)
        .contains("hear-text", "hear-unsubscribe", "gather-audience")
        .doesNotContain(
            "deliver-email",
            "send-notices-by-email",
            "deliver-text",
            "send-notices-by-text",
            "watch-sheets",
            "hear-mail",
            "update-officials");
  }
}
