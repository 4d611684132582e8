package org.tocsin.web;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The web servers in front of us. What they say of where a request comes from is believed; what
 * anybody else says is not, since everyone can write a header.
 */
public final class TrustedProxies {
  private final List<Network> networks;

  public TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Reads the setting.
   *
   * @param written addresses and networks with commas between, or "" for none
   * @throws org.tocsin.TocsinException naming the one that is none
   */
  public static TrustedProxies of(String written) {
    return new TrustedProxies(
        Arrays.stream(written.split(","))
            .filter(each -> !each.isBlank())
            .map(Network::of)
            .toList());
  }

  /**
   * Where a request comes from: the last address in the chain that is none of our proxies'.
   *
   * @param peer who connected
   * @param forwardedFor every header X-Forwarded-For, in their order; each hop adds at the end
   * @return an address, or "" where the peer has none
   */
  public String client(String peer, List<String> forwardedFor) {
    Optional<InetAddress> nearest = Network.address(peer);
    Deque<String> hops = new ArrayDeque<>();
    forwardedFor.forEach(header -> hops.addAll(Arrays.asList(header.split(","))));
    while (nearest.filter(this::isOurs).isPresent() && !hops.isEmpty()) {
      Optional<InetAddress> before = Network.address(bare(hops.removeLast().strip()));
      if (before.isEmpty()) {
        break; // what nobody can read says nothing about those before it
      }
      nearest = before;
    }
    return nearest.map(InetAddress::getHostAddress).orElse("");
  }

  private boolean isOurs(InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }

  /** Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711. */
  private static String bare(String hop) {
    if (hop.startsWith("[") && hop.contains("]")) {
      return hop.substring(1, hop.indexOf(']'));
    }
    return hop.indexOf(':') == hop.lastIndexOf(':') ? hop.replaceFirst(":\\d{1,5}$", "") : hop;
  }
}
