package org.tocsin.outbox;

import org.tocsin.ledger.ClaimedDelivery;

/** The last look before a delivery goes over the wire, delivery by delivery (P3). */
public interface SendGate {
  /** Lets everything pass. */
  SendGate OPEN = due -> true;

  /**
   * @return false when the person has left, the alert or the channel was halted, or another process
   *     has taken this one's work over, since the attempt was written
   */
  boolean mayGo(ClaimedDelivery due);
}
