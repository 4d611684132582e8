package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of loopback on which nobody listens, kept until a peer of the test wants to. */
public final class ReservedPort {
  private final Socket socket = new Socket();
  private final int port;

  public ReservedPort() {
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int number() {
    return port;
  }

  /** Lets it go, for whoever listens there from now on. */
  int give() {
    try {
      socket.close();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
