package org.tocsin.ledger;

import java.util.Locale;

/** Where a delivery stands. Held by a CHECK in the database. */
public enum DeliveryState {
  /** Waits for its time. Made by gathering; comes back here from a deferral or a settled doubt. */
  QUEUED,
  /** Claimed by one worker until the lease runs out. Moved on by that worker's outcome. */
  LEASED,
  /** The provider took it. Final for email unless a bounce comes; texts move on by a report. */
  ACCEPTED,
  /** The provider reported it on the phone. Final. */
  DELIVERED,
  /** The provider or a bounce reported that it did not arrive. Final. */
  UNDELIVERED,
  /**
   * The provider said never. Final, unless an organizer sends once more to those who got nothing,
   * which also takes undelivered and expired ones back to queued.
   */
  REFUSED,
  /** The attempt was written and no outcome came. Moved on by upkeep, which settles the doubt. */
  IN_DOUBT,
  /** The person left before it went. Final; moved here by the claim or the attempt. */
  SUPPRESSED,
  /** The deadline passed while it waited. Final; moved here by upkeep. */
  EXPIRED,
  /** An organizer cancelled the alert. Final. */
  CANCELLED;

  /** As it stands in the database and in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From how it stands in the database. */
  public static DeliveryState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
