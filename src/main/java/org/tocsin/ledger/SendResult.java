package org.tocsin.ledger;

import java.util.Optional;

/**
 * A delivery and what came of handing it over.
 *
 * @param outcome empty where it cannot be known whether the provider has it
 * @param withheld whether it was held back at the last moment, so that no attempt was made
 */
public record SendResult(ClaimedDelivery due, Optional<Outcome> outcome, boolean withheld) {
  public static SendResult with(ClaimedDelivery due, Outcome outcome) {
    return new SendResult(due, Optional.of(outcome), false);
  }

  public static SendResult inDoubt(ClaimedDelivery due) {
    return new SendResult(due, Optional.empty(), false);
  }

  /** It was held back at the last moment. */
  public static SendResult withheld(ClaimedDelivery due) {
    return new SendResult(due, Optional.empty(), true);
  }
}
