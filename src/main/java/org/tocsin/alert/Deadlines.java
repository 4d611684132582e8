package org.tocsin.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.SteadyClock;

/**
 * Looks after deliveries whose time has closed while they waited (P6): past the alert's deadline
 * they expire, past the day's hours they wait for the next that fit their place. Where this process
 * was started with other hours than those by which they wait, it works them out anew.
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
        h -> {
          expire(h);
          if (!isInForce) {
            enforce(h);
          }
          moveOn(h, closed(h));
        });
    isInForce = true;
  }

  /** All texts that wait count as closed, and get their next hours as those do. */
  private void enforce(Handle h) {
    int changed =
        h.createUpdate(
                """
                INSERT INTO text_hours (in_force) VALUES (:hours)
                ON CONFLICT (only_one) DO UPDATE SET in_force = excluded.in_force
                WHERE text_hours.in_force <> excluded.in_force
                """)
            .bind("hours", hours.inForce())
            .execute();
    if (changed > 0) {
      int texts =
          h.createUpdate(
                  """
                  UPDATE delivery SET closes_at = :closed,
                    due_at = CASE WHEN attempts = 0 OR due_at > :soon THEN :now ELSE due_at END
                  WHERE channel = 'sms' AND state = 'queued'
                  """)
              .bind("closed", atLeast())
              .bind("now", now())
              .bind("soon", now().plusHours(1))
              .execute();
      LOG.info(
          "Texts go in the hours {}; {} that wait get their time anew", hours.inForce(), texts);
    }
  }

  private void expire(Handle h) {
    h.createUpdate(
            """
            UPDATE delivery d SET state = 'expired', settled_at = :now
            FROM alert a
            WHERE a.id = d.alert_id AND a.deadline <= :atLeast AND d.state = 'queued'
            """)
        .bind("now", now())
        .bind("atLeast", atLeast())
        .execute();
  }

  private record Closed(long id, String place) {}

  private List<Closed> closed(Handle h) {
    return h.createQuery(
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
  private void moveOn(Handle h, List<Closed> closed) {
    if (closed.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Optional<TextHours.Window>> windows = new HashMap<>();
    List<Optional<TextHours.Window>> next =
        closed.stream()
            .map(text -> windows.computeIfAbsent(text.place(), k -> hours.next(now, Place.of(k))))
            .toList();
    h.createUpdate(
            """
            UPDATE delivery d SET
              state = CASE WHEN w.opens IS NULL THEN 'expired' ELSE d.state END,
              settled_at = CASE WHEN w.opens IS NULL THEN :now END,
              due_at = greatest(d.due_at, w.opens),
              closes_at = least(w.closes, a.deadline)
            FROM unnest(:ids, :opens, :closes) AS w (id, opens, closes), alert a
            WHERE d.id = w.id AND a.id = d.alert_id
            """)
        .bind("now", now())
        .bind("ids", closed.stream().mapToLong(Closed::id).toArray())
        .bindArray(
            "opens", OffsetDateTime.class, times(next, window -> Optional.of(window.opens())))
        .bindArray("closes", OffsetDateTime.class, times(next, TextHours.Window::closes))
        .execute();
  }

  private static Object[] times(
      List<Optional<TextHours.Window>> windows, Function<TextHours.Window, Optional<Instant>> end) {
    return windows.stream()
        .map(w -> w.flatMap(end).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
        .toArray();
  }

  /** Where the time is in doubt nothing expires that may still be in time. */
  private OffsetDateTime atLeast() {
    return SteadyClock.earliest(clock).atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
