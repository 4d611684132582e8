package org.tocsin.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.tocsin.ChannelSql;
import org.tocsin.TocsinException;

/**
 * The one database: a server given by setting or the embedded one, migrated before anyone sees it.
 */
public final class Database implements AutoCloseable {
  /** Lines, of which the first say what is wrong. */
  private static final int WORDS_OF_FLYWAY = 4;

  private final EmbeddedDatabase embedded;
  private final HikariDataSource pool;
  private final DataSource source;
  private final Jdbi jdbi;
  private final List<HikariDataSource> apart = new CopyOnWriteArrayList<>();
  private volatile DatabaseWatch watch;

  private Database(EmbeddedDatabase embedded, HikariDataSource pool) {
    this.embedded = embedded;
    this.pool = pool;
    this.source = new PatientSource(pool, () -> watch != null && watch.isAway());
    this.jdbi = jdbi(source);
  }

  /** The embedded server in {@code dataDir}, started or joined. */
  static Database embedded(Path dataDir, int connections) {
    EmbeddedDatabase server = EmbeddedDatabase.open(dataDir);
    try {
      HikariDataSource pool =
          pool(server.url(), server.user(), server.password(), connections, newName());
      return migrated(new Database(server, pool));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Any PostgreSQL from 14 on. */
  static Database at(String url, String user, String password, int connections) {
    return migrated(new Database(null, pool(url, user, password, connections, newName())));
  }

  private static String newName() {
    return "database-" + UUID.randomUUID();
  }

  private static HikariDataSource pool(
      String url, String user, String password, int connections, String sockets) {
    NoDatabase.check(url);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("database");
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PatientSource.TURN.toMillis());
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("loginTimeout", "15");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketFactory", CutSockets.class.getName());
    config.addDataSourceProperty("socketFactoryArg", sockets);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "tocsin");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new TocsinException(NoDatabase.words(e, url, user, password), e);
    }
  }

  private static Database migrated(Database database) {
    try {
      migrate(database.source);
      return database;
    } catch (TocsinException e) {
      database.pool.close();
      throw e;
    } catch (FlywayException e) {
      database.pool.close();
      throw new TocsinException(
          "The database could not be brought up to date, and nothing was changed. Put the version"
              + " of before back, and report this: "
              + inOneLine(e.getMessage()),
          e);
    }
  }

  /** Flyway writes a page, with advice on its own options at the end. */
  private static String inOneLine(String page) {
    return page.lines()
        .map(String::strip)
        .filter(line -> line.matches(".*\\p{L}.*"))
        .limit(WORDS_OF_FLYWAY)
        .collect(Collectors.joining(" "));
  }

  /**
   * Brings a database up to the newest file in {@code db/}; several processes may call it at once.
   *
   * @throws TocsinException when a newer program has brought it further: this one would not know
   *     what stands there
   */
  public static void migrate(DataSource source) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db")
            .ignoreMigrationPatterns(new String[0])
            // numbers are given out before the work is done, so a lower one can come later
            .outOfOrder(true)
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      if (Arrays.stream(flyway.info().applied()).anyMatch(Database::isUnknown)) {
        throw new TocsinException(
            "The database was brought up to date by a newer version of Tocsin, and nothing was"
                + " changed. Put that version back, or restore the backup of before the upgrade.",
            e);
      }
      throw e;
    }
  }

  private static boolean isUnknown(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.MISSING_SUCCESS;
  }

  /** Over a source of connections, so that errors name no person (P12). */
  public static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .installPlugin(new PostgresPlugin())
        .registerArrayType(String.class, "text")
        .registerArrayType(Instant.class, "timestamptz")
        .registerArgument(new InstantArguments())
        .installPlugin(new ChannelSql())
        .configure(
            StatementExceptions.class,
            errors -> errors.setMessageRendering(StatementExceptions.MessageRendering.NONE));
  }

  /** As a time with its zone: PostgreSQL cannot always tell what type a bare one has. */
  private static final class InstantArguments extends AbstractArgumentFactory<Instant> {
    private InstantArguments() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Over connections of their own, which nothing else can take: whoever gets them is answered also
   * while everybody else waits.
   */
  Jdbi apart(int connections) {
    HikariDataSource own =
        pool(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword(), connections, sockets());
    apart.add(own);
    return jdbi(new PatientSource(own, () -> watch != null && watch.isAway()));
  }

  public DataSource source() {
    return source;
  }

  private String sockets() {
    return pool.getDataSourceProperties().getProperty("socketFactoryArg");
  }

  /** For whoever measures it; connections come from {@link #source}. */
  HikariDataSource pool() {
    return pool;
  }

  /**
   * Looks after it from now on, until the watch is closed: the embedded server is started again
   * where it dies, and while there is none nobody waits for it.
   */
  DatabaseWatch watch() {
    watch =
        new DatabaseWatch(
            pool.getJdbcUrl(),
            pool.getUsername(),
            pool.getPassword(),
            embedded == null ? () -> {} : embedded::revive,
            () -> CutSockets.cut(sockets()));
    return watch.start();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    apart.forEach(HikariDataSource::close);
    pool.close();
    CutSockets.forget(sockets());
    if (embedded != null) {
      embedded.close();
    }
  }
}
