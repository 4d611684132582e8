package org.tocsin.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.tocsin.app.Faults;

/** A duty that goes on at once while there is more to do. */
final class GreedyDutyTest {
  private static final long DELAY_NANOS = 200_000_000;

  /** Has two chunks, and then a database that is away for a while. */
  public static final class Chunks {
    private final List<Long> turns = new CopyOnWriteArrayList<>();

    public boolean next() {
      turns.add(System.nanoTime());
      if (turns.size() > 2) {
        throw new IllegalStateException("The database is away.");
      }
      return true;
    }
  }

  @Test
  void while_it_fails_it_waits_for_its_turn() throws Exception {
    Chunks chunks = new Chunks();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("gathering", chunks);
      camel.getRegistry().bind("faults", new Faults());
      for (String file : List.of("99-errors", "30-gather")) {
        Path path = Path.of("routes", file + ".camel.yaml").toAbsolutePath();
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + path));
      }
      camel.start();
      await().until(() -> chunks.turns.size() >= 5);
    }
    assertThat(chunks.turns.get(3) - chunks.turns.get(2)).isGreaterThan(DELAY_NANOS / 2);
    assertThat(chunks.turns.get(4) - chunks.turns.get(3)).isGreaterThan(DELAY_NANOS / 2);
  }
}
