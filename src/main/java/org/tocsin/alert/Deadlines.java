package org.tocsin.alert;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks after deliveries whose time has closed while they waited (P6): past the alert's deadline
 * they expire, past the day's hours they wait for the next day.
 */
public final class Deadlines {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Hours hours;

  public Deadlines(Jdbi jdbi, Clock clock, Hours hours) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.hours = hours;
  }

  public void pass() {
    jdbi.useTransaction(
        h -> {
          expire(h);
          closed(h).forEach(text -> moveOn(h, text));
        });
  }

  private void expire(Handle h) {
    h.createUpdate(
            """
            UPDATE delivery d SET state = 'expired', settled_at = :now
            FROM alert a
            WHERE a.id = d.alert_id AND a.deadline <= :now AND d.state = 'queued'
            """)
        .bind("now", now())
        .execute();
  }

  private record Closed(long id, List<ZoneId> zones, OffsetDateTime deadline) {}

  private List<Closed> closed(Handle h) {
    return h.createQuery(
            """
            SELECT d.id, array_to_string(s.zones, ',') AS zones, a.deadline
            FROM delivery d
            JOIN alert a ON a.id = d.alert_id
            LEFT JOIN subscriber s ON s.id = d.subscriber_id
            WHERE d.state = 'queued' AND d.closes_at <= :now
            ORDER BY d.closes_at LIMIT 1000 FOR UPDATE OF d SKIP LOCKED
            """)
        .bind("now", now())
        .map(
            (row, c) ->
                new Closed(
                    row.getLong("id"),
                    zones(row.getString("zones")),
                    row.getObject("deadline", OffsetDateTime.class)))
        .list();
  }

  private static List<ZoneId> zones(String names) {
    return Optional.ofNullable(names).stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .filter(name -> !name.isEmpty())
        .map(ZoneId::of)
        .toList();
  }

  private void moveOn(Handle h, Closed text) {
    hours
        .next(clock.instant(), text.zones())
        .ifPresent(
            window ->
                h.createUpdate(
                        """
                        UPDATE delivery SET due_at = greatest(due_at, :opens),
                          closes_at = least(:closes::timestamptz, :deadline::timestamptz)
                        WHERE id = :id
                        """)
                    .bind("id", text.id())
                    .bind("opens", window.opens().atOffset(ZoneOffset.UTC))
                    .bind(
                        "closes", window.closes().map(c -> c.atOffset(ZoneOffset.UTC)).orElse(null))
                    .bind("deadline", text.deadline())
                    .execute());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
