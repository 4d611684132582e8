package org.tocsin.sms;

import org.tocsin.TocsinException;

/** Twilio gave no answer that is one. */
final class NoAnswer extends TocsinException {
  private final boolean mayHaveArrived;

  /**
   * @param mayHaveArrived whether the request had been written, so that it may have taken effect
   */
  NoAnswer(String message, boolean mayHaveArrived, Throwable cause) {
    super(message, cause);
    this.mayHaveArrived = mayHaveArrived;
  }

  boolean mayHaveArrived() {
    return mayHaveArrived;
  }
}
