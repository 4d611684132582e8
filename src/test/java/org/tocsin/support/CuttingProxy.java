package org.tocsin.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and cuts connections in the middle of its answers, at ever other places.
 */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final int cuts;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * @param cuts so many connections are cut; those after them live
   */
  public CuttingProxy(int target, int cuts) {
    this.target = target;
    this.cuts = cuts;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many have been cut. */
  public int cut() {
    return Math.min(cuts, connections.get());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        int number = connections.getAndIncrement();
        int bytes = number < cuts ? 300 + 531 * number : Integer.MAX_VALUE;
        daemon(() -> copy(near, far, Integer.MAX_VALUE));
        daemon(() -> copy(far, near, bytes));
      } catch (IOException closed) {
        // the next one, if there is one
      }
    }
  }

  private static void copy(Socket from, Socket to, int most) {
    int left = most;
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
        out.write(buffer, 0, Math.min(n, left));
        out.flush();
        left -= n;
        if (left <= 0) {
          return;
        }
      }
    } catch (IOException gone) {
      // so is the other side
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
