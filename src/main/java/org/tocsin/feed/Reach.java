package org.tocsin.feed;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * How near an address is. The setting's own address is the admin's choice; where a site sends us on
 * to, it must not lead further inside than that, or a stranger's site could have us ask what only
 * this machine or its network may (OWASP: server-side request forgery).
 */
enum Reach {
  /** Anybody reaches it. */
  WORLD,
  /** A network of one's own: RFC 1918, RFC 4193, RFC 6598, and the reserved ones. */
  NETWORK,
  /** This machine, or what is plugged into it: loopback, link-local, multicast, none. */
  MACHINE;

  /**
   * The nearest of a host's addresses. The JVM keeps them for some seconds, so that the connection
   * goes to one of these.
   *
   * @throws FeedFault where the host is not known
   */
  static Reach of(URI uri) {
    try {
      return Arrays.stream(InetAddress.getAllByName(uri.getHost()))
          .map(Reach::of)
          .max(Reach::compareTo)
          .orElse(MACHINE);
    } catch (UnknownHostException e) {
      throw new FeedFault("There is no " + uri.getHost() + " in the DNS.", e);
    }
  }

  static Reach of(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return MACHINE;
    }
    byte[] bytes = address.getAddress();
    boolean inside = bytes.length == 4 ? isReserved(bytes) : isReservedV6(bytes);
    return inside || address.isSiteLocalAddress() ? NETWORK : WORLD;
  }

  /** RFC 6890: this network, shared, protocols, benchmarks; and what lies above multicast. */
  private static boolean isReserved(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return first == 0
        || first == 100 && (second & 0xC0) == 64
        || first == 192 && second == 0 && bytes[2] == 0
        || first == 198 && (second & 0xFE) == 18
        || first >= 240;
  }

  /** RFC 4193, and addresses that hold one of IPv4 (RFC 6052, RFC 3056). */
  private static boolean isReservedV6(byte[] bytes) {
    int start = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return (start & 0xFE00) == 0xFC00 || start == 0x0064 || start == 0x2002;
  }
}
