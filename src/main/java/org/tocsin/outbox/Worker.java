package org.tocsin.outbox;

import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * This process, as the others see it. Its id stands on what it leased; when it has not said for a
 * while that it lives, others take that over.
 */
public final class Worker {
  private final Jdbi jdbi;
  private final Duration life;
  private final long id;
  private volatile long aliveUntil;

  private Worker(Jdbi jdbi, Duration life, long id) {
    this.jdbi = jdbi;
    this.life = life;
    this.id = id;
  }

  /**
   * Enters this process in the database.
   *
   * @param life how long it counts as living after it has said so
   */
  public static Worker enter(Jdbi jdbi, Duration life) {
    long id =
        jdbi.withHandle(
            h ->
                h.createQuery("INSERT INTO worker (alive_until) VALUES (now()) RETURNING id")
                    .mapTo(Long.class)
                    .one());
    Worker worker = new Worker(jdbi, life, id);
    worker.live();
    return worker;
  }

  /** Says that it lives; to be called every few seconds. */
  public void live() {
    long asked = System.nanoTime();
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    """
                    INSERT INTO worker (id, alive_until) OVERRIDING SYSTEM VALUE
                    VALUES (:id, now() + make_interval(secs => :life))
                    ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
                    """)
                .bind("id", id)
                .bind("life", life.toSeconds())
                .execute());
    aliveUntil = asked + life.toNanos();
  }

  /**
   * Whether others still count this process as living. One that was held up for longer (a suspended
   * machine) must not hand over what others have taken from it.
   */
  public boolean isAlive() {
    return System.nanoTime() - aliveUntil < 0;
  }

  public long id() {
    return id;
  }

  /** Gives back what was leased and not attempted, and leaves. */
  public void leave() {
    jdbi.useTransaction(
        h -> {
          h.createUpdate(Leases.GIVE_BACK).bind("workers", new long[] {id}).execute();
          h.createUpdate(
                  """
                  DELETE FROM worker WHERE id = :id
                    AND NOT EXISTS (SELECT FROM delivery WHERE worker_id = :id AND state = 'leased')
                  """)
              .bind("id", id)
              .execute();
        });
  }
}
