package org.tocsin.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.tocsin.Channel;
import org.tocsin.call.ReportedCalls;

/**
 * Who was reached by an alert, how it went over time, and who left because of it. It names nobody,
 * so it may be shown to all.
 *
 * @param places where those who were reached live, as they are assigned now
 * @param states every message, by channel code and {@link org.tocsin.ledger.DeliveryState#code}
 * @param languages messages that arrived or were accepted, by language and channel
 * @param left people who opted out within a week of the message, by way, as in the consent record
 * @param course messages handed over by minute, the first first
 * @param waiting by channel code, what has not gone yet
 * @param calls people who say what came of their calls, by official and result
 * @param roster by which the alert was released, or empty before that
 * @param at when it was counted
 */
public record AlertReach(
    List<Place> places,
    Map<String, Map<String, Long>> states,
    Map<String, Map<String, Long>> languages,
    Map<String, Long> left,
    List<Minute> course,
    Map<String, Waiting> waiting,
    Map<String, Map<String, Long>> calls,
    Optional<Long> roster,
    Instant at) {
  /** More minutes than an alert lasts that anybody looks at. */
  private static final int MINUTES = 20_000;

  private static final int RECENT_SECONDS = 300;

  /**
   * @param state two letters, or "" where it is not known
   * @param districts such as "NY-24"; several where the ZIP is split, none where only the state is
   *     known
   * @param channels messages, by channel code
   */
  public record Place(String state, List<String> districts, Map<String, Long> channels) {}

  /**
   * @param channel its code
   * @param messages handed over in that minute
   */
  public record Minute(String channel, Instant minute, long messages) {}

  /**
   * @param channel its code
   * @param ready what may go now
   * @param later what may go only later, such as texts by night
   * @param next when the first of those may, or null
   */
  public record Waiting(String channel, long ready, long later, Instant next) {
    /** Nothing waits. */
    static Waiting none(String channel) {
      return new Waiting(channel, 0, 0, null);
    }
  }

  private record Row(
      String home, List<String> districts, String lang, String channel, String state, long n) {
    boolean hasArrived() {
      return List.of("accepted", "delivered").contains(state);
    }
  }

  /** Counts the whole alert, so ask seldom: about a second for a million messages. */
  public static AlertReach of(Jdbi jdbi, Clock clock, long alert) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          List<Row> all = rows(handle, alert);
          List<Row> rows = all.stream().filter(Row::hasArrived).toList();
          return new AlertReach(
              places(rows),
              states(all),
              languages(rows),
              left(handle, alert),
              course(handle, alert),
              waiting(handle, alert, now),
              ReportedCalls.ofAlert(handle, alert),
              roster(handle, alert),
              now);
        });
  }

  private static List<Row> rows(Handle handle, long alert) {
    return handle
        .createQuery(
            """
            SELECT CASE WHEN s.assignment IN ('ADDRESS', 'ZIP', 'ZIP_SPLIT') THEN left(s.districts[1], 2)
                     WHEN s.assignment = 'STATE' THEN s.state ELSE '' END AS home,
              coalesce(s.districts, '{}') AS districts, r.lang, d.channel, d.state, count(*) AS n
            FROM delivery d JOIN rendering r ON r.id = d.rendering_id
            LEFT JOIN subscriber s ON s.id = d.subscriber_id
            WHERE d.alert_id = :alert
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2
            """)
        .bind("alert", alert)
        .map(
            row ->
                new Row(
                    row.getColumn("home", String.class),
                    List.of(row.getColumn("districts", String[].class)),
                    row.getColumn("lang", String.class),
                    row.getColumn("channel", String.class),
                    row.getColumn("state", String.class),
                    row.getColumn("n", Long.class)))
        .list();
  }

  private static List<Place> places(List<Row> rows) {
    Map<List<Object>, Place> places = new LinkedHashMap<>();
    for (Row row : rows) {
      places
          .computeIfAbsent(
              List.of(row.home(), row.districts()),
              where -> new Place(row.home(), row.districts(), new TreeMap<>()))
          .channels()
          .merge(row.channel(), row.n(), Long::sum);
    }
    return List.copyOf(places.values());
  }

  private static Map<String, Map<String, Long>> states(List<Row> rows) {
    return sums(rows, Row::channel, Row::state);
  }

  private static Map<String, Map<String, Long>> languages(List<Row> rows) {
    return sums(rows, Row::lang, Row::channel);
  }

  private static Map<String, Map<String, Long>> sums(
      List<Row> rows, Function<Row, String> first, Function<Row, String> second) {
    Map<String, Map<String, Long>> sums = new TreeMap<>();
    rows.forEach(
        row ->
            sums.computeIfAbsent(first.apply(row), unseen -> new TreeMap<>())
                .merge(second.apply(row), row.n(), Long::sum));
    return sums;
  }

  private static Map<String, Long> left(Handle handle, long alert) {
    Map<String, Long> left = new TreeMap<>();
    handle
        .createQuery(
            """
            SELECT e.way, count(DISTINCT d.id) AS people
            FROM delivery d JOIN consent_event e ON e.channel = d.channel AND e.address_key = d.address_key
            WHERE d.alert_id = :alert AND e.change = 'withdrawn'
              AND e.at BETWEEN d.attempted_at AND d.attempted_at + interval '7 days'
            GROUP BY e.way
            """)
        .bind("alert", alert)
        .map(
            row ->
                left.put(row.getColumn("way", String.class), row.getColumn("people", Long.class)))
        .list();
    return left;
  }

  private static List<Minute> course(Handle handle, long alert) {
    return handle
        .createQuery(
            """
            SELECT channel, date_trunc('minute', attempted_at) AS minute, count(*) AS messages
            FROM delivery WHERE alert_id = :alert AND attempted_at IS NOT NULL
            GROUP BY 1, 2 ORDER BY 2, 1 LIMIT :most
            """)
        .bind("alert", alert)
        .bind("most", MINUTES)
        .map(ConstructorMapper.of(Minute.class))
        .list();
  }

  private static Map<String, Waiting> waiting(Handle handle, long alert, Instant now) {
    Map<String, Waiting> waiting = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      waiting.put(channel.code(), Waiting.none(channel.code()));
    }
    handle
        .createQuery(
            """
            SELECT channel, count(*) FILTER (WHERE due_at <= :now) AS ready,
              count(*) FILTER (WHERE due_at > :now) AS later,
              min(due_at) FILTER (WHERE due_at > :now) AS next
            FROM delivery WHERE alert_id = :alert AND state = 'queued' GROUP BY channel
            """)
        .bind("alert", alert)
        .bind("now", now)
        .map(ConstructorMapper.of(Waiting.class))
        .forEach(each -> waiting.put(each.channel(), each));
    return waiting;
  }

  private static Optional<Long> roster(Handle handle, long alert) {
    return handle
        .createQuery("SELECT roster_id FROM alert WHERE id = :alert AND roster_id IS NOT NULL")
        .bind("alert", alert)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * When what may go now has gone, at the rate of the last minutes.
   *
   * @return empty where nothing waits or nothing went lately
   */
  public Optional<Instant> over(Channel channel) {
    long ready = waiting.get(channel.code()).ready();
    double perSecond = lately(channel) / (double) RECENT_SECONDS;
    return ready == 0 || perSecond == 0
        ? Optional.empty()
        : Optional.of(at.plusSeconds(Math.round(ready / perSecond)));
  }

  /** Messages handed over in the last five minutes, as far as full ones of them have begun. */
  public long lately(Channel channel) {
    Instant since = at.minusSeconds(RECENT_SECONDS);
    return course.stream()
        .filter(each -> each.channel().equals(channel.code()))
        .filter(each -> !each.minute().isBefore(since))
        .mapToLong(Minute::messages)
        .sum();
  }

  /**
   * A part of the course.
   *
   * @param messages handed over from then until the next part, by channel code
   */
  public record Part(Instant from, Map<String, Long> messages) {}

  /**
   * The course in so many parts at most, all of the same length, for a chart; none where nothing
   * has gone.
   */
  public List<Part> parts(int most) {
    List<Part> parts = new ArrayList<>();
    if (course.isEmpty()) {
      return parts;
    }
    long first = minute(course.get(0));
    long minutes = minute(course.get(course.size() - 1)) - first + 1;
    long length = (minutes + most - 1) / most;
    for (long minute = 0; minute < minutes; minute += length) {
      parts.add(new Part(Instant.ofEpochSecond(60 * (first + minute)), new TreeMap<>()));
    }
    course.forEach(
        each ->
            parts
                .get((int) ((minute(each) - first) / length))
                .messages()
                .merge(each.channel(), each.messages(), Long::sum));
    return parts;
  }

  private static long minute(Minute each) {
    return each.minute().getEpochSecond() / 60;
  }
}
