package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.Begin;
import org.tocsin.ledger.Claim;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.LeaseTerms;
import org.tocsin.ledger.PutOff;

/**
 * The deliveries that are due, seen as a queue. A worker first claims a few, then begins their
 * attempts, and only then touches the network; each step leaves out whoever has opted out.
 */
public final class Outbox {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Worker worker;

  public Outbox(Jdbi jdbi, Clock clock, Worker worker) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.worker = worker;
  }

  /**
   * Leases up to {@code size} deliveries that are due on this channel.
   *
   * @return empty when nothing is due, or the channel or the alerts are paused
   */
  public List<ClaimedDelivery> claim(Channel channel, int size) {
    return jdbi.withHandle(handle -> Claim.of(handle, terms(channel), size));
  }

  /** Leases one, if it can be one that was tried before. */
  public List<ClaimedDelivery> probe(Channel channel) {
    return jdbi.withHandle(handle -> Claim.probe(handle, terms(channel)));
  }

  private LeaseTerms terms(Channel channel) {
    return new LeaseTerms(channel, worker.id(), clock.instant(), atMost(channel));
  }

  /** Gives back what was leased and not begun, to wait for so long. */
  public void putOff(Map<ClaimedDelivery, Duration> waits) {
    Instant now = clock.instant();
    Map<Long, Instant> dues = new LinkedHashMap<>();
    waits.forEach((due, wait) -> dues.put(due.id(), now.plus(wait)));
    jdbi.useHandle(handle -> PutOff.until(handle, worker.id(), dues));
  }

  /**
   * Writes the attempts, before the network is touched.
   *
   * @param claimed of one channel
   * @return those that may go now; whoever left in the meantime is not among them, nor is what
   *     another process has taken over
   */
  public List<ClaimedDelivery> begin(List<ClaimedDelivery> claimed) {
    if (claimed.isEmpty() || !worker.isAlive()) {
      return List.of();
    }
    long[] ids = claimed.stream().mapToLong(ClaimedDelivery::id).toArray();
    Instant atMost = atMost(claimed.get(0).channel());
    Set<Long> begun =
        jdbi.withHandle(handle -> Begin.of(handle, ids, worker.id(), clock.instant(), atMost));
    return claimed.stream().filter(due -> begun.contains(due.id())).toList();
  }

  /**
   * Where the time is in doubt, an email goes only before its deadline by every clock. The hours of
   * a text are looked at by every clock when it is handed over.
   */
  private Instant atMost(Channel channel) {
    return switch (channel) {
      case EMAIL -> SteadyClock.latest(clock);
      case SMS -> clock.instant();
    };
  }
}
