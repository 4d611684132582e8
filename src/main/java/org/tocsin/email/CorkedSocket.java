package org.tocsin.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket that can hold back what is written until it is told to let it go, so that commands which
 * may travel together (RFC 2920) leave in one packet, whatever flushes above it. TLS may lie on
 * top.
 */
final class CorkedSocket extends Socket {
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(16_384);
  private OutputStream out;
  private boolean corked;
  private volatile long writingSince;

  CorkedSocket() throws IOException {
    // What is let go is whole already; it must not wait for the answer to what went before.
    setTcpNoDelay(true);
  }

  /** From now on nothing leaves. */
  void cork() {
    corked = true;
  }

  /** Lets go what was held, and everything after it. */
  void uncork() throws IOException {
    corked = false;
    if (held.size() > 0) {
      held.writeTo(getOutputStream());
      held.reset();
      acknowledgeAtOnce();
    }
  }

  /**
   * A server that answers to a group in several small packets holds back each until the one before
   * is acknowledged (RFC 896), and we would wait 40 ms with that, hoping for data to go along (RFC
   * 1122 4.2.3.2). The system forgets the wish after a while, so it is told with each group.
   */
  private void acknowledgeAtOnce() throws IOException {
    if (supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }

  /** Breaks off a write that the server has not taken for so long; reads have their own timeout. */
  void closeIfStuck(Duration longest) throws IOException {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > longest.toNanos()) {
      close();
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (out == null) {
      out = new Cork(super.getOutputStream());
    }
    return out;
  }

  private final class Cork extends OutputStream {
    private final OutputStream wire;

    Cork(OutputStream wire) {
      this.wire = wire;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (corked) {
        held.write(bytes, from, length);
      } else {
        writingSince = System.nanoTime();
        wire.write(bytes, from, length);
        writingSince = 0;
      }
    }

    @Override
    public void close() throws IOException {
      CorkedSocket.this.close();
    }
  }

  /** Makes them for Angus, and remembers the one it made last. */
  static final class Factory extends SocketFactory {
    private volatile CorkedSocket last;

    CorkedSocket last() {
      return last;
    }

    @Override
    public Socket createSocket() throws IOException {
      last = new CorkedSocket();
      return last;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return connected(InetAddress.getByName(host), port, null, 0);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return connected(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return connected(host, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return connected(host, port, from, fromPort);
    }

    private Socket connected(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      Socket socket = createSocket();
      if (from != null) {
        socket.bind(new java.net.InetSocketAddress(from, fromPort));
      }
      socket.connect(new java.net.InetSocketAddress(host, port));
      return socket;
    }
  }
}
