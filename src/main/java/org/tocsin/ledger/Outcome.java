package org.tocsin.ledger;

/**
 * What a provider said of one attempt. Where it said nothing (the connection broke after the
 * message had been handed over) there is no outcome and the delivery is in doubt.
 */
public sealed interface Outcome {
  /**
   * The provider has it.
   *
   * @param providerId its id: Twilio's SID, or the Message-ID of an email
   */
  record Accepted(String providerId) implements Outcome {}

  /**
   * Not now; the row waits for its next attempt.
   *
   * @param code SMTP reply or Twilio error code, with the enhanced status where there is one
   * @param fault whose fault: one delivery's, or the whole channel's configuration, which pauses it
   */
  record Deferred(String code, String reason, Fault fault) implements Outcome {}

  /**
   * Never.
   *
   * @param suppress whether the address must not be written to again on this channel
   * @param ofPerson whether it speaks of this one address alone, so that others have no part in it
   */
  record Refused(String code, String reason, boolean suppress, boolean ofPerson)
      implements Outcome {
    public Refused(String code, String reason, boolean suppress) {
      this(code, reason, suppress, suppress);
    }
  }

  enum Fault {
    DELIVERY,
    CHANNEL
  }
}
