package org.tocsin.support;

import java.time.Duration;
import java.util.List;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.SendResult;
import org.tocsin.outbox.LostLeaseRescuer;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Outcomes;
import org.tocsin.outbox.Unwritten;
import org.tocsin.outbox.Worker;

/**
 * One of the processes that share a ledger, as far as sending goes. It shares nothing in memory.
 */
public final class SendingProcess {
  static final Duration LIFE = Duration.ofSeconds(10);

  public final Worker worker;
  public final Unwritten unwritten = new Unwritten();
  private final Ledger ledger;
  private final Outbox outbox;
  private final Outcomes outcomes;
  private boolean isDead;

  SendingProcess(Ledger ledger) {
    this.ledger = ledger;
    this.worker = Worker.register(ledger.jdbi, LIFE);
    this.outbox = new Outbox(ledger.jdbi, ledger.clock, worker);
    this.outcomes = ledger.outcomes(unwritten);
  }

  public List<ClaimedDelivery> claim(Channel channel, int size) {
    return outbox.claim(channel, size);
  }

  public List<ClaimedDelivery> begin(List<ClaimedDelivery> claimed) {
    return outbox.begin(claimed);
  }

  /** Claims and begins what is due on a channel, up to 25. */
  public List<ClaimedDelivery> attempt(Channel channel) {
    return begin(claim(channel, 25));
  }

  /** The same where one delivery is expected. */
  public ClaimedDelivery attemptOne(Channel channel) {
    List<ClaimedDelivery> begun = attempt(channel);
    if (begun.size() != 1) {
      throw new AssertionError("One delivery was to be attempted, not " + begun.size());
    }
    return begun.get(0);
  }

  public void record(ClaimedDelivery due, Outcome outcome) {
    outcomes.record(List.of(new SendResult(due, outcome)));
  }

  /** One and the same for a whole claim. */
  public void record(List<ClaimedDelivery> claim, Outcome outcome) {
    outcomes.record(claim.stream().map(due -> new SendResult(due, outcome)).toList());
  }

  /** The connection broke after the hand-off: nobody knows. */
  public void recordNothingKnown(ClaimedDelivery due) {
    outcomes.record(List.of(new SendResult(due, new Outcome.Unknown("the connection broke"))));
  }

  /** It was held back at the last moment, so that no attempt was made. */
  public void recordWithheld(ClaimedDelivery due) {
    outcomes.record(List.of(new SendResult(due, new Outcome.Withheld())));
  }

  /** Keeps count of what this process works on. */
  public LostLeaseRescuer strays() {
    return new LostLeaseRescuer(ledger.jdbi, ledger.clock, worker, unwritten);
  }

  /** kill -9: from now on it says no more that it lives. */
  public SendingProcess die() {
    isDead = true;
    return this;
  }

  /** It had only been held up, and says again that it lives. */
  public void comeBack() {
    isDead = false;
    live();
  }

  void live() {
    if (!isDead) {
      worker.heartbeat();
    }
  }
}
