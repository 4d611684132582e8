package org.tocsin.email;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket that can hold back what is written until it is asked to let it go, so that commands
 * which may travel together (RFC 2920) leave in one packet, whatever flushes above it; and that
 * reads no more of an answer than an answer can be. TLS may lie on top.
 */
final class CorkedSocket extends Socket {
  /** Bytes; an answer at great length, or what TLS says at first, has a tenth of it. */
  private static final int LONGEST_ANSWER = 1 << 18;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream(16_384);
  private OutputStream out;
  private boolean corked;
  private volatile long writingSince;
  private volatile long listeningSince = System.nanoTime();
  private int heard;

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
   * 1122 4.2.3.2). The system forgets the wish after a while, so it is asked with each group.
   */
  private void acknowledgeAtOnce() throws IOException {
    if (supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }

  /** An answer is awaited from now on; all that comes before the first is one. */
  void listen() {
    heard = 0;
    listeningSince = System.nanoTime();
  }

  /** It is there, whole. */
  void heardAll() {
    listeningSince = 0;
  }

  /**
   * Breaks off a write that the server has not taken for so long, and an answer that is not whole
   * after twice that: each read has a timeout of its own, but an answer can come in drops.
   */
  void closeIfStuck(Duration longest) throws IOException {
    if (isOver(writingSince, longest) || isOver(listeningSince, longest.multipliedBy(2))) {
      close();
    }
  }

  private static boolean isOver(long since, Duration longest) {
    return since != 0 && System.nanoTime() - since > longest.toNanos();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Ear(super.getInputStream());
  }

  private final class Ear extends FilterInputStream {
    Ear(InputStream wire) {
      super(wire);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (heard > LONGEST_ANSWER) {
        CorkedSocket.this.close();
        throw new IOException("The server's answer does not end");
      }
      int read = super.read(into, from, length);
      heard += Math.max(read, 0);
      return read;
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
