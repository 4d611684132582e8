package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.ledger.Reschedule;

/**
 * Ends waits that are longer than any deferral lasts: a clock was set back since the email was
 * gathered or put off. Texts are left alone, since they wait for their hours.
 */
public final class LongWaits {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration longest;

  /**
   * @param longest that a deferral lasts
   */
  public LongWaits(Jdbi jdbi, Clock clock, Duration longest) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.longest = longest;
  }

  public void end() {
    Instant now = clock.instant();
    jdbi.useHandle(handle -> Reschedule.longWaits(handle, now.plus(longest), now));
  }
}
