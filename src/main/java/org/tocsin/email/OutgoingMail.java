package org.tocsin.email;

import org.tocsin.ledger.ClaimedDelivery;
import org.tocsin.ledger.Outcome;

/**
 * A mail to one person, as it goes over the wire but for dot stuffing.
 *
 * @param due null for a notice, which stands in no ledger
 * @param from the envelope's sender
 * @param to a checked address
 * @param messageId with its angle brackets
 */
record OutgoingMail(ClaimedDelivery due, String from, String to, byte[] bytes, String messageId) {
  /**
   * A delivery made ready.
   *
   * @param mail null where it cannot be sent
   * @param unsendable why not, else null
   */
  record Prepared(OutgoingMail mail, Outcome unsendable) {
    static Prepared of(OutgoingMail mail) {
      return new Prepared(mail, null);
    }

    static Prepared not(Outcome unsendable) {
      return new Prepared(null, unsendable);
    }
  }
}
