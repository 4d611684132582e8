package org.tocsin.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Ticks;

/**
 * What is not well with this process. What takes time to find out is looked at in the background,
 * each by itself, so that asking never waits; where a look does not come back, that is said too.
 */
final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final long STALE_NANOS = 15_000_000_000L;

  private final List<Supplier<List<Ailment>>> quick = new CopyOnWriteArrayList<>();
  private final List<Look> slow = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService looking =
      Executors.newScheduledThreadPool(
          4,
          task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
          });

  /** One thing that is looked at again and again. */
  private static final class Look {
    private final String name;
    private final long seconds;
    private final Supplier<List<Ailment>> source;
    private volatile List<Ailment> found = List.of();
    private volatile long lookedAt = Ticks.nanos();

    Look(String name, long seconds, Supplier<List<Ailment>> source) {
      this.name = name;
      this.seconds = seconds;
      this.source = source;
    }

    void look() {
      try {
        found = source.get();
      } catch (RuntimeException e) {
        LOG.debug("A look at {} failed; the cause is logged by others", name, e);
      }
      lookedAt = Ticks.nanos();
    }

    List<Ailment> now() {
      long nanos = Ticks.nanos() - lookedAt;
      if (nanos > STALE_NANOS + seconds * 1_000_000_000L) {
        return List.of(
            Ailment.degraded(name, "Has not come back for " + nanos / 1_000_000_000L + " s."));
      }
      return found;
    }
  }

  /** What is asked at each question; it must not wait for anything. */
  Health with(Supplier<List<Ailment>> source) {
    quick.add(source);
    return this;
  }

  /** What is looked at every so many seconds and may take some. */
  Health with(String name, long seconds, Supplier<List<Ailment>> source) {
    Look look = new Look(name, seconds, source);
    slow.add(look);
    looking.scheduleWithFixedDelay(look::look, 0, seconds, TimeUnit.SECONDS);
    return this;
  }

  List<Ailment> ailments() {
    List<Ailment> all = new ArrayList<>();
    quick.forEach(source -> all.addAll(source.get()));
    slow.forEach(look -> all.addAll(look.now()));
    return all;
  }

  /** One JSON object for a monitor; what is well is not listed. */
  static String json(List<Ailment> ailments) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("status", isDown(ailments) ? "DOWN" : "UP");
    root.put("degraded", !ailments.isEmpty());
    ArrayNode checks = root.putArray("checks");
    for (Ailment each : ailments) {
      checks
          .addObject()
          .put("name", each.name())
          .put("status", each.isDown() ? "DOWN" : "DEGRADED")
          .put("message", each.message());
    }
    return root.toString();
  }

  static boolean isDown(List<Ailment> ailments) {
    return ailments.stream().anyMatch(Ailment::isDown);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
