package org.tocsin.app.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bodies of requests that are in memory, of all connections together. Where they get too many,
 * the one goes that has been coming in longest.
 */
final class Bodies {
  /** One of them. */
  static final class Body {
    private final Runnable drop;
    private int bytes;

    private Body(Runnable drop) {
      this.drop = drop;
    }
  }

  private final long most;
  private final Set<Body> comingIn = new LinkedHashSet<>();
  private long bytes;

  /**
   * @param most bytes
   */
  Bodies(long most) {
    this.most = most;
  }

  /**
   * @param drop what to do where there is no room for it any more
   */
  synchronized Body begin(Runnable drop) {
    Body body = new Body(drop);
    comingIn.add(body);
    return body;
  }

  /** So much more has come in of it. */
  void add(Body body, int more) {
    synchronized (this) {
      if (!comingIn.contains(body)) {
        return;
      }
      body.bytes += more;
      bytes += more;
    }
    for (Body tooMuch = longest(); tooMuch != null; tooMuch = longest()) {
      tooMuch.drop.run();
    }
  }

  private synchronized Body longest() {
    Iterator<Body> all = comingIn.iterator();
    if (bytes <= most || !all.hasNext()) {
      return null;
    }
    Body longest = all.next();
    end(longest);
    return longest;
  }

  /** It is here whole, and stays until its request is answered. */
  synchronized void whole(Body body) {
    comingIn.remove(body);
  }

  /** It is needed no more. */
  synchronized void end(Body body) {
    comingIn.remove(body);
    bytes -= body.bytes;
    body.bytes = 0;
  }

  synchronized long bytes() {
    return bytes;
  }
}
