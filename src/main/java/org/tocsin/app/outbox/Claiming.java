package org.tocsin.app.outbox;

import java.util.List;
import org.tocsin.Channel;
import org.tocsin.outbox.Due;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Rates;

/** How one claim comes about: lease, wait for the channel's rate, write the attempts. */
record Claiming(Channel channel, Outbox outbox, Rates rates, int size) {
  List<Due> next() throws InterruptedException {
    List<Due> claimed = outbox.claim(channel, size);
    if (!claimed.isEmpty()) {
      rates.await(channel, units(claimed));
    }
    return outbox.begin(claimed);
  }

  /** Says that nobody knows what came of these. */
  void doubt(List<Due> claim) {
    outbox.doubt(claim);
  }

  /** Carriers count segments, not messages (R04). */
  private static int units(List<Due> claimed) {
    return claimed.stream().mapToInt(due -> Math.max(1, due.segments())).sum();
  }
}
