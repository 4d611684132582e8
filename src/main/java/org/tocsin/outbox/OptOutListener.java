package org.tocsin.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.Channel;
import org.tocsin.ledger.ClaimedDelivery;

/**
 * Hears at once, from the database, who opts out and what is halted while this process has
 * deliveries in hand. What was known before an attempt was written is left out by the statement
 * that writes it; this is about the seconds after. Where the line to the database is not sure to be
 * alive, each delivery is looked up instead, which is slower and just as exact (P3).
 */
public final class OptOutListener implements SendGate, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OptOutListener.class);

  /** The line says something, or is asked, this often. */
  private static final int BEAT_MILLIS = 60;

  /** Older than this it is not trusted; P3 allows 250 ms in all. */
  private static final long FRESH_NANOS = Duration.ofMillis(150).toNanos();

  /** How long someone who left is remembered: longer than any claim is in hand. */
  private static final long MEMORY_NANOS = Duration.ofMinutes(30).toNanos();

  private final DataSource source;
  private final Worker worker;
  private final Runnable broken;
  private final Thread listener = new Thread(this::listen, "news");
  private final Map<String, Long> left = new ConcurrentHashMap<>();
  private final Set<String> halted = ConcurrentHashMap.newKeySet();
  private volatile long heardAt = System.nanoTime() - 2 * FRESH_NANOS;
  private volatile boolean closed;

  private OptOutListener(DataSource source, Worker worker, Runnable broken) {
    this.source = source;
    this.worker = worker;
    this.broken = broken;
  }

  /**
   * @param source its connections are used one for listening and, in need, one for looking up
   * @param broken is run when the line broke: the database may have been restarted
   */
  public static OptOutListener listen(DataSource source, Worker worker, Runnable broken) {
    OptOutListener news = new OptOutListener(source, worker, broken);
    news.listener.setDaemon(true);
    news.listener.start();
    return news;
  }

  @Override
  public boolean mayGo(ClaimedDelivery due) {
    if (!worker.isAlive()) {
      return false;
    }
    boolean isStopped =
        left.containsKey("left " + due.channel().code() + " " + due.addressKey())
            || halted.contains("alert " + due.alertId())
            || halted.contains("channel " + due.channel().code());
    // Who left may be back, and not every way back is announced.
    return !isStopped && System.nanoTime() - heardAt <= FRESH_NANOS || lookUp(due);
  }

  private boolean lookUp(ClaimedDelivery due) {
    String sql =
        """
        SELECT NOT EXISTS (SELECT FROM suppression WHERE channel = ? AND address_key = ?)
          AND NOT EXISTS (SELECT FROM subscriber WHERE id = ?
                          AND NOT CASE ? WHEN <email> THEN email_consent ELSE sms_consent END)
          AND NOT EXISTS (SELECT FROM hold
                          WHERE channel = ? AND address_key = ? AND decided_at IS NULL)
          AND NOT EXISTS (SELECT FROM channel_pause WHERE channel = ?)
          AND EXISTS (SELECT FROM alert WHERE id = ? AND state NOT IN ('paused', 'cancelled'))
        """
            .replace("<email>", Channel.EMAIL.sql());
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, due.channel().code());
      query.setObject(2, due.addressKey());
      query.setLong(3, due.subscriberId());
      query.setString(4, due.channel().code());
      query.setString(5, due.channel().code());
      query.setObject(6, due.addressKey());
      query.setString(7, due.channel().code());
      query.setLong(8, due.alertId());
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException e) {
      // Who cannot be asked about is not written to.
      return false;
    }
  }

  private void listen() {
    boolean isBroken = false;
    while (!closed) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN tocsin");
        isBroken = false;
        catchUp(statement);
        try {
          hear(connection.unwrap(PGConnection.class), statement);
        } finally {
          tellThePool(statement);
        }
      } catch (SQLException e) {
        if (!closed) {
          if (!isBroken) {
            LOG.warn("The line to the database broke; it is set up again");
          }
          isBroken = true;
          broken.run();
          rest();
        }
      }
    }
  }

  /** A connection that broke must not be lent to others; the pool learns it by a failing query. */
  private static void tellThePool(Statement statement) {
    try {
      statement.execute("UNLISTEN *");
    } catch (SQLException broken) {
      // the pool has seen it too
    }
  }

  /** What was announced while nobody listened: the latest, since clocks may differ. */
  private void catchUp(Statement statement) throws SQLException {
    halted.clear();
    left.clear();
    String sql =
        """
        SELECT 'halt alert ' || id FROM alert
        WHERE state = 'paused'
        UNION ALL
        (SELECT 'halt alert ' || id FROM alert WHERE state = 'cancelled' ORDER BY id DESC LIMIT 500)
        UNION ALL SELECT 'halt channel ' || channel FROM channel_pause
        UNION ALL
        (SELECT 'left ' || channel || ' ' || address_key FROM suppression
         ORDER BY since DESC LIMIT 5000)
        UNION ALL SELECT 'left ' || channel || ' ' || address_key FROM hold WHERE decided_at IS NULL
        """;
    try (ResultSet missed = statement.executeQuery(sql)) {
      while (missed.next()) {
        hear(missed.getString(1));
      }
    }
  }

  /** Each round ends with an answer from the server, so that a dead line is noticed. */
  private void hear(PGConnection line, Statement statement) throws SQLException {
    while (!closed) {
      PGNotification[] heard = line.getNotifications(BEAT_MILLIS);
      if (heard != null) {
        for (PGNotification each : heard) {
          hear(each.getParameter());
        }
      }
      long asked = System.nanoTime();
      statement.execute("SELECT 1");
      PGNotification[] meanwhile = line.getNotifications();
      for (PGNotification each : meanwhile == null ? new PGNotification[0] : meanwhile) {
        hear(each.getParameter());
      }
      heardAt = asked;
    }
  }

  private void hear(String news) {
    String[] words = news.split(" ", 2);
    switch (words[0]) {
      case "left" -> remember(news);
      case "back" -> left.remove("left " + words[1]);
      case "halt" -> halted.add(words[1]);
      case "go" -> halted.remove(words[1]);
      default -> LOG.debug("Unknown news");
    }
  }

  private void remember(String who) {
    long now = System.nanoTime();
    left.put(who, now);
    if (left.size() > 10_000) {
      left.values().removeIf(at -> now - at > MEMORY_NANOS);
    }
  }

  private static void rest() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
