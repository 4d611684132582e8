package org.tocsin.outbox;

import org.jdbi.v3.core.Jdbi;

/**
 * This process, as the others see it. Its id stands on what it leased; when it has not said for
 * {@value #LIFE_SECONDS} seconds that it lives, others take that over.
 */
public final class Worker {
  public static final int LIFE_SECONDS = 10;

  private final Jdbi jdbi;
  private final long id;
  private volatile long aliveUntil;

  private Worker(Jdbi jdbi, long id) {
    this.jdbi = jdbi;
    this.id = id;
  }

  /** Enters this process in the database. */
  public static Worker enter(Jdbi jdbi) {
    long id =
        jdbi.withHandle(
            h ->
                h.createQuery("INSERT INTO worker (alive_until) VALUES (now()) RETURNING id")
                    .mapTo(Long.class)
                    .one());
    Worker worker = new Worker(jdbi, id);
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
                .bind("life", LIFE_SECONDS)
                .execute());
    aliveUntil = asked + LIFE_SECONDS * 1_000_000_000L;
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
