package org.tocsin.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The pool as everyone gets connections from it: whoever asks waits while all are in use, and not
 * at all while the database is known to be away.
 */
final class PatientSource implements DataSource {
  /** How long the pool waits each time; see {@link HikariDataSource#getConnectionTimeout}. */
  static final Duration TURN = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HikariDataSource pool;
  private final BooleanSupplier isAway;

  PatientSource(HikariDataSource pool, BooleanSupplier isAway) {
    this.pool = pool;
    this.isAway = isAway;
  }

  @Override
  public Connection getConnection() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (isAway.getAsBoolean()) {
        // PostgreSQL, Appendix A: 08001, no connection could be made
        throw new SQLTransientConnectionException("The database is away.", "08001");
      }
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return pool.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(PatientSource.class.getName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
