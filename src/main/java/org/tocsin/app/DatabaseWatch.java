package org.tocsin.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.DatabaseFault;

/**
 * Looks every second whether the database answers, over a connection of its own, so that nobody has
 * to wait for one that is away. The embedded server is started again where it has died.
 */
final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final long BEAT_MILLIS = 1_000;

  /** By this a server that hangs is distinguished from one that is busy. */
  private static final int PATIENCE_SECONDS = 4;

  /** Beats after which a new connection is asked for: one that hangs keeps those that it has. */
  private static final int NEW_CONNECTION = 2;

  private final PGSimpleDataSource source;
  private final Runnable mend;
  private final Runnable cut;
  private final Thread thread = new Thread(this::watch, "database-watch");
  private Connection line;
  private long awaySince;
  private int beat;
  private volatile String trouble = "";
  private volatile boolean isAway;
  private volatile boolean isClosed;

  /**
   * @param mend what can be done for a server that has died; called every second while it is away
   * @param cut ends all that wait for an answer of a server that hangs
   */
  DatabaseWatch(String url, String user, String password, Runnable mend, Runnable cut) {
    this.source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setConnectTimeout(PATIENCE_SECONDS);
    source.setLoginTimeout(PATIENCE_SECONDS);
    source.setSocketTimeout(PATIENCE_SECONDS);
    source.setApplicationName("tocsin watch");
    this.mend = mend;
    this.cut = cut;
    thread.setDaemon(true);
  }

  DatabaseWatch start() {
    thread.start();
    return this;
  }

  /** Whether it is no use to ask it for anything. */
  boolean isAway() {
    return isAway;
  }

  /** What is wrong with it, in a sentence for an operator; empty while all is well. */
  Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  private void watch() {
    while (!isClosed) {
      look();
      try {
        TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    try {
      ask();
      String hangs = beat++ % NEW_CONNECTION == 0 ? ofNewConnections() : trouble;
      isThere();
      trouble = hangs;
    } catch (SQLException e) {
      if (!isClosed) {
        isAway(e);
        cut.run();
        mend.run();
      }
    }
  }

  /** Over the line that is open; where it has broken, over a new one. */
  private void ask() throws SQLException {
    if (line != null) {
      try {
        ask(line);
        return;
      } catch (SQLException e) {
        hangUp();
        if (e.getCause() instanceof java.net.SocketTimeoutException) {
          throw e;
        }
      }
    }
    line = source.getConnection();
    ask(line);
  }

  private static void ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private void hangUp() {
    try {
      if (line != null) {
        line.close();
      }
    } catch (SQLException e) {
      // it is broken
    }
    line = null;
  }

  private String ofNewConnections() {
    try (Connection connection = source.getConnection()) {
      ask(connection);
      return "";
    } catch (SQLException e) {
      return "The database takes no new connections: " + words(e);
    }
  }

  private static String words(SQLException e) {
    return DatabaseFault.of(e).map(DatabaseFault::words).orElse(e.getMessage());
  }

  private void isThere() {
    if (isAway) {
      isAway = false;
      long seconds = (System.nanoTime() - awaySince) / 1_000_000_000;
      LOG.warn("The database answers again, after {} s; all goes on by itself", seconds);
    }
  }

  private void isAway(SQLException e) {
    hangUp();
    trouble = words(e);
    if (!isAway) {
      isAway = true;
      awaySince = System.nanoTime();
      LOG.error(
          "{} Nothing is sent, and requests are answered with 503, until it is back ({})",
          trouble,
          e.getMessage());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      hangUp();
    }
  }
}
