package org.tocsin.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Who can reach a host, by its name alone: nobody is asked, so that it is known at once and without
 * a network. A name that says nothing of it can be anywhere.
 */
final class Hosts {
  private static final String LOOPBACK_NAMES = "(.*\\.)?localhost|localhost\\.localdomain";

  /** RFC 6762, RFC 8375, and what routers at home and in offices use. */
  private static final String LOCAL_NAMES =
      "[^.]+|.*\\.(local|localdomain|internal|intranet|lan|home|home\\.arpa)";

  private Hosts() {}

  /** Whether it is this machine itself. */
  static boolean isLoopback(String host) {
    return plain(host).matches(LOOPBACK_NAMES)
        || number(host).filter(a -> a.isLoopbackAddress() || a.isAnyLocalAddress()).isPresent();
  }

  /** Whether only this machine or its own network can reach it. */
  static boolean isLocal(String host) {
    return isLoopback(host)
        || number(host)
            .map(a -> a.isSiteLocalAddress() || a.isLinkLocalAddress() || isUniqueLocal(a))
            .orElseGet(() -> plain(host).matches(LOCAL_NAMES));
  }

  /** RFC 4193, fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }

  private static Optional<InetAddress> number(String host) {
    String plain = plain(host);
    if (!plain.matches("[0-9.]+|.*:.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(plain));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
