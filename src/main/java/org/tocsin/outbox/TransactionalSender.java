package org.tocsin.outbox;

import java.time.Clock;
import java.util.function.Function;
import org.tocsin.Channel;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;

/** Sends the notices of one channel, at its rate. */
public final class TransactionalSender {
  private static final int CLAIM = 5;

  private static final Outcome NOT_TRIED =
      new Deferred("waits", "The database takes no outcomes.", Fault.DELIVERY);

  private final Channel channel;
  private final TransactionalQueue notices;
  private final RateLimiter rates;
  private final Unwritten unwritten;
  private final Clock clock;
  private final Function<TransactionalMessage, Outcome> provider;

  /**
   * @param provider hands a notice over
   */
  public TransactionalSender(
      Channel channel,
      TransactionalQueue notices,
      RateLimiter rates,
      Unwritten unwritten,
      Clock clock,
      Function<TransactionalMessage, Outcome> provider) {
    this.channel = channel;
    this.notices = notices;
    this.rates = rates;
    this.unwritten = unwritten;
    this.clock = clock;
    this.provider = provider;
  }

  /**
   * Sends what is due now; nothing while outcomes wait to be written, and no text while nobody
   * knows what time it is (P6).
   */
  public void send() throws InterruptedException {
    if (unwritten.isBlocked() || channel == Channel.SMS && !SteadyClock.isSure(clock)) {
      return;
    }
    for (TransactionalMessage notice : notices.claim(channel, CLAIM)) {
      rates.await(channel, 1);
      Outcome outcome = unwritten.isBlocked() ? NOT_TRIED : provider.apply(notice);
      unwritten.write(() -> notices.settle(notice, outcome));
    }
  }
}
