package org.tocsin.alert;

import org.tocsin.TocsinException;

/** Somebody else has sent the sheet since it was looked at; nothing was done. */
public final class SentMeanwhile extends TocsinException {
  private static final long serialVersionUID = 1;

  private final long alert;

  SentMeanwhile(long alert) {
    super("Alert " + alert + " was made of this sheet a moment ago. Look at it first.");
    this.alert = alert;
  }

  /** The id of theirs. */
  public long alert() {
    return alert;
  }
}
