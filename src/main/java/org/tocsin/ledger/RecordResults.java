package org.tocsin.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.tocsin.Channel;

/**
 * Writes what came of the attempts of one claim, with one statement. A result that comes late,
 * after others have taken the row over, still counts: the provider's word is better than a doubt.
 * One may be written twice.
 */
public final class RecordResults {
  // The commit does not wait for the disk. The next attempt's does, and brings this one along; so a
  // crash of the database leaves no more in doubt than one claim a connection. It may be written
  // twice: an attempt that was made since what was held back had been let go stays as it is.
  private static final String RECORD =
      """
      UPDATE delivery d SET state = o.state, worker_id = NULL, code = o.code, reason = o.reason,
        provider_id = coalesce(o.provider_id, d.provider_id),
        due_at = coalesce(o.due_at, d.due_at),
        settled_at = CASE WHEN o.state IN ('queued', 'in_doubt') THEN NULL ELSE :now END,
        in_doubt_at = CASE WHEN o.state = 'in_doubt' THEN :now ELSE d.in_doubt_at END,
        attempts = d.attempts - CASE WHEN o.withheld THEN 1 ELSE 0 END
      FROM unhurried,
        unnest(:ids, :attempts, :states, :providerIds, :codes, :reasons, :dues, :withheld, :whats)
        AS o (id, attempt, state, provider_id, code, reason, due_at, withheld, what)
      WHERE d.id = o.id AND d.attempts = o.attempt AND d.state IN ('leased', 'in_doubt', 'queued')
        AND (NOT o.withheld OR d.attempted_at <= :now)
      """;

  private static final String UNHURRIED =
      "WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))";

  private static final String STRAIGHT = UNHURRIED + "\n" + RECORD;

  private static final String EVENTFUL =
      """
      <unhurried>,
      recorded AS (
        <record>
        RETURNING d.id, o.attempt, o.what, o.code, o.reason)
      INSERT INTO delivery_event (delivery_id, at, attempt, what, detail)
      SELECT id, :now, attempt, what, concat_ws(' ', code, reason) FROM recorded r
      WHERE what <> ''
        AND NOT EXISTS (SELECT FROM delivery_event e
                        WHERE e.delivery_id = r.id AND e.attempt = r.attempt AND e.what = r.what)
      """
          .replace("<unhurried>", UNHURRIED)
          .replace("<record>", RECORD.strip());

  /**
   * What came of one attempt. What was withheld counts as never begun.
   *
   * @param next when it is due again; null where that does not change
   */
  public record Row(ClaimedDelivery due, Outcome outcome, Instant next) {
    /** Of a text that was taken, else null: an email's id follows from the delivery. */
    public String providerId() {
      return due.channel() == Channel.SMS && outcome instanceof Outcome.Accepted accepted
          ? accepted.providerId()
          : null;
    }

    private Move move() {
      return outcome.move();
    }
  }

  private RecordResults() {}

  /** Within a transaction of the caller's. */
  public static void of(Handle handle, List<Row> rows, Instant now) {
    boolean isEventful = rows.stream().anyMatch(row -> !row.move().event().isEmpty());
    bind(handle.createUpdate(isEventful ? EVENTFUL : STRAIGHT), rows).bind("now", now).execute();
  }

  private static Update bind(Update update, List<Row> rows) {
    return update
        .bind("ids", rows.stream().mapToLong(row -> row.due().id()).toArray())
        .bind("attempts", rows.stream().mapToInt(row -> row.due().attempt()).toArray())
        .bindArray("states", String.class, column(rows, row -> row.move().to().code()))
        .bindArray("providerIds", String.class, column(rows, row -> storable(row.providerId())))
        .bindArray("codes", String.class, column(rows, row -> storable(row.outcome().code())))
        .bindArray("reasons", String.class, column(rows, row -> storable(row.outcome().reason())))
        .bindArray("dues", Instant.class, column(rows, Row::next))
        .bindArray("withheld", Boolean.class, column(rows, row -> row.move() == Move.PUT_BACK))
        .bindArray("whats", String.class, column(rows, row -> row.move().event()));
  }

  private static Object[] column(List<Row> rows, Function<Row, Object> column) {
    return rows.stream().map(column).toArray();
  }

  /** PostgreSQL holds no NUL and no half of a character, and a provider may say anything. */
  private static String storable(String words) {
    return words == null ? null : new String(words.replace("\0", "").getBytes(UTF_8), UTF_8);
  }
}
