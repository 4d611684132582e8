package org.tocsin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;

/** The server process on the data of a folder, which may be another process's child. */
final class PostgresServer {
  static final String USER = "tocsin";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final int STARTS = 10;

  private final DataFolder folder;
  private final PostgresPrograms programs;
  private final Path cluster;
  private int port;

  PostgresServer(DataFolder folder) {
    this.folder = folder;
    this.programs = new PostgresPrograms(folder.path());
    this.cluster = folder.cluster();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Unpacks the programs and makes the data, where there are none. */
  void prepare() throws IOException {
    programs.unpack();
    create();
  }

  /** A new cluster is made beside its place and moved there when it is whole. */
  private void create() throws IOException {
    if (Files.exists(cluster)) {
      return;
    }
    Path half = folder.path().resolve("creating");
    DataFolder.deleteAll(half);
    folder.newPassword();
    programs.run(
        "initdb",
        "--pgdata=" + half,
        "--username=" + USER,
        "--auth=scram-sha-256",
        "--pwfile=" + folder.passwordFile(),
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
    Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
    LOG.info("Made a new database in {}", folder.path());
  }

  /** Whether a server runs on this cluster. */
  boolean isRunning() throws IOException {
    if (!Files.exists(pidFile())) {
      return false;
    }
    List<String> lines = Files.readAllLines(pidFile());
    long pid = lines.size() < 4 ? 0 : Long.parseLong(lines.get(0).strip());
    if (isPostgres(pid)) {
      return true;
    }
    if (pid == 0 || ProcessHandle.of(pid).isPresent()) {
      // Left by a machine that went down; its number belongs to another program by now, which
      // PostgreSQL would take for the server.
      LOG.info("Removed the stale lock of a database server that is gone");
      Files.deleteIfExists(pidFile());
    }
    return false;
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }

  private int runningPort() throws IOException {
    return Integer.parseInt(Files.readAllLines(pidFile()).get(3).strip());
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.contains("postgres"))
        .isPresent();
  }

  /** Uses the one that runs. */
  void join() throws IOException {
    port = runningPort();
    awaitAnswer();
    LOG.debug("Joined the database server on port {}", port);
  }

  /** What is left of a server that died may hold the cluster for a moment longer. */
  void start(int chosen) throws IOException {
    port = chosen;
    for (int tries = 1; ; tries++) {
      try {
        runServer();
        break;
      } catch (TocsinException e) {
        if (tries == STARTS) {
          throw e;
        }
        pause(1_000);
      }
    }
    awaitAnswer();
    LOG.debug("Started the database server on port {}", port);
  }

  /** On the port that it had. */
  void runServer() throws IOException {
    String options =
        String.join(
            " ",
            "-p " + port,
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=''",
            "-c max_connections=100",
            "-c shared_buffers=128MB",
            "-c max_wal_size=1GB",
            "-c jit=off");
    programs.run(
        "pg_ctl",
        "start",
        "--pgdata=" + cluster,
        "--wait",
        "--timeout=120",
        "--log=" + folder.log(),
        "--options=" + options);
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (var connection = DriverManager.getConnection(url(), USER, folder.password())) {
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw new TocsinException(
              "The embedded database does not answer on port "
                  + port
                  + ". See "
                  + folder.log()
                  + ".",
              e);
        }
        pause(100);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted while the embedded database started.", e);
    }
  }

  void stop() throws IOException {
    if (isRunning()) {
      programs.run(
          "pg_ctl", "stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=15");
      LOG.debug("Stopped the database server");
    }
  }
}
