package org.tocsin.app;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;

/**
 * A PostgreSQL server in a folder, shared by all Tocsin processes that use the folder. The first
 * starts it, the others join, the last one out stops it. Who uses it is known by a shared file
 * lock, which the operating system takes back from a killed process; a server that outlived such a
 * process is joined by the next one. The data are never touched.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String VERSION = "17.11.0";
  private static final String USER = "tocsin";
  private static final int STARTS = 10;

  private final Path folder;
  private final Path program;
  private final Path cluster;
  private String lastFailure = "";
  private volatile boolean isClosed;
  private FileChannel users;
  private FileLock using;
  private int port;

  private EmbeddedDatabase(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.program = this.folder.resolve("postgresql-" + VERSION);
    this.cluster = this.folder.resolve("cluster");
  }

  /** Whether data lie in this folder; true also where this user may not look. */
  static boolean isIn(Path folder) {
    return !Files.notExists(folder.resolve("cluster"));
  }

  /** Starts the server in this folder, made new where there is none, or joins the running one. */
  public static EmbeddedDatabase open(Path folder) {
    EmbeddedDatabase database = new EmbeddedDatabase(folder);
    try {
      database.checkUsable();
      database.join();
      return database;
    } catch (IOException e) {
      throw new TocsinException(
          "The embedded database in "
              + folder
              + " could not be opened: "
              + e.getMessage()
              + ". Look at the disk and its permissions, or set tocsin.database.url.",
          e);
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new TocsinException(
          passwordFile() + " cannot be read. Restore it from a backup; it opens the database.", e);
    }
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  /** PostgreSQL serves nobody but the owner of the data. */
  private void checkUsable() {
    Path nearest = folder;
    while (!Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw new TocsinException(nearest + " is no folder. Set tocsin.data-dir to one.");
    }
    boolean mayWrite = Files.isWritable(nearest) && Files.isExecutable(nearest);
    if (!mayWrite || (nearest.equals(folder) && !Owner.isMe(folder))) {
      throw new TocsinException(Owner.refusal("The data folder", nearest));
    }
    if (Files.exists(cluster) && !Owner.isMe(cluster)) {
      throw new TocsinException(Owner.refusal("The database", cluster));
    }
  }

  private void join() throws IOException {
    Files.createDirectories(folder);
    ownerOnly(folder);
    try (FileChannel door = channel("starting.lock");
        FileLock alone = door.lock()) {
      unpack();
      create();
      users = channel("users.lock");
      boolean isFirst = isFirst();
      if (isRunning()) {
        port = runningPort();
        awaitAnswer();
        LOG.debug("Joined the database server on port {}", port);
      } else {
        port = portFor(isFirst);
        start();
      }
      using = users.lock(0, Long.MAX_VALUE, true);
    } catch (IOException | RuntimeException e) {
      if (users != null) {
        users.close();
      }
      throw e;
    }
  }

  /** Whether no other process uses the folder; to be asked at the door. */
  private boolean isFirst() throws IOException {
    try (FileLock alone = users.tryLock()) {
      return alone != null;
    } catch (OverlappingFileLockException e) {
      return false; // another part of this process does
    }
  }

  private FileChannel channel(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static void ownerOnly(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      String rights = Files.isDirectory(path) ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  /** The server's programs, out of the archive on the class path; whole or not at all. */
  private void unpack() throws IOException {
    if (Files.exists(program)) {
      return;
    }
    Path half = folder.resolve("unpacking");
    deleteAll(half);
    try (InputStream archive = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        unpackOne(tar, entry, half);
      }
    }
    Files.move(half, program, StandardCopyOption.ATOMIC_MOVE);
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name =
        system.contains("mac") ? "Darwin" : system.contains("windows") ? "Windows" : "Linux";
    String machine = System.getProperty("os.arch");
    InputStream found =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            name,
            machine.equals("amd64") ? "x86_64" : machine.equals("aarch64") ? "arm_64" : machine);
    if (found == null) {
      throw new TocsinException(
          "There is no embedded PostgreSQL for "
              + name
              + " on "
              + machine
              + ". Install PostgreSQL and set tocsin.database.url.");
    }
    return new BufferedInputStream(found);
  }

  private static void unpackOne(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("the archive of PostgreSQL has an entry outside of it");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
        throw new IOException(target + " could not be made executable");
      }
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var all = Files.walk(path)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  /** A new cluster is made beside its place and moved there when it is whole. */
  private void create() throws IOException {
    if (Files.exists(cluster)) {
      return;
    }
    Path half = folder.resolve("creating");
    deleteAll(half);
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Files.writeString(passwordFile(), HexFormat.of().formatHex(secret));
    ownerOnly(passwordFile());
    run(
        "initdb",
        "--pgdata=" + half,
        "--username=" + USER,
        "--auth=scram-sha-256",
        "--pwfile=" + passwordFile(),
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
    Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
    LOG.info("Made a new database in {}", folder);
  }

  /** Whether a server runs on this cluster. */
  private boolean isRunning() throws IOException {
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

  /**
   * That of the last time, where others of this folder look for the server too. Only who is alone
   * may choose another.
   */
  private int portFor(boolean isFirst) throws IOException {
    Path file = folder.resolve("port");
    int last = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    if (last != 0 && (!isFirst || Ports.isFree(last))) {
      return last;
    }
    int chosen = freePort();
    Files.writeString(file, chosen + "\n");
    return chosen;
  }

  /**
   * Starts the server again where it has died, on the same port, so that every process of this
   * folder finds it. To be called again and again: what is left of the old one may need a moment to
   * end.
   */
  void revive() {
    try (FileChannel door = channel("starting.lock");
        FileLock alone = door.tryLock()) {
      if (alone != null && !isClosed && !isRunning()) {
        runServer();
        LOG.warn("The embedded database had died and was started again");
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("Another part of this process is at the door");
    } catch (IOException | RuntimeException e) {
      if (!e.getMessage().equals(lastFailure)) {
        lastFailure = e.getMessage();
        LOG.error("The embedded database could not be started again yet: {}", lastFailure);
      }
    }
  }

  /** What is left of a server that died may hold the cluster for a moment longer. */
  private void start() throws IOException {
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

  private void runServer() throws IOException {
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
    run(
        "pg_ctl",
        "start",
        "--pgdata=" + cluster,
        "--wait",
        "--timeout=120",
        "--log=" + folder.resolve("postgresql.log"),
        "--options=" + options);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (var connection = DriverManager.getConnection(url(), USER, password())) {
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw new TocsinException(
              "The embedded database does not answer on port "
                  + port
                  + ". See "
                  + folder.resolve("postgresql.log")
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

  private void run(String command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      line.addAll(List.of("unshare", "--user"));
    }
    line.add(program.resolve("bin").resolve(command).toString());
    line.addAll(List.of(arguments));
    Path log = folder.resolve(command + ".log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new TocsinException(
            "The embedded database could not run "
                + command
                + ": "
                + Files.readString(log).strip()
                + (isRoot() ? " (As root it needs 'unshare --user'; another user does not.)" : "")
                + " See "
                + folder.resolve("postgresql.log")
                + ", or set tocsin.database.url.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted while the embedded database ran " + command, e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"))
        && !System.getProperty("os.name").startsWith("Windows");
  }

  /** Leaves; whoever leaves last stops the server. */
  @Override
  public synchronized void close() {
    if (!users.isOpen()) {
      return;
    }
    isClosed = true;
    try (FileChannel door = channel("starting.lock");
        FileLock alone = door.lock()) {
      using.release();
      try (FileLock last = users.tryLock()) {
        if (last != null) {
          stop();
        }
      }
      users.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The embedded database was not stopped: {}", e.getMessage());
    }
  }

  private void stop() throws IOException {
    if (isRunning()) {
      run("pg_ctl", "stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=15");
      LOG.debug("Stopped the database server");
    }
  }
}
