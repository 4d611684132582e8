package org.tocsin.app.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.SendResult;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Tempo;
import org.tocsin.outbox.Unwritten;

/** How one claim comes about: lease, wait for the channel's rate, write the attempts. */
record Claiming(
    Channel channel,
    Outbox outbox,
    LostLeaseRescuer strays,
    Unwritten unwritten,
    Tempo tempo,
    int size) {
  /** Whether outcomes wait to be written; nothing is handed over before they are. */
  boolean mustWait() {
    return unwritten.isBlocked();
  }

  /** Leases what is due; empty when nothing is, or a server wants it all later. */
  List<ClaimedDelivery> lease() {
    boolean isSlow = tempo.pace().isSlow(channel);
    if (isSlow && !tempo.pace().mayProbe(channel)) {
      return List.of();
    }
    try {
      List<ClaimedDelivery> leased = isSlow ? outbox.probe(channel) : outbox.claim(channel, size);
      strays.hold(leased);
      return switch (channel) {
        case EMAIL -> withoutSlow(leased);
        case SMS -> leased;
      };
    } catch (RuntimeException e) {
      strays.suspect();
      unwritten.refused(e);
      throw e;
    }
  }

  private List<ClaimedDelivery> withoutSlow(List<ClaimedDelivery> leased) {
    Map<ClaimedDelivery, Duration> waits = tempo.pace().waits(leased);
    if (waits.isEmpty()) {
      return leased;
    }
    outbox.putOff(waits);
    strays.letGo(waits.keySet());
    return leased.stream().filter(due -> !waits.containsKey(due)).toList();
  }

  /** What came of a claim. */
  void heard(List<SendResult> claim) {
    tempo.pace().heard(claim);
  }

  /**
   * @return what may be handed over now
   */
  List<ClaimedDelivery> begin(List<ClaimedDelivery> leased) throws InterruptedException {
    Set<ClaimedDelivery> left = new HashSet<>(leased);
    try {
      tempo.rates().await(channel, units(leased));
      List<ClaimedDelivery> begun = mustWait() ? List.of() : written(leased);
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
  private List<ClaimedDelivery> written(List<ClaimedDelivery> leased) {
    long before = unwritten.mark();
    List<ClaimedDelivery> begun = outbox.begin(leased);
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
  void end(List<ClaimedDelivery> begun) {
    strays.letGo(begun);
  }

  /** Carriers count segments, not messages (R04). */
  private static int units(List<ClaimedDelivery> leased) {
    return leased.stream().mapToInt(due -> Math.max(1, due.segments())).sum();
  }
}
