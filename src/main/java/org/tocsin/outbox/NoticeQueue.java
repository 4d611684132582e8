package org.tocsin.outbox;

import java.util.Optional;
import java.util.function.Function;
import org.tocsin.Channel;

/** Sends the notices of one channel, at its rate. */
public final class NoticeQueue {
  private static final int CLAIM = 5;

  private final Channel channel;
  private final Notices notices;
  private final Rates rates;
  private final Function<Notice, Optional<Outcome>> provider;

  /**
   * @param provider hands a notice over; empty where nobody knows whether it arrived
   */
  public NoticeQueue(
      Channel channel, Notices notices, Rates rates, Function<Notice, Optional<Outcome>> provider) {
    this.channel = channel;
    this.notices = notices;
    this.rates = rates;
    this.provider = provider;
  }

  /** Sends what is due now. */
  public void send() throws InterruptedException {
    for (Notice notice : notices.claim(channel, CLAIM)) {
      rates.await(channel, 1);
      notices.settle(notice, provider.apply(notice));
    }
  }
}
