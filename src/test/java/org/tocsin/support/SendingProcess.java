package org.tocsin.support;

import java.time.Duration;
import java.util.List;
import org.tocsin.Channel;
import org.tocsin.outbox.Attempted;
import org.tocsin.outbox.Due;
import org.tocsin.outbox.Outbox;
import org.tocsin.outbox.Outcome;
import org.tocsin.outbox.Outcomes;
import org.tocsin.outbox.Strays;
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
    this.worker = Worker.enter(ledger.jdbi, LIFE);
    this.outbox = new Outbox(ledger.jdbi, ledger.clock, worker);
    this.outcomes = ledger.outcomes(unwritten);
  }

  public List<Due> claim(Channel channel, int size) {
    return outbox.claim(channel, size);
  }

  public List<Due> begin(List<Due> claimed) {
    return outbox.begin(claimed);
  }

  /** Claims and begins what is due on a channel, up to 25. */
  public List<Due> attempt(Channel channel) {
    return begin(claim(channel, 25));
  }

  /** The same where one delivery is expected. */
  public Due attemptOne(Channel channel) {
    List<Due> begun = attempt(channel);
    if (begun.size() != 1) {
      throw new AssertionError("One delivery was to be attempted, not " + begun.size());
    }
    return begun.get(0);
  }

  public void record(Due due, Outcome outcome) {
    outcomes.record(List.of(Attempted.with(due, outcome)));
  }

  /** One and the same for a whole claim. */
  public void record(List<Due> claim, Outcome outcome) {
    outcomes.record(claim.stream().map(due -> Attempted.with(due, outcome)).toList());
  }

  /** The connection broke after the hand-off: nobody knows. */
  public void recordNothingKnown(Due due) {
    outcomes.record(List.of(Attempted.inDoubt(due)));
  }

  /** It was held back at the last moment, so that no attempt was made. */
  public void recordWithheld(Due due) {
    outcomes.record(List.of(Attempted.withheld(due)));
  }

  /** Keeps count of what this process works on. */
  public Strays strays() {
    return new Strays(ledger.jdbi, ledger.clock, worker, unwritten);
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
      worker.live();
    }
  }
}
