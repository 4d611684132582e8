package org.tocsin.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes back to the queue a text that its carrier gave back and that may be tried again (X00). */
public final class GiveBack {
  /** A text that its provider has taken. */
  public record AcceptedText(long id, long alertId, int attempts) {}

  private GiveBack() {}

  /** The accepted text with this id of its provider. */
  public static Optional<AcceptedText> find(Handle handle, String providerId) {
    return handle
        .createQuery(
            """
            SELECT id, alert_id, attempts FROM delivery
            WHERE channel = <sms> AND provider_id = :sid AND state = 'accepted'
            """)
        .bind("sid", providerId)
        .map((row, c) -> new AcceptedText(row.getLong(1), row.getLong(2), row.getInt(3)))
        .findOne();
  }

  /**
   * @param next when it is due again
   * @return whether it waits again
   */
  public static boolean of(
      Handle handle, AcceptedText text, String code, String reason, Instant next, Instant now) {
    return handle
            .createUpdate(
                """
                WITH waits AS (
                  UPDATE delivery SET state = 'queued', settled_at = NULL,
                    due_at = :next, code = :code, reason = :reason
                  WHERE id = :id AND state = 'accepted'
                  RETURNING id, attempts)
                INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
                SELECT id, :now, attempts, :what, concat_ws(' ', :code, :reason) FROM waits
                """)
            .bind("id", text.id())
            .bind("code", code)
            .bind("reason", reason)
            .bind("next", next)
            .bind("now", now)
            .bind("what", Move.GIVE_BACK.event())
            .execute()
        > 0;
  }
}
