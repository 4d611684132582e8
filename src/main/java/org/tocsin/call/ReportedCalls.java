package org.tocsin.call;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Calls that people say they made. A person counts once for each official and sheet, and what they
 * said last holds, with the alert and the day of that. A trigger keeps the counts.
 */
public final class ReportedCalls {
  private static final int WEEK = 7;

  /** The caller's alert where it is one of this sheet, else the sheet's latest that went out. */
  private static final String ALERT =
      """
      coalesce(
        (SELECT a.id FROM alert a JOIN revision r ON r.id = a.revision_id
         WHERE a.id = :alert AND r.slug = :slug),
        (SELECT a.id FROM alert a JOIN revision r ON r.id = a.revision_id
         WHERE r.slug = :slug AND a.released_at IS NOT NULL
         ORDER BY a.released_at DESC, a.id DESC LIMIT 1),
        0)\
      """;

  private final Jdbi jdbi;
  private final Clock clock;
  private final int shownFrom;

  /**
   * @param shownFrom how many people must have called an official before everybody sees how many;
   *     0: nobody sees it
   */
  public ReportedCalls(Jdbi jdbi, Clock clock, int shownFrom) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.shownFrom = shownFrom;
  }

  /**
   * A call.
   *
   * @param slug of the sheet
   * @param official a bioguide id
   */
  public record Call(String slug, String official, CallResult result) {}

  /** Takes what a caller says; saying the same again changes no count. */
  public void report(Call call, Caller caller) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, call);
          caller.subscriberId().ifPresent(person -> joinBrowser(handle, call, caller));
          Optional<Long> earlier = earlier(handle, call, caller);
          if (earlier.isPresent()) {
            change(handle, earlier.get(), call, caller);
          } else {
            add(handle, call, caller);
          }
        });
  }

  /**
   * Takes that a person called where they have not said so of this call before, within a
   * transaction of the caller's.
   *
   * @return false where they had said so; that stays as it is
   */
  public boolean reportFirst(Handle handle, Call call, Caller caller) {
    lock(handle, call);
    if (earlier(handle, call, caller).isPresent()) {
      return false;
    }
    add(handle, call, caller);
    return true;
  }

  /** Two at once, a double click among them, come one after the other. */
  private static void lock(Handle handle, Call call) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:call, 64))::text")
        .bind("call", call.slug() + " " + call.official())
        .mapTo(String.class)
        .one();
  }

  /** What a person said from this browser before they came by their link is theirs. */
  private static void joinBrowser(Handle handle, Call call, Caller caller) {
    handle
        .createUpdate(
            """
            DELETE FROM reported_call
            WHERE slug = :slug AND official = :official AND browser = :browser
              AND subscriber_id IS NULL
            """)
        .bind("slug", call.slug())
        .bind("official", call.official())
        .bind("browser", caller.browser().orElse(null))
        .execute();
  }

  /** A browser that a person came with by their link goes on speaking for them. */
  private static Optional<Long> earlier(Handle handle, Call call, Caller caller) {
    String who =
        caller.subscriberId().isPresent() ? "subscriber_id = :person" : "browser = :browser";
    return handle
        .createQuery(
            """
            SELECT id FROM reported_call
            WHERE slug = :slug AND official = :official AND <who>
            ORDER BY at DESC, id DESC LIMIT 1
            """)
        .define("who", who)
        .bind("slug", call.slug())
        .bind("official", call.official())
        .bind("person", caller.subscriberId().orElse(null))
        .bind("browser", caller.browser().orElse(null))
        .mapTo(Long.class)
        .findOne();
  }

  private void change(Handle handle, long id, Call call, Caller caller) {
    handle
        .createUpdate(
            """
            UPDATE reported_call
            SET result = :result, at = :at, way = :way, browser = coalesce(:browser, browser),
              alert_id = coalesce(nullif(<alert>, 0), alert_id)
            WHERE id = :id
            """)
        .define("alert", ALERT)
        .bind("id", id)
        .bind("result", call.result().code())
        .bind("at", clock.instant())
        .bind("way", caller.way().code())
        .bind("browser", caller.browser().orElse(null))
        .bind("alert", caller.alertId().orElse(null))
        .bind("slug", call.slug())
        .execute();
  }

  private void add(Handle handle, Call call, Caller caller) {
    handle
        .createUpdate(
            """
            INSERT INTO reported_call
              (slug, official, subscriber_id, browser, alert_id, result, way, at)
            VALUES (:slug, :official, :person, :browser, <alert>, :result, :way, :at)
            """)
        .define("alert", ALERT)
        .bind("slug", call.slug())
        .bind("official", call.official())
        .bind("person", caller.subscriberId().orElse(null))
        .bind("browser", caller.browser().orElse(null))
        .bind("alert", caller.alertId().orElse(null))
        .bind("result", call.result().code())
        .bind("way", caller.way().code())
        .bind("at", clock.instant())
        .execute();
  }

  /**
   * How many people called each of these officials about a sheet within seven days; only those that
   * enough have called for everybody to see it.
   */
  public Map<String, Long> thisWeek(String slug, Collection<String> officials) {
    Map<String, Long> people = new HashMap<>();
    LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(WEEK - 1);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT official, sum(people) AS people FROM call_count
                    WHERE slug = :slug AND official = ANY(:officials) AND day >= :since
                    GROUP BY official HAVING :from > 0 AND sum(people) >= :from
                    """)
                .bind("slug", slug)
                .bindArray("officials", String.class, officials)
                .bind("since", since)
                .bind("from", shownFrom)
                .map((row, c) -> people.put(row.getString("official"), row.getLong("people")))
                .list());
    return people;
  }

  /**
   * What came of the calls that an alert asked for.
   *
   * @return by official, in the order of their ids, how many people said what; by {@link
   *     CallResult#code}, without zeros
   */
  public static Map<String, Map<String, Long>> ofAlert(Handle handle, long alertId) {
    Map<String, Map<String, Long>> calls = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT official, result, sum(people) AS people FROM call_count
            WHERE alert_id = :alert GROUP BY official, result HAVING sum(people) > 0
            """)
        .bind("alert", alertId)
        .map(
            (row, c) ->
                calls
                    .computeIfAbsent(row.getString("official"), unseen -> new TreeMap<>())
                    .put(row.getString("result"), row.getLong("people")))
        .list();
    return calls;
  }
}
