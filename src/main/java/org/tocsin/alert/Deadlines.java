package org.tocsin.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.SteadyClock;
import org.tocsin.ledger.Expire;
import org.tocsin.ledger.Reschedule;

/**
 * Looks after deliveries whose time has closed while they waited (P6): past the alert's deadline
 * they expire, past the day's hours they wait for the next that fit their place. Where this process
 * was started with other hours than those by which they wait, it works them out again.
 */
public final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  private final Jdbi jdbi;
  private final Clock clock;
  private final TextHours hours;
  private volatile boolean isInForce;

  public Deadlines(Jdbi jdbi, Clock clock, TextHours hours) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.hours = hours;
  }

  public void pass() {
    jdbi.useTransaction(
        handle -> {
          Expire.pastDeadline(handle, atLeast(), clock.instant());
          if (!isInForce) {
            enforce(handle);
          }
          moveOn(handle, closed(handle));
        });
    isInForce = true;
  }

  /** All texts that wait count as closed, and get their next hours as those do. */
  private void enforce(Handle handle) {
    int changed =
        handle
            .createUpdate(
                """
                INSERT INTO text_hours (in_force) VALUES (:hours)
                ON CONFLICT (only_one) DO UPDATE SET in_force = excluded.in_force
                WHERE text_hours.in_force <> excluded.in_force
                """)
            .bind("hours", hours.inForce())
            .execute();
    if (changed > 0) {
      Instant soon = clock.instant().plus(Duration.ofHours(1));
      int texts = Reschedule.closeTexts(handle, atLeast(), soon, clock.instant());
      LOG.info("Texts go in the hours {}; {} that wait get a new time", hours.inForce(), texts);
    }
  }

  private record Closed(long id, String place) {}

  private List<Closed> closed(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT d.id, <place> AS place
            FROM delivery d LEFT JOIN subscriber s ON s.id = d.subscriber_id
            WHERE d.state = 'queued' AND d.closes_at <= :atLeast
            ORDER BY d.closes_at LIMIT 5000 FOR UPDATE OF d SKIP LOCKED
            """
                .replace("<place>", Place.KEY))
        .bind("atLeast", atLeast())
        .map((row, c) -> new Closed(row.getLong("id"), row.getString("place")))
        .list();
  }

  /** What no hours fit any more, since data or rules have changed, expires. */
  private void moveOn(Handle handle, List<Closed> closed) {
    if (closed.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Optional<TextHours.Window>> windows = new HashMap<>();
    List<Reschedule.Times> next = new ArrayList<>();
    List<Long> none = new ArrayList<>();
    for (Closed text : closed) {
      windows
          .computeIfAbsent(text.place(), k -> hours.next(now, Place.of(k)))
          .ifPresentOrElse(
              open -> next.add(new Reschedule.Times(text.id(), open.opens(), open.closes())),
              () -> none.add(text.id()));
    }
    Reschedule.texts(handle, next);
    Expire.these(handle, none.stream().mapToLong(Long::longValue).toArray(), now);
  }

  /** Where the time is in doubt nothing expires that may still be in time. */
  private Instant atLeast() {
    return SteadyClock.earliest(clock);
  }
}
