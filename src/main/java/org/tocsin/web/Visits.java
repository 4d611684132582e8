package org.tocsin.web;

import java.net.Inet4Address;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;

/**
 * Counts how often forms come from one place, over all processes. What is kept is a keyed hash of
 * the network address, for a day (P12).
 */
public final class Visits {
  private static final int AN_HOUR = 20;

  /** Whoever has one address often has those beside it. */
  private static final int IPV4_BITS = 24;

  private static final int IPV6_BITS = 64;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AddressKeys keys;

  public Visits(Jdbi jdbi, Clock clock, AddressKeys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * Counts one more.
   *
   * @param client the address where it comes from
   * @return false when it was too often this hour
   */
  boolean mayCome(String client) {
    UUID visitor = keys.of(Channel.EMAIL, "visitor:" + network(client));
    OffsetDateTime hour =
        OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)).truncatedTo(ChronoUnit.HOURS);
    return jdbi.withHandle(
            h ->
                h.createQuery(
                        """
                        INSERT INTO visit (visitor, hour, times) VALUES (:visitor, :hour, 1)
                        ON CONFLICT (visitor, hour) DO UPDATE SET times = visit.times + 1
                        RETURNING times
                        """)
                    .bind("visitor", visitor)
                    .bind("hour", hour)
                    .mapTo(Integer.class)
                    .one())
        <= AN_HOUR;
  }

  private static String network(String client) {
    return Network.address(client)
        .map(a -> Network.around(a, a instanceof Inet4Address ? IPV4_BITS : IPV6_BITS).toString())
        .orElse("");
  }

  /** Forgets yesterday's. */
  public void tidy() {
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    jdbi.useHandle(h -> h.execute("DELETE FROM visit WHERE hour < ?", now.minusDays(1)));
  }
}
