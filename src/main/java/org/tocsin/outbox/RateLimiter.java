package org.tocsin.outbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;

/**
 * Keeps each channel to so many units a second, over all processes together. The database holds one
 * row a channel: the moment from which the channel is free again. Whoever wants to send moves that
 * moment on by what it takes and sleeps until its own turn (the generic cell rate algorithm).
 */
public final class RateLimiter {
  /** A process reserves this much at a time, so that a high rate costs few statements. */
  private static final double BLOCK_SECONDS = 0.1;

  private final Jdbi jdbi;
  private final Map<Channel, Allotment> allotments = new EnumMap<>(Channel.class);

  public RateLimiter(Jdbi jdbi) {
    this.jdbi = jdbi;
    for (Channel channel : Channel.values()) {
      allotments.put(channel, new Allotment());
    }
  }

  private static final class Allotment {
    private double left;
    private long turnNanos = System.nanoTime();
    private boolean isUnlimited;

    /** Without a limit it would last for ever, and a limit that is set later would not be seen. */
    boolean isStale() {
      return isUnlimited && System.nanoTime() - turnNanos > BLOCK_SECONDS * 1e9;
    }
  }

  /**
   * Sets the rate for all processes, from now on; each has noticed within a second. 0 is no limit.
   */
  public void set(Channel channel, double perSecond) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO rate (channel, per_second) VALUES (:channel, :rate)
                    ON CONFLICT (channel) DO UPDATE SET per_second = :rate
                    """)
                .bind("channel", channel)
                .bind("rate", perSecond)
                .execute());
  }

  /** Waits until {@code units} messages or segments may go. */
  public void await(Channel channel, int units) throws InterruptedException {
    long wait;
    Allotment allotment = allotments.get(channel);
    synchronized (allotment) {
      if (allotment.left < units || allotment.isStale()) {
        reserve(channel, units, allotment);
      }
      allotment.left -= units;
      wait = allotment.turnNanos - System.nanoTime();
    }
    TimeUnit.NANOSECONDS.sleep(wait);
  }

  private void reserve(Channel channel, int units, Allotment allotment) {
    record Turn(boolean isUnlimited, double block, double waitSeconds) {}
    Turn turn =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        UPDATE rate SET asked_at = now(),
                          free_at = greatest(now(),
                            -- a clock that was set back takes the end of the queue along
                            CASE WHEN asked_at > now() + interval '5 seconds'
                              THEN free_at - (asked_at - now()) ELSE free_at END)
                          + make_interval(secs => CASE WHEN per_second > 0
                              THEN greatest(:units, per_second * :block) / per_second ELSE 0 END)
                        WHERE channel = :channel
                        RETURNING per_second = 0 AS unlimited, CASE WHEN per_second > 0
                            THEN greatest(:units, per_second * :block) ELSE 1e9 END AS block,
                          extract(epoch FROM free_at - now())::float8
                            - CASE WHEN per_second > 0
                                THEN greatest(:units, per_second * :block) / per_second
                                ELSE 0 END AS wait
                        """)
                    .bind("channel", channel)
                    .bind("units", (double) units)
                    .bind("block", BLOCK_SECONDS)
                    .map(
                        (row, c) ->
                            new Turn(
                                row.getBoolean("unlimited"),
                                row.getDouble("block"),
                                row.getDouble("wait")))
                    .one());
    allotment.isUnlimited = turn.isUnlimited();
    allotment.left = turn.block();
    allotment.turnNanos = System.nanoTime() + (long) (turn.waitSeconds() * 1e9);
  }
}
