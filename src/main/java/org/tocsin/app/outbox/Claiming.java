package org.tocsin.app.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tocsin.Channel;
import org.tocsin.outbox.Due;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Rates;

/** How one claim comes about: lease, wait for the channel's rate, write the attempts. */
final class Claiming {
  private final Channel channel;
  private final Outbox outbox;
  private final Rates rates;
  private final int size;

  /** Leased, and nobody works on it since the database failed us; let go when it is back. */
  private final Queue<List<Due>> stranded = new ConcurrentLinkedQueue<>();

  Claiming(Channel channel, Outbox outbox, Rates rates, int size) {
    this.channel = channel;
    this.outbox = outbox;
    this.rates = rates;
    this.size = size;
  }

  Channel channel() {
    return channel;
  }

  /** Leases what is due; empty when nothing is. */
  List<Due> lease() {
    letGoOfStranded();
    return outbox.claim(channel, size);
  }

  /**
   * @return what may be handed over now
   */
  List<Due> begin(List<Due> leased) throws InterruptedException {
    List<Due> left = new ArrayList<>(leased);
    try {
      rates.await(channel, units(leased));
      List<Due> begun = outbox.begin(leased);
      left.removeAll(begun);
      return begun;
    } finally {
      if (!left.isEmpty()) {
        stranded.add(left);
      }
    }
  }

  private void letGoOfStranded() {
    for (List<Due> each = stranded.peek(); each != null; each = stranded.peek()) {
      outbox.letGo(each);
      stranded.remove(each);
    }
  }

  /** Says that nobody knows what came of these. */
  void doubt(List<Due> claim) {
    stranded.add(claim);
  }

  /** Carriers count segments, not messages (R04). */
  private static int units(List<Due> leased) {
    return leased.stream().mapToInt(due -> Math.max(1, due.segments())).sum();
  }
}
