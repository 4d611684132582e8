package org.tocsin.audience;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.civic.Geocoder;
import org.tocsin.civic.Geocoder.Address;
import org.tocsin.civic.Geocoder.Finding;
import org.tocsin.civic.Geocoder.Outcome;

/**
 * Looks street addresses up in the background, a few at a time, once for each address and Congress.
 * Until an answer comes, and where none comes, the ZIP tells. A geocoder that is down is left alone
 * for a while, longer each time.
 */
public final class Lookups {
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
  private static final int AT_ONCE = 20;
  private static final int THREADS = 4;
  private static final int TOLERATED = 3;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final int LONGEST_DOUBLING = 9;

  /** Longer than a batch takes: whose process was killed in between is taken up again. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  /**
   * Addresses that have not been looked up as they are written now. What a person said themselves
   * needs no look.
   */
  private static final String CLAIM =
      """
      INSERT INTO lookup AS k (subscriber_id, street, city, state, zip, congress, outcome, next_at)
      SELECT s.id, s.street, s.city, s.state, s.zip, f.congress, 'asked', :lease
      FROM subscriber s
      CROSS JOIN officials_in_force f
      LEFT JOIN lookup k ON k.subscriber_id = s.id
        AND (k.street, k.city, k.state, k.zip, k.congress)
            = (s.street, s.city, s.state, s.zip, f.congress)
      WHERE s.street <> '' AND (k.subscriber_id IS NULL OR k.next_at <= :now)
        AND NOT EXISTS (SELECT FROM residence r
                        WHERE r.subscriber_id = s.id AND r.way <> 'geocoder' AND r.zip = s.zip
                          AND r.congress = f.congress)
      LIMIT :size
      ON CONFLICT (subscriber_id) DO UPDATE
      SET street = excluded.street, city = excluded.city, state = excluded.state,
          zip = excluded.zip, congress = excluded.congress, next_at = excluded.next_at,
          outcome = excluded.outcome,
          tries = CASE WHEN (k.street, k.zip, k.congress)
                            = (excluded.street, excluded.zip, excluded.congress)
                       THEN k.tries ELSE 0 END
      WHERE k.next_at <= :now OR (k.street, k.city, k.state, k.zip, k.congress)
            <> (excluded.street, excluded.city, excluded.state, excluded.zip, excluded.congress)
      RETURNING subscriber_id, street, city, state, zip, congress, tries
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Assignments assignments;
  private final Optional<Geocoder> geocoder;

  /**
   * @param geocoder empty where none is set up: then the ZIP tells
   */
  public Lookups(Jdbi jdbi, Clock clock, Assignments assignments, Optional<Geocoder> geocoder) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.assignments = assignments;
    this.geocoder = geocoder;
  }

  private record Ask(long subscriberId, Address address, int congress, int tries) {}

  /**
   * Looks up the next few addresses.
   *
   * @return false where nothing is left to do for now
   */
  public boolean next() {
    if (geocoder.isEmpty()) {
      return false;
    }
    List<Ask> asks = claim();
    AtomicInteger failed = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      asks.forEach(ask -> all.add(threads.submit(() -> look(ask, failed))));
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("An address could not be looked up; it is tried again later", e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return !asks.isEmpty() && failed.get() < TOLERATED;
  }

  private List<Ask> claim() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("now", clock.instant())
                .bind("lease", clock.instant().plus(LEASE))
                .bind("size", AT_ONCE)
                .map(
                    (r, c) ->
                        new Ask(
                            r.getLong("subscriber_id"),
                            new Address(
                                r.getString("street"),
                                r.getString("city"),
                                r.getString("state"),
                                r.getString("zip")),
                            r.getInt("congress"),
                            r.getInt("tries")))
                .list());
  }

  /** After some that got no answer the others of the batch do not wait for theirs. */
  private void look(Ask ask, AtomicInteger failed) {
    if (failed.get() >= TOLERATED) {
      jdbi.useHandle(handle -> note(handle, ask, Outcome.FAILED, ask.tries()));
      return;
    }
    Finding finding = geocoder.orElseThrow().find(ask.address(), ask.congress());
    if (finding.outcome() == Outcome.FAILED && failed.getAndIncrement() == 0) {
      LOG.warn(
          "The geocoder was of no use: {}. People are known by their ZIP meanwhile", finding.why());
    }
    jdbi.useTransaction(handle -> keep(handle, ask, finding));
  }

  private void keep(Handle handle, Ask ask, Finding finding) {
    if (finding.outcome() == Outcome.FOUND && isStillTheirs(handle, ask)) {
      assignments.settle(handle, ask.subscriberId(), finding.district(), Assignments.Way.GEOCODER);
    }
    note(handle, ask, finding.outcome(), ask.tries() + 1);
  }

  /** Whoever has moved or said something meanwhile is not overruled. */
  private static boolean isStillTheirs(Handle handle, Ask ask) {
    return handle
        .createQuery(
            """
            SELECT true FROM subscriber s
            WHERE s.id = :id AND s.street = :street AND s.zip = :zip
              AND NOT EXISTS (SELECT FROM residence r WHERE r.subscriber_id = s.id
                                AND r.way <> 'geocoder' AND r.zip = s.zip
                                AND r.congress = :congress)
            FOR UPDATE
            """)
        .bind("id", ask.subscriberId())
        .bind("street", ask.address().street())
        .bind("zip", ask.address().zip())
        .bind("congress", ask.congress())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private void note(Handle handle, Ask ask, Outcome outcome, int tries) {
    handle
        .createUpdate(
            """
            UPDATE lookup SET outcome = :outcome, tries = :tries,
              next_at = coalesce(:next, 'infinity'::timestamptz)
            WHERE subscriber_id = :id
            """)
        .bind("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .bind("tries", tries)
        .bind("next", outcome == Outcome.FAILED ? clock.instant().plus(wait(tries)) : null)
        .bind("id", ask.subscriberId())
        .execute();
  }

  private static Duration wait(int tries) {
    return FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), LONGEST_DOUBLING));
  }
}
