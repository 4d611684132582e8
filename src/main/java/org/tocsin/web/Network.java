package org.tocsin.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.TocsinException;

/** A block of network addresses, such as 192.0.2.0/24 or 2001:db8::/32 (RFC 4632, RFC 4291). */
public final class Network {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=[0-9A-Fa-f.]{0,45}:)[0-9A-Fa-f:.]{2,45}");

  private final InetAddress first;
  private final int bits;

  private Network(InetAddress address, int bits) {
    this.first = masked(address, bits);
    this.bits = bits;
  }

  /**
   * @param written one address, or one and how many of its bits count
   * @throws TocsinException for anything else
   */
  public static Network of(String written) {
    String[] parts = written.strip().split("/", 2);
    InetAddress address = address(parts[0]).orElseThrow(() -> no(written));
    int most = address.getAddress().length * 8;
    if (parts.length == 1) {
      return new Network(address, most);
    }
    if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > most) {
      throw no(written);
    }
    return new Network(address, Integer.parseInt(parts[1]));
  }

  private static TocsinException no(String written) {
    return new TocsinException("'" + written + "' is no network. Write 10.0.0.0/8 or ::1.");
  }

  /** The network of so many bits in which an address lies. */
  static Network around(InetAddress address, int bits) {
    return new Network(address, bits);
  }

  /** Reads an address; a name is none, and is never looked up. IPv4 inside IPv6 is IPv4. */
  static Optional<InetAddress> address(String literal) {
    if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      bytes[i] &= (byte) (0xFF << (8 - kept));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean holds(InetAddress address) {
    return address.getAddress().length == first.getAddress().length
        && Arrays.equals(masked(address, bits).getAddress(), first.getAddress());
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
