package org.tocsin.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Takes leased deliveries from a worker that no longer looks after them (P1). What was not
 * attempted waits again as if it had never been leased, so that leaves no event. What was attempted
 * may have been handed over, so it is in doubt.
 */
public final class Rescue {
  private static final String GIVE_BACK =
      """
      UPDATE delivery SET state = 'queued', worker_id = NULL
      WHERE state = 'leased' AND worker_id = ANY(:workers) AND attempted_at IS NULL <these>
      """;

  private static final String DOUBT =
      """
      WITH doubt AS (
        UPDATE delivery SET state = 'in_doubt', worker_id = NULL, in_doubt_at = :now
        WHERE state = 'leased' AND worker_id = ANY(:workers) AND attempted_at IS NOT NULL <these>
        RETURNING id, attempts)
      INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
      SELECT id, :now, attempts, :what, :why FROM doubt
      """;

  /** How many wait again, and how many are in doubt. */
  public record Rescued(int back, int doubts) {}

  private Rescue() {}

  /**
   * All that these workers have leased.
   *
   * @param why what is noted of those in doubt
   */
  public static Rescued workers(Handle handle, long[] workers, String why, Instant now) {
    int back = giveBack(handle, workers);
    return new Rescued(
        back, doubt(handle.createUpdate(DOUBT).define("these", ""), workers, why, now));
  }

  /** What these workers have leased and not attempted. */
  public static int giveBack(Handle handle, long[] workers) {
    return handle.createUpdate(GIVE_BACK).define("these", "").bind("workers", workers).execute();
  }

  /** The same for some deliveries of one worker. */
  public static Rescued some(Handle handle, long worker, long[] ids, String why, Instant now) {
    long[] workers = {worker};
    int back =
        handle
            .createUpdate(GIVE_BACK)
            .define("these", "AND id = ANY(:ids)")
            .bind("workers", workers)
            .bind("ids", ids)
            .execute();
    Update some = handle.createUpdate(DOUBT).define("these", "AND id = ANY(:ids)").bind("ids", ids);
    return new Rescued(back, doubt(some, workers, why, now));
  }

  private static int doubt(Update statement, long[] workers, String why, Instant now) {
    return statement
        .bind("workers", workers)
        .bind("what", Move.DOUBT.event())
        .bind("why", why)
        .bind("now", now)
        .execute();
  }
}
