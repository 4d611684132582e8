package org.tocsin.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.TocsinException;

/** One alert, followed by what the ledger says of it. */
final class Alert {
  /** The publishing program shall be gone before the clock runs. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private final Server server;
  private final Jdbi jdbi;
  private final String channel;

  /**
   * What the ledger says.
   *
   * @param accepted deliveries that the sink or stub took
   * @param seconds from the first attempt to the last outcome
   * @param firstSeconds from the release to the first that was handed over
   */
  record Sent(long accepted, double seconds, double firstSeconds) {
    double perSecond() {
      return accepted / seconds;
    }
  }

  private Alert(Server server, String channel) {
    this.server = server;
    this.jdbi = server.jdbi();
    this.channel = channel;
  }

  /**
   * Publishes by the program's own command, to be released a few seconds later.
   *
   * @param channel email or sms
   */
  static Alert publish(Server server, Path sheet, String channel) {
    String at = "" + Instant.now().plus(AHEAD);
    server.run("publish", "" + sheet, "--channels", channel, "--at", at, "--yes");
    return new Alert(server, channel);
  }

  /** Waits until everyone has a row in the ledger; in seconds since the release. */
  double awaitGathered() {
    String sql =
        """
        SELECT extract(epoch FROM gathered_at - released_at)::float8 FROM alert
        WHERE gathered_at IS NOT NULL
        """;
    Optional<Double> seconds =
        jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Double.class).findOne());
    while (seconds.isEmpty()) {
      pause();
      seconds = jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Double.class).findOne());
    }
    return seconds.get();
  }

  /** Waits until nothing of it waits any more. */
  void awaitDone() {
    while (!jdbi.withHandle(
            handle -> handle.createQuery("SELECT state FROM alert").mapTo(String.class).one())
        .equals("done")) {
      pause();
    }
  }

  private void pause() {
    server.checkAlive();
    jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT reason FROM channel_pause")
                    .mapTo(String.class)
                    .findFirst())
        .ifPresent(
            reason -> {
              throw new TocsinException(
                  "The channel is paused, so this measures nothing: " + reason);
            });
    Children.pause(500);
  }

  long rows() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM delivery").mapTo(Long.class).one());
  }

  Sent sent() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) AS accepted,
                      extract(epoch FROM max(d.settled_at) - min(d.attempted_at))::float8 AS seconds,
                      extract(epoch FROM min(d.settled_at) - min(a.released_at))::float8 AS first
                    FROM delivery d JOIN alert a ON a.id = d.alert_id
                    WHERE d.channel = :channel AND d.state = 'accepted'
                    """)
                .bind("channel", channel)
                .map(
                    (row, c) ->
                        new Sent(
                            row.getLong("accepted"),
                            row.getDouble("seconds"),
                            row.getDouble("first")))
                .one());
  }

  /** The same, after it was made sure that everyone got it. */
  Sent sentToAll(int people) {
    awaitDone();
    Sent sent = sent();
    if (sent.accepted() != people) {
      throw new TocsinException(
          "Of " + people + " people " + sent.accepted() + " got it, so this measures nothing.");
    }
    return sent;
  }
}
