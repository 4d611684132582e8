package org.tocsin.web;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.consent.AddressKeys;

/** How many calls an hour may be reported from one network by visitors without a link. */
public final class CallLimits {
  private static final int IPV6_BITS = 64;

  private final VisitCounts counts;
  private final Clock clock;
  private final int perNetwork;

  public CallLimits(Jdbi jdbi, AddressKeys keys, Clock clock, int perNetwork) {
    this.counts = new VisitCounts(jdbi, keys);
    this.clock = clock;
    this.perNetwork = perNetwork;
  }

  /**
   * Counts one more.
   *
   * @param client the address where it comes from
   * @return false when too many came from there this hour
   */
  boolean mayReport(String client) {
    String network = VisitCounts.network(Network.address(client), IPV6_BITS);
    return counts.add(
        new VisitCounts.Kind("calls", network),
        clock.instant().truncatedTo(ChronoUnit.HOURS),
        perNetwork);
  }
}
