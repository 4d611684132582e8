package org.tocsin.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final DataFolder folder;
  private final PostgresServer server;
  private String lastFailure = "";
  private volatile boolean isClosed;
  private FileChannel users;
  private FileLock using;

  private EmbeddedDatabase(Path folder) {
    this.folder = new DataFolder(folder);
    this.server = new PostgresServer(this.folder);
  }

  /** Whether data lie in this folder; true also where this user may not look. */
  static boolean isIn(Path folder) {
    return !Files.notExists(new DataFolder(folder).cluster());
  }

  /** Starts the server in this folder, made new where there is none, or joins the running one. */
  public static EmbeddedDatabase open(Path folder) {
    EmbeddedDatabase database = new EmbeddedDatabase(folder);
    try {
      database.folder.checkUsable();
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
    return server.url();
  }

  public String user() {
    return PostgresServer.USER;
  }

  public String password() {
    return folder.password();
  }

  private void join() throws IOException {
    folder.make();
    try (FileChannel door = folder.door();
        FileLock alone = door.lock()) {
      server.prepare();
      users = folder.users();
      boolean isFirst = isFirst();
      if (server.isRunning()) {
        server.join();
      } else {
        server.start(folder.portFor(isFirst));
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

  /**
   * Starts the server again where it has died, on the same port, so that every process of this
   * folder finds it. To be called again and again: what is left of the old one may need a moment to
   * end.
   */
  void revive() {
    try (FileChannel door = folder.door();
        FileLock alone = door.tryLock()) {
      if (alone != null && !isClosed && !server.isRunning()) {
        server.runServer();
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

  /** Leaves; whoever leaves last stops the server. */
  @Override
  public synchronized void close() {
    if (!users.isOpen()) {
      return;
    }
    isClosed = true;
    try (FileChannel door = folder.door();
        FileLock alone = door.lock()) {
      using.release();
      try (FileLock last = users.tryLock()) {
        if (last != null) {
          server.stop();
        }
      }
      users.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The embedded database was not stopped: {}", e.getMessage());
    }
  }
}
