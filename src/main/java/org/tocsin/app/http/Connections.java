package org.tocsin.app.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * All open connections, so that strangers cannot use them up. Each either has a request in our
 * hands or keeps us waiting: for the rest of a request, for the next one, or until it has read its
 * answer. Whoever keeps us waiting too long goes, and where there are too many, whoever has the
 * longest: an honest request is here in an instant, so it finds room however many half-sent ones
 * there are.
 */
final class Connections {
  /**
   * @param until nanoseconds of the clock
   * @param late what is done about it when it is too late
   */
  private record Wait(long until, Runnable late) {}

  private final int most;
  private final LongSupplier nanos;

  /** Whoever has kept us waiting longest stands first. */
  private final Map<HttpConnection, Wait> waiting = new LinkedHashMap<>();

  private int inHand;

  /**
   * @param most connections at once
   * @param nanos a clock that never jumps, as {@link System#nanoTime}
   */
  Connections(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** A new one; it may stay if there is room or room can be made. */
  synchronized void opened(HttpConnection connection, Duration patience) {
    connection.closeHandler(nothing -> closed(connection));
    if (waiting.size() + inHand >= most && !dropLongest()) {
      connection.close();
      return;
    }
    await(connection, patience, connection::close);
  }

  private boolean dropLongest() {
    Iterator<HttpConnection> all = waiting.keySet().iterator();
    if (!all.hasNext()) {
      return false;
    }
    HttpConnection longest = all.next();
    all.remove();
    longest.close();
    return true;
  }

  /** It keeps us waiting from now on. */
  synchronized void await(HttpConnection connection, Duration patience, Runnable late) {
    waiting.remove(connection);
    waiting.put(connection, new Wait(nanos.getAsLong() + patience.toNanos(), late));
  }

  /**
   * Its request is here whole; it waits for us.
   *
   * @return false where it has been dropped meanwhile, and nobody waits for an answer
   */
  synchronized boolean taken(HttpConnection connection) {
    boolean isHere = waiting.remove(connection) != null;
    inHand += isHere ? 1 : 0;
    return isHere;
  }

  /** What was taken is done; whoever asked may have gone meanwhile. */
  synchronized void given() {
    inHand--;
  }

  private synchronized void closed(HttpConnection connection) {
    waiting.remove(connection);
  }

  /** Sees to those that are late; to be called every second or so. */
  void sweep() {
    late().forEach(Runnable::run);
  }

  private synchronized List<Runnable> late() {
    long now = nanos.getAsLong();
    List<Runnable> late = new ArrayList<>();
    for (Iterator<Wait> all = waiting.values().iterator(); all.hasNext(); ) {
      Wait wait = all.next();
      if (now - wait.until() >= 0) {
        late.add(wait.late());
        all.remove();
      }
    }
    return late;
  }

  synchronized int open() {
    return waiting.size() + inHand;
  }
}
