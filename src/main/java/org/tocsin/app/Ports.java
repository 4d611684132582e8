package org.tocsin.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.tocsin.TocsinException;

/**
 * Where a server listens; both are free at the time of asking.
 *
 * @param http of pages and webhooks
 * @param management of what a monitor asks
 */
public record Ports(int http, int management) {
  private static final int PATIENCE_MILLIS = 1_000;

  /**
   * Those of the settings; in the place of 0 any that is free.
   *
   * @throws TocsinException that names the setting of one that cannot be listened on
   */
  public static Ports free(Settings settings) {
    try (ServerSocket http = bound(settings, "tocsin.http");
        ServerSocket management = bound(settings, "tocsin.management")) {
      return new Ports(http.getLocalPort(), management.getLocalPort());
    } catch (IOException e) {
      throw new TocsinException("The ports could not be looked at: " + e.getMessage(), e);
    }
  }

  private static ServerSocket bound(Settings settings, String server) throws IOException {
    String host = settings.text(server + ".host");
    int port = settings.number(server + ".port", 0, 65_535);
    if (server.equals("tocsin.management") && port > 0 && isOfHttp(settings, port)) {
      throw settings.wrong(
          "tocsin.management.port", "another than tocsin.http.port: what it shows is not for all");
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved() || !isOfThisMachine(address.getAddress())) {
      throw settings.wrong(
          server + ".host", "an address of this machine, such as 127.0.0.1, or to 0.0.0.0 for all");
    }
    try {
      return bind(address);
    } catch (IOException e) {
      throw new TocsinException(
          "Port " + port + why(address) + " or set " + setting(server) + " to another.", e);
    }
  }

  private static boolean isOfHttp(Settings settings, int port) {
    return settings.number("tocsin.http.port", 0, 65_535) == port;
  }

  private static boolean isOfThisMachine(InetAddress address) throws SocketException {
    return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  private static ServerSocket bind(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // as the servers do
      socket.bind(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String why(InetSocketAddress address) {
    if (address.getPort() < 1024 && !isAnswered(address)) {
      return " may not be listened on by the user "
          + System.getProperty("user.name")
          + ". Put a web server in front,";
    }
    return " is taken by another program, maybe by another Tocsin. Stop that one,";
  }

  private static boolean isAnswered(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(reachable(address), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a server that listens there is asked from this machine. */
  static InetSocketAddress reachable(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }

  private static String setting(String server) {
    String name = server + ".port";
    return name + " (" + SettingNames.inEnvironment(name) + ")";
  }

  /**
   * @param port of loopback; 0 always is
   */
  public static boolean isFree(int port) {
    try (ServerSocket socket =
        bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
