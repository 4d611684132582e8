package org.tocsin.ledger;

import static org.tocsin.ledger.DeliveryState.ACCEPTED;
import static org.tocsin.ledger.DeliveryState.CANCELLED;
import static org.tocsin.ledger.DeliveryState.DELIVERED;
import static org.tocsin.ledger.DeliveryState.EXPIRED;
import static org.tocsin.ledger.DeliveryState.IN_DOUBT;
import static org.tocsin.ledger.DeliveryState.LEASED;
import static org.tocsin.ledger.DeliveryState.QUEUED;
import static org.tocsin.ledger.DeliveryState.REFUSED;
import static org.tocsin.ledger.DeliveryState.SUPPRESSED;
import static org.tocsin.ledger.DeliveryState.UNDELIVERED;

import java.util.Set;

/**
 * Every way in which a delivery gets from one state to another, and the event that it leaves in
 * {@code delivery_event}. The straight way (planned, claimed, accepted) leaves none: the delivery's
 * own row says it. The same table as a picture stands in {@code docs/state-machine.md}.
 */
public enum Move {
  /** Gathering enters it. Made by {@link Plan}. */
  PLAN("", Set.of(), QUEUED),
  /** A worker leases it. Made by {@link Claim}. */
  CLAIM("", Set.of(QUEUED), LEASED),
  /**
   * It was not attempted after all and waits as before. Made by {@link PutOff}; by {@link Begin} of
   * what is held or about to close; by {@link RecordResults} of what was withheld; and by {@link
   * Rescue}.
   */
  PUT_BACK("", Set.of(LEASED), QUEUED),
  /** The provider took it. Made by {@link RecordResults}, also where that is known late. */
  ACCEPT("", Set.of(LEASED, IN_DOUBT, QUEUED), ACCEPTED),
  /** The provider said "later". Made by {@link RecordResults}. */
  DEFER("deferred", Set.of(LEASED, IN_DOUBT, QUEUED), QUEUED),
  /** The provider said "never". Made by {@link RecordResults}. */
  REFUSE("refused", Set.of(LEASED, IN_DOUBT, QUEUED), REFUSED),
  /** The provider said that the person has left. Made by {@link RecordResults}. */
  OPT_OUT("suppressed", Set.of(LEASED, IN_DOUBT, QUEUED), SUPPRESSED),
  /** Nobody knows whether the provider has it. Made by {@link RecordResults} and {@link Rescue}. */
  DOUBT("in_doubt", Set.of(LEASED, IN_DOUBT, QUEUED), IN_DOUBT),
  /** What was in doubt goes once more. Made by {@link Resend}. */
  RESEND("resent", Set.of(IN_DOUBT), QUEUED),
  /**
   * The person has left, or is forgotten. Made by {@link Claim}, {@link Begin} and {@link
   * Suppress}; and by the database where consent is withdrawn.
   */
  LEAVE("left", Set.of(QUEUED, LEASED, IN_DOUBT), SUPPRESSED),
  /** It waited too long. Made by {@link Expire}. */
  EXPIRE("expired", Set.of(QUEUED), EXPIRED),
  /** Its alert was cancelled. Made by {@link Cancel}. */
  CANCEL("cancelled", Set.of(QUEUED), CANCELLED),
  /** The provider reported it on the phone. Made by {@link TakeReport}. */
  DELIVER("delivered", Set.of(ACCEPTED), DELIVERED),
  /** The provider reported that it did not arrive. Made by {@link TakeReport}. */
  FAIL("undelivered", Set.of(ACCEPTED), UNDELIVERED),
  /** A bounce came. Made by {@link TakeBounce}. */
  BOUNCE("bounced", Set.of(ACCEPTED), UNDELIVERED),
  /** The provider reported a failure that may pass. Made by {@link GiveBack}. */
  GIVE_BACK("given back", Set.of(ACCEPTED), QUEUED),
  /** An organizer sends once more to those who got nothing. Made by {@link Retry}. */
  RETRY("retried", Set.of(REFUSED, UNDELIVERED, EXPIRED), QUEUED);

  private final String event;
  private final Set<DeliveryState> from;
  private final DeliveryState to;

  Move(String event, Set<DeliveryState> from, DeliveryState to) {
    this.event = event;
    this.from = from;
    this.to = to;
  }

  /** As it stands in {@code delivery_event.what}; "" where it leaves none. */
  public String event() {
    return event;
  }

  /** Where it may start; empty for the first. */
  public Set<DeliveryState> from() {
    return from;
  }

  public DeliveryState to() {
    return to;
  }
}
