package org.tocsin.outbox;

import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Ticks;
import org.tocsin.ledger.Rescue;

/**
 * This process, as the others see it. Its id stands on what it leased; when it has not said for a
 * while that it lives, others take that over. Each counts that while by itself; no clock is asked.
 */
public final class Worker {
  private final Jdbi jdbi;
  private final Duration life;
  private final long id;
  private volatile long aliveUntil;
  private volatile long saidAt;
  private volatile long steadySince;
  private volatile int era;

  private Worker(Jdbi jdbi, Duration life, long id) {
    this.jdbi = jdbi;
    this.life = life;
    this.id = id;
    this.saidAt = Ticks.nanos();
    this.steadySince = saidAt;
  }

  /**
   * Registers this process in the database.
   *
   * @param life how long it counts as living after it has said so
   */
  public static Worker register(Jdbi jdbi, Duration life) {
    long id =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("INSERT INTO worker (alive_until) VALUES (now()) RETURNING id")
                    .mapTo(Long.class)
                    .one());
    Worker worker = new Worker(jdbi, life, id);
    worker.heartbeat();
    return worker;
  }

  /** Says that it lives; to be called every few seconds. */
  public void heartbeat() {
    long asked = Ticks.nanos();
    boolean isNew =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO worker (id, alive_until) OVERRIDING SYSTEM VALUE
                        VALUES (:id, clock_timestamp() + make_interval(secs => :life))
                        ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
                        RETURNING xmax = 0
                        """)
                    .bind("id", id)
                    .bind("life", life.toSeconds())
                    .mapTo(Boolean.class)
                    .one());
    said(asked, isNew);
  }

  private void said(long asked, boolean isNew) {
    if (isNew) {
      era++;
    }
    if (asked - saidAt > life.toNanos() * 3 / 4) {
      steadySince = asked;
    }
    saidAt = asked;
    aliveUntil = asked + life.toNanos();
  }

  /**
   * Whether others still count this process as living. One that was held up for longer (a suspended
   * machine) must not hand over what others have taken from it.
   */
  public boolean isAlive() {
    return Ticks.nanos() - aliveUntil < 0;
  }

  /**
   * Goes up when others had taken this process for dead. What it had in hand before is not its own
   * any more.
   */
  int era() {
    return era;
  }

  Duration life() {
    return life;
  }

  /** Since when it could say without a gap that it lives, in {@link Ticks}. */
  long steadySince() {
    return steadySince;
  }

  public long id() {
    return id;
  }

  /** Gives back what was leased and not attempted, and takes this process off the list. */
  public void deregister() {
    jdbi.useTransaction(
        handle -> {
          Rescue.giveBack(handle, new long[] {id});
          handle
              .createUpdate(
                  """
                  DELETE FROM worker WHERE id = :id
                    AND NOT EXISTS (SELECT FROM delivery WHERE worker_id = :id AND state = 'leased')
                  """)
              .bind("id", id)
              .execute();
        });
  }
}
