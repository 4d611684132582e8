package org.tocsin.outbox;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast one way of messages goes, by the answers to the last {@value #MEMORY}. When most of them
 * are "later", one goes in each interval; a "later" to it doubles the interval, and each message
 * that is taken halves it, until all may go again. Times are milliseconds of any even clock.
 */
final class SendLane {
  private static final int MEMORY = 20;

  /** An interval that is this small a part of the first is none. */
  private static final int GENTLY = 32;

  private final int least;
  private final long first;
  private final long longest;
  private final Deque<Boolean> last = new ArrayDeque<>();
  private long interval;
  private long next;
  private boolean isProbing;

  /**
   * @param least so many answers have to be in before they count
   * @param first the first interval
   * @param longest the longest interval
   */
  SendLane(int least, long first, long longest) {
    this.least = least;
    this.first = first;
    this.longest = longest;
  }

  boolean isSlow() {
    return interval > 0;
  }

  /** When the next one may go. */
  long next() {
    return next;
  }

  long interval() {
    return interval;
  }

  /** Whether one may go now; then no other may for an interval. */
  boolean mayGo(long now) {
    if (now < next) {
      return false;
    }
    next = now + interval;
    isProbing = true;
    return true;
  }

  /**
   * One was answered.
   *
   * @return whether it slows down or goes on at full speed from now on
   */
  boolean heard(boolean later, long now) {
    if (isSlow()) {
      return later ? slower(now) : faster(now);
    }
    last.addLast(later);
    if (last.size() > MEMORY) {
      last.removeFirst();
    }
    long many = last.stream().filter(Boolean::booleanValue).count();
    if (last.size() < least || many * 2 <= last.size() + 1) {
      return false;
    }
    last.clear();
    interval = first;
    next = now + interval;
    isProbing = false;
    return true;
  }

  /** What had been on its way before says nothing new. */
  private boolean slower(long now) {
    if (isProbing) {
      interval = Math.min(longest, Math.max(first, interval * 2));
      next = now + interval;
    }
    isProbing = false;
    return false;
  }

  private boolean faster(long now) {
    interval /= 2;
    next = Math.min(next, now + interval);
    boolean over = interval < Math.max(1, first / GENTLY);
    interval = over ? 0 : interval;
    return over;
  }
}
