package org.tocsin.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

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
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    UPDATE delivery d SET due_at = :now FROM alert a
                    WHERE a.state IN ('gathering', 'sending') AND d.alert_id = a.id
                      AND d.channel = 'email' AND d.state = 'queued' AND d.due_at > :longest
                    """)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("longest", clock.instant().plus(longest).atOffset(ZoneOffset.UTC))
                .execute());
  }
}
