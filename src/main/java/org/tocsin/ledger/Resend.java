package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.tocsin.Channel;

/** Takes deliveries in doubt back to the queue (P5). That they were in doubt stays on record. */
public final class Resend {
  private static final String RESEND =
      """
      WITH again AS (
        UPDATE delivery SET state = 'queued', due_at = :now
        WHERE state = 'in_doubt' AND <these>
        RETURNING id, attempts)
      INSERT INTO delivery_event (delivery_id, at, attempt, what)
      SELECT id, :now, attempts, :what FROM again
      """;

  private Resend() {}

  /** All emails; receivers tell twins by the Message-ID. */
  public static void emails(Handle handle, Instant now) {
    resend(handle.createUpdate(RESEND).define("these", "channel = " + Channel.EMAIL.sql()), now);
  }

  /**
   * A text that its provider does not know.
   *
   * @param attempt the one in doubt; where there is a later one nothing changes
   */
  public static void text(Handle handle, long id, int attempt, Instant now) {
    Update one = handle.createUpdate(RESEND).define("these", "id = :id AND attempts = :attempt");
    resend(one.bind("id", id).bind("attempt", attempt), now);
  }

  private static void resend(Update statement, Instant now) {
    statement.bind("what", Move.RESEND.event()).bind("now", now).execute();
  }
}
