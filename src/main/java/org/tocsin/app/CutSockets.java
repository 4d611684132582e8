package org.tocsin.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes the sockets of a pool of connections and can close them all, under whoever waits for an
 * answer: a server that hangs keeps its connections open, and nothing else ends such a wait. The
 * driver makes it by its name, with the name of the pool.
 */
public final class CutSockets extends SocketFactory {
  private static final Map<String, Set<Socket>> BY_POOL = new ConcurrentHashMap<>();

  private final Set<Socket> sockets;

  /**
   * @param pool whose sockets these are
   */
  public CutSockets(String pool) {
    this.sockets =
        BY_POOL.computeIfAbsent(
            pool,
            name -> Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
  }

  /** Ends all that wait at the sockets of a pool. */
  static void cut(String pool) {
    Set<Socket> sockets = BY_POOL.getOrDefault(pool, Set.of());
    synchronized (sockets) {
      sockets.forEach(CutSockets::close);
      sockets.clear();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  /** The pool is no more. */
  static void forget(String pool) {
    BY_POOL.remove(pool);
  }

  @Override
  public Socket createSocket() {
    return kept(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return kept(new Socket(host, port));
  }

  private Socket kept(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return kept(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return kept(new Socket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return kept(new Socket(host, port, from, fromPort));
  }
}
