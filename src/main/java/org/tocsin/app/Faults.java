package org.tocsin.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.DatabaseFault;
import org.tocsin.Ticks;

/**
 * What routes failed at. Each route says the first time, and then once a minute, so that hours
 * without a database do not fill the disk with the log.
 */
public final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final long SAY_AGAIN_NANOS = 60_000_000_000L;
  private static final long FRESH_NANOS = 8_000_000_000L;

  private record Fault(String words, long at, long saidAt, int since) {}

  private final Map<String, Fault> byRoute = new ConcurrentHashMap<>();

  /** A duty failed, and will be tried again at its next turn. */
  public void retried(String route, Exception e) {
    note(route, "will be tried again", e.getMessage(), e);
  }

  /** A request failed by no fault of its own. The message is left out: it may name a person. */
  public void unanswered(String route, Exception e) {
    note(route, "could not answer", e.getClass().getName(), e);
  }

  private void note(String route, String what, String words, Exception e) {
    if (DatabaseFault.of(e).filter(DatabaseFault.AWAY::equals).isPresent()) {
      LOG.debug("{} {}", route, what); // that there is no database is logged once, by its watch
      return;
    }
    long now = Ticks.nanos();
    byRoute.compute(
        route,
        (name, last) -> {
          if (last != null && now - last.saidAt < SAY_AGAIN_NANOS) {
            return new Fault(words, now, last.saidAt, last.since + 1);
          }
          int more = last == null ? 0 : last.since;
          LOG.warn(
              "{} {}: {}{}", name, what, words, more == 0 ? "" : " (and " + more + " more times)");
          return new Fault(words, now, now, 0);
        });
  }

  /** Which routes have failed within the last seconds, and at what. */
  Map<String, String> fresh() {
    Map<String, String> fresh = new TreeMap<>();
    byRoute.forEach(
        (route, fault) -> {
          if (Ticks.nanos() - fault.at < FRESH_NANOS) {
            fresh.put(route, fault.words);
          }
        });
    return fresh;
  }
}
