package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Moves an accepted email whose bounce has come; one that has ended stays as it is. */
public final class TakeBounce {
  private TakeBounce() {}

  /**
   * @param status enhanced status code (RFC 3463), or ""
   * @param reason why, as a code
   * @return whether it moved
   */
  public static boolean of(Handle handle, long id, String status, String reason, Instant now) {
    return handle
            .createUpdate(
                """
                WITH ended AS (
                  UPDATE delivery SET state = 'undelivered', code = nullif(:code, ''),
                    reason = :reason, settled_at = :now
                  WHERE id = :id AND state = 'accepted'
                  RETURNING id, attempts)
                INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
                SELECT id, :now, attempts, :what, concat_ws(' ', nullif(:code, ''), :reason) FROM ended
                """)
            .bind("id", id)
            .bind("code", status)
            .bind("reason", reason)
            .bind("now", now)
            .bind("what", Move.BOUNCE.event())
            .execute()
        > 0;
  }
}
