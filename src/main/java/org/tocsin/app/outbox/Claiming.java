package org.tocsin.app.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.outbox.Attempted;
import org.tocsin.outbox.Due;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Pace;
import org.tocsin.outbox.Rates;
import org.tocsin.outbox.Strays;
import org.tocsin.outbox.Unwritten;

/** How one claim comes about: lease, wait for the channel's rate, write the attempts. */
record Claiming(
    Channel channel,
    Outbox outbox,
    Strays strays,
    Unwritten unwritten,
    Rates rates,
    Pace pace,
    int size) {
  /** Whether outcomes wait to be written; nothing is handed over before they are. */
  boolean mustWait() {
    return unwritten.isBlocked();
  }

  /** Leases what is due; empty when nothing is, or a server wants it all later. */
  List<Due> lease() {
    boolean isSlow = pace.isSlow(channel);
    if (isSlow && !pace.mayProbe(channel)) {
      return List.of();
    }
    try {
      List<Due> leased = isSlow ? outbox.probe(channel) : outbox.claim(channel, size);
      strays.hold(leased);
      return channel == Channel.EMAIL ? withoutSlow(leased) : leased;
    } catch (RuntimeException e) {
      strays.suspect();
      unwritten.refused(e);
      throw e;
    }
  }

  private List<Due> withoutSlow(List<Due> leased) {
    Map<Due, Duration> waits = pace.waits(leased);
    if (waits.isEmpty()) {
      return leased;
    }
    outbox.putOff(waits);
    strays.letGo(waits.keySet());
    return leased.stream().filter(due -> !waits.containsKey(due)).toList();
  }

  /** What came of a claim. */
  void heard(List<Attempted> claim) {
    pace.heard(claim);
  }

  /**
   * @return what may be handed over now
   */
  List<Due> begin(List<Due> leased) throws InterruptedException {
    Set<Due> left = new HashSet<>(leased);
    try {
      rates.await(channel, units(leased));
      List<Due> begun = mustWait() ? List.of() : written(leased);
      begun.forEach(left::remove);
      return begun;
    } catch (RuntimeException e) {
      unwritten.refused(e);
      throw e;
    } finally {
      if (!left.isEmpty()) {
        strays.letGo(left);
        strays.suspect();
      }
    }
  }

  /** The commit of an attempt waits for the disk and brings along what was written before it. */
  private List<Due> written(List<Due> leased) {
    long before = unwritten.mark();
    List<Due> begun = outbox.begin(leased);
    if (!begun.isEmpty()) {
      unwritten.keptUpTo(before);
    }
    return begun;
  }

  /** Nobody knows what came of what was handed over. */
  void doubt() {
    strays.suspect();
  }

  /** A claim has come to its end. */
  void end(List<Due> begun) {
    strays.letGo(begun);
  }

  /** Carriers count segments, not messages (R04). */
  private static int units(List<Due> leased) {
    return leased.stream().mapToInt(due -> Math.max(1, due.segments())).sum();
  }
}
