package org.tocsin.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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

  /** Whoever has one IPv6 address has a whole network of them. */
  private static final int IPV6_NETWORK_BYTES = 8;

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
   * @param peer who connected, as "127.0.0.1:4711"
   * @param forwardedFor the header X-Forwarded-For, or null; believed where a proxy on this machine
   *     or its network connected, and of it only what that proxy itself added
   * @return false when it was too often this hour
   */
  boolean mayCome(String peer, String forwardedFor) {
    UUID visitor = keys.of(Channel.EMAIL, "visitor:" + network(from(peer, forwardedFor)));
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

  private static String from(String peer, String forwardedFor) {
    String direct = peer == null ? "" : peer.replaceFirst("^/", "").replaceFirst(":\\d+$", "");
    if (forwardedFor == null || forwardedFor.isBlank() || !isNear(direct)) {
      return direct;
    }
    return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
  }

  private static boolean isNear(String address) {
    InetAddress parsed = parse(address);
    return parsed != null && (parsed.isLoopbackAddress() || parsed.isSiteLocalAddress());
  }

  private static String network(String address) {
    InetAddress parsed = parse(address);
    if (parsed == null) {
      return address;
    }
    byte[] bytes = parsed.getAddress();
    return Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES)));
  }

  /** Null for what is no address; names are never looked up. */
  private static InetAddress parse(String address) {
    try {
      String bare = address.replaceAll("[\\[\\]]", "");
      return bare.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%a-z0-9]*")
          ? InetAddress.getByName(bare)
          : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Forgets yesterday's. */
  public void tidy() {
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    jdbi.useHandle(h -> h.execute("DELETE FROM visit WHERE hour < ?", now.minusDays(1)));
  }
}
