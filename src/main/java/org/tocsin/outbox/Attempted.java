package org.tocsin.outbox;

import java.util.Optional;

/**
 * A delivery and what came of handing it over.
 *
 * @param outcome empty where it cannot be known whether the provider has it
 * @param withheld whether it was held back at the last moment, so that no attempt was made
 */
public record Attempted(Due due, Optional<Outcome> outcome, boolean withheld) {
  public static Attempted with(Due due, Outcome outcome) {
    return new Attempted(due, Optional.of(outcome), false);
  }

  public static Attempted inDoubt(Due due) {
    return new Attempted(due, Optional.empty(), false);
  }

  /** See {@link Gate}. */
  public static Attempted withheld(Due due) {
    return new Attempted(due, Optional.empty(), true);
  }
}
