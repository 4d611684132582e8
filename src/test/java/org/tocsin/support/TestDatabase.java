package org.tocsin.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.tocsin.app.Database;
import org.tocsin.app.EmbeddedDatabase;

/**
 * A real, migrated, empty database for a test class. One server runs for all classes that a process
 * of the test run goes through; each database is copied from the one that {@link ReadyData} brings,
 * which takes a few hundredths of a second.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedDatabase SERVER = start();

  private final String name;
  private HikariDataSource pool;

  private TestDatabase(String name) {
    this.name = name;
  }

  private static EmbeddedDatabase start() {
    String fork = System.getProperty("tocsin.test.fork", "1");
    EmbeddedDatabase server = EmbeddedDatabase.open(ReadyData.ofFork(fork));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  public static synchronized TestDatabase fresh() {
    String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    execute("CREATE DATABASE " + name + " TEMPLATE postgres");
    return new TestDatabase(name);
  }

  /**
   * Whether somebody waits for a lock that another holds.
   *
   * @param jdbi of the database to look at
   */
  public static boolean isSomebodyWaiting(Jdbi jdbi) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM pg_stat_activity
                      WHERE datname = current_database() AND wait_event_type = 'Lock')
                    """)
                .mapTo(Boolean.class)
                .one());
  }

  /** From beside the template, since nobody may be connected to that while it is copied. */
  private static void execute(String sql) {
    try (Connection connection = source(SERVER, "template1").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static PGSimpleDataSource source(EmbeddedDatabase server, String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(server, name));
    source.setUser(server.user());
    source.setPassword(server.password());
    return source;
  }

  private static String url(EmbeddedDatabase server, String name) {
    return server.url().replaceAll("/[^/]*$", "/" + name);
  }

  public PGSimpleDataSource source() {
    return source(SERVER, name);
  }

  /**
   * Over connections that are kept open for a while, since logging in takes most of a short test.
   */
  public synchronized Jdbi jdbi() {
    if (pool == null) {
      HikariConfig config = new HikariConfig();
      config.setDataSource(source());
      config.setPoolName(name);
      config.setMaximumPoolSize(20);
      config.setMinimumIdle(0);
      config.setIdleTimeout(10_000);
      pool = new HikariDataSource(config);
    }
    return Database.jdbi(pool);
  }

  /**
   * Breaks others' connections to it.
   *
   * @param which a condition on pg_stat_activity
   */
  public void hangUp(String which) {
    jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() AND
                        """
                            + which)
                    .mapTo(Long.class)
                    .one());
  }

  /** With no options, which would take the place of the program's own. */
  public String url() {
    return url(SERVER, name);
  }

  public String user() {
    return SERVER.user();
  }

  public String password() {
    return SERVER.password();
  }
}
