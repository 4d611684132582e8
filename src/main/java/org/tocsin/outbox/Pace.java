package org.tocsin.outbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.Ticks;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.SendResult;

/**
 * Slows the stream, and not only the row, where a server wants most of it later (RFC 5321 4.2.1):
 * the whole channel, or what goes to one receiving domain. One is tried from time to time, and the
 * rest follow as those are taken. Counted in one process; any number of threads may call.
 */
public final class Pace {
  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
  private static final int LEAST_OF_CHANNEL = 10;
  private static final int LEAST_OF_DOMAIN = 5;
  private static final int MOST_DOMAINS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final long first;
  private final long longest;
  private final LongSupplier millis;
  private final Map<Channel, SendLane> channels = new EnumMap<>(Channel.class);
  private final Map<String, SendLane> domains =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SendLane> eldest) {
          return size() > MOST_DOMAINS;
        }
      };

  /** Waits as a single delivery does, and at most five minutes from one to the next. */
  public Pace(Backoff backoff) {
    this(backoff, () -> Ticks.nanos() / 1_000_000);
  }

  /**
   * @param millis milliseconds that go on evenly
   */
  public Pace(Backoff backoff, LongSupplier millis) {
    this.first = backoff.first().toMillis();
    this.longest = Math.min(backoff.cap().toMillis(), LONGEST.toMillis());
    this.millis = millis;
    for (Channel channel : Channel.values()) {
      channels.put(channel, new SendLane(LEAST_OF_CHANNEL, first, longest));
    }
  }

  /** Whether the provider took its time and not the message: an answer of class 4. */
  public static boolean isLater(Outcome outcome) {
    return outcome instanceof Outcome.Deferred d
        && d.fault() == Outcome.Fault.DELIVERY
        && d.code().matches("4\\d\\d( .*)?");
  }

  /** Whether one at a time goes on this channel. */
  public synchronized boolean isSlow(Channel channel) {
    return channels.get(channel).isSlow();
  }

  /** Whether one may go now on a channel that is slow; then no other may for a while. */
  public synchronized boolean mayProbe(Channel channel) {
    return channels.get(channel).mayGo(millis.getAsLong());
  }

  /**
   * Which of these have to wait, since the domain that they go to is slow.
   *
   * @return how long; empty where all may go
   */
  public synchronized Map<ClaimedDelivery, Duration> waits(List<ClaimedDelivery> leased) {
    Map<ClaimedDelivery, Duration> waits = new HashMap<>();
    for (ClaimedDelivery due : leased) {
      SendLane lane = domains.get(domain(due));
      if (lane != null && lane.isSlow() && !lane.mayGo(millis.getAsLong())) {
        waits.put(due, wait(lane));
      }
    }
    return waits;
  }

  /** Spread, so that they do not all come back at once. */
  private Duration wait(SendLane lane) {
    long least = Math.max(first / 2, lane.next() - millis.getAsLong());
    long spread = 1 + Math.min(longest, 4 * lane.interval());
    return Duration.ofMillis(least + ThreadLocalRandom.current().nextLong(spread));
  }

  private static String domain(ClaimedDelivery due) {
    return due.address().substring(due.address().lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /** What came of a claim. */
  public synchronized void heard(List<SendResult> claim) {
    for (SendResult attempted : claim) {
      heard(attempted.due(), attempted.outcome());
    }
  }

  private void heard(ClaimedDelivery due, Outcome outcome) {
    boolean later = isLater(outcome);
    if (!later && !isOfProvider(outcome)) {
      return;
    }
    SendLane channel = channels.get(due.channel());
    if (due.channel() == Channel.EMAIL && isSlowDomain(due, later, outcome) && !channel.isSlow()) {
      return;
    }
    if (channel.heard(later, millis.getAsLong())) {
      tell(due.channel().code(), channel, outcome);
    }
  }

  /** Whether the provider has said what becomes of a message. */
  private static boolean isOfProvider(Outcome outcome) {
    return !(outcome instanceof Outcome.Deferred
        || outcome instanceof Outcome.Unknown
        || outcome instanceof Outcome.Withheld);
  }

  /** What one domain wants later says nothing of the channel. */
  private boolean isSlowDomain(ClaimedDelivery due, boolean later, Outcome outcome) {
    String domain = domain(due);
    SendLane lane = domains.get(domain);
    if (lane == null && !later) {
      return false;
    }
    if (lane == null) {
      lane = new SendLane(LEAST_OF_DOMAIN, first, longest);
      domains.put(domain, lane);
    }
    if (lane.heard(later, millis.getAsLong())) {
      tell("email to " + domain, lane, outcome);
    }
    return lane.isSlow();
  }

  private void tell(String what, SendLane lane, Outcome outcome) {
    if (outcome instanceof Outcome.Deferred d && lane.isSlow()) {
      LOG.warn(
          "Most of the last answers to {} were \"later\" ({}): one is tried in {} s, and the rest"
              + " follow when it is taken",
          what,
          d.code(),
          Math.max(1, lane.interval() / 1000));
    } else {
      LOG.info("Sending {} goes on at full speed", what);
    }
  }
}
