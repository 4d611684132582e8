package org.tocsin.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.Channel;
import org.tocsin.audience.PeopleSearch;
import org.tocsin.ledger.DeliveryState;

/**
 * Finds deliveries of an alert, those to the newest people first. It looks at some thousand people
 * at a time and gives up after a while, so that no search takes long among millions; it goes on
 * where it ended.
 */
public final class LedgerSearch {
  /** People who are looked at in one step. */
  private static final int STEP = 20_000;

  /** Of those who fit what was typed, since each is looked up by itself. */
  private static final int NAMED = 2_000;

  private static final long PATIENCE_NANOS = 100_000_000L;

  private final Jdbi jdbi;
  private final PeopleSearch people;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock that never jumps, as {@link System#nanoTime}
   */
  public LedgerSearch(Jdbi jdbi, LongSupplier nanos) {
    this.jdbi = jdbi;
    this.people = new PeopleSearch(jdbi);
    this.nanos = nanos;
  }

  /**
   * What is looked for.
   *
   * @param person as for {@link PeopleSearch#find}, or ""
   * @param reason what the provider's code or words hold, or ""
   */
  public record Asked(long alert, String person, Optional<DeliveryState> state, String reason) {}

  /**
   * A delivery.
   *
   * @param name first and last, or ""
   * @param address that it went to
   * @param code the provider's, or ""
   * @param reason in the provider's words, or ""
   * @param at when it came to its state or was last tried, or null
   */
  public record Row(
      long person,
      String name,
      Channel channel,
      String address,
      DeliveryState state,
      String code,
      String reason,
      Instant at) {
    static Row of(ResultSet row, Object context) throws SQLException {
      return new Row(
          row.getLong("subscriber_id"),
          row.getString("name"),
          Channel.of(row.getString("channel")),
          row.getString("address"),
          DeliveryState.of(row.getString("state")),
          row.getString("code"),
          row.getString("reason"),
          MissedGroup.time(row, "at").orElse(null));
    }
  }

  /**
   * @param next where the search goes on: before this person's id; empty where there is no more
   */
  public record Found(List<Row> rows, Optional<Long> next) {}

  /**
   * @param ids of people, or empty for all from there on
   * @param from the smallest id of a person in it
   */
  private record Step(Optional<List<Long>> ids, long from, long before) {}

  /**
   * @param before an id: only people with smaller ones
   * @param limit rows at most; more than there are channels
   */
  public Found find(Asked asked, long before, int limit) {
    long began = nanos.getAsLong();
    long top = Math.min(before, end());
    List<Row> rows = new ArrayList<>();
    do {
      Step step = asked.person().isBlank() ? all(top) : named(asked, top);
      rows.addAll(rows(asked, step, limit + 1 - rows.size()));
      top = step.from();
    } while (rows.size() <= limit && top > 0 && nanos.getAsLong() - began < PATIENCE_NANOS);
    if (rows.size() <= limit) {
      return new Found(rows, Optional.of(top).filter(id -> id > 0));
    }
    // A person stands on one page whole.
    long cut = rows.get(limit).person();
    rows.removeIf(row -> row.person() == cut);
    return new Found(rows, Optional.of(cut + 1));
  }

  private long end() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT coalesce(max(subscriber_id), 0) + 1 FROM delivery")
                .mapTo(Long.class)
                .one());
  }

  private static Step all(long before) {
    return new Step(Optional.empty(), Math.max(0, before - STEP), before);
  }

  private Step named(Asked asked, long before) {
    List<Long> ids = people.ids(asked.person(), before, NAMED);
    return new Step(Optional.of(ids), ids.size() < NAMED ? 0 : ids.get(NAMED - 1), before);
  }

  private List<Row> rows(Asked asked, Step step, int limit) {
    return jdbi.inTransaction(
        handle -> {
          // The index of what failed is of use only where the state is known.
          handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          return handle
              .createQuery(
                  """
                  SELECT d.subscriber_id, d.channel, d.address, d.state, coalesce(d.code, '') AS code,
                    coalesce(d.reason, '') AS reason, coalesce(d.settled_at, d.attempted_at) AS at,
                    concat_ws(' ', nullif(s.first_name, ''), nullif(s.last_name, '')) AS name
                  FROM delivery d LEFT JOIN subscriber s ON s.id = d.subscriber_id
                  WHERE d.alert_id = :alert AND d.subscriber_id >= :from AND d.subscriber_id < :before
                    AND (:anybody OR d.subscriber_id = ANY(:ids))
                    AND (:state = '' OR d.state = :state)
                    AND (:reason = '' OR strpos(lower(concat_ws(' ', d.code, d.reason)), lower(:reason)) > 0)
                  ORDER BY d.subscriber_id DESC, d.channel LIMIT :limit
                  """)
              .bind("alert", asked.alert())
              .bind("from", step.from())
              .bind("before", step.before())
              .bind("anybody", step.ids().isEmpty())
              .bindArray("ids", Long.class, step.ids().orElse(List.of()).toArray())
              .bind("state", asked.state().map(DeliveryState::code).orElse(""))
              .bind("reason", asked.reason())
              .bind("limit", limit)
              .map(Row::of)
              .list();
        });
  }
}
