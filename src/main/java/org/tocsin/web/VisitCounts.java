package org.tocsin.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;

/**
 * Counts what comes from strangers, over all processes and one after the other. What is kept of
 * where it comes from is a keyed hash (P12).
 */
final class VisitCounts {
  /** Whoever has one address often has those beside it. */
  private static final int IPV4_BITS = 24;

  private final Jdbi jdbi;
  private final AddressKeys keys;

  VisitCounts(Jdbi jdbi, AddressKeys keys) {
    this.jdbi = jdbi;
    this.keys = keys;
  }

  /**
   * What is counted.
   *
   * @param name held by a CHECK in the database
   * @param of what it is counted for, such as a network
   */
  record Kind(String name, String of) {}

  /**
   * The network around an address.
   *
   * @return "" where there is no address
   */
  static String network(Optional<InetAddress> address, int ipv6Bits) {
    return address
        .map(a -> Network.around(a, a instanceof Inet4Address ? IPV4_BITS : ipv6Bits).toString())
        .orElse("");
  }

  /**
   * Counts one more, where that is within the limit.
   *
   * @param since the beginning of the hour or day for which it counts
   */
  boolean add(Kind kind, Instant since, int limit) {
    UUID key = keys.of(Channel.EMAIL, kind.name() + ":" + kind.of());
    return limit > 0
        && jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO sign_up_count AS c (kind, key, since, times)
                        VALUES (:kind, :key, :since, 1)
                        ON CONFLICT (kind, key, since) DO UPDATE SET times = c.times + 1
                        WHERE c.times < :limit
                        RETURNING times
                        """)
                    .bind("kind", kind.name())
                    .bind("key", key)
                    .bind("since", since)
                    .bind("limit", limit)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
  }
}
