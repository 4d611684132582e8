package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.postgresql.ds.PGSimpleDataSource;
import org.tocsin.app.Database;
import org.tocsin.app.EmbeddedDatabase;

/**
 * The data folder of an embedded database after its first start, with every migration run. It is
 * made once for all processes of a test run; a copy is there in a moment, where a first start takes
 * seconds.
 */
public final class ReadyData {
  private static final Path TARGET = Path.of("target");
  private static final String NAME = "test-database-";

  /** What the disk holds outlives a killed server anyway, and no test pulls the plug. */
  private static final String HASTE = "\nfsync = off\nfull_page_writes = off\n";

  /** It changes with the migrations. */
  static final String KEY = key();

  private static final Path READY = TARGET.resolve(NAME + "ready-" + KEY);

  private ReadyData() {}

  private static String key() {
    CRC32 sum = new CRC32();
    try (var files = Files.list(TARGET.resolve("classes/db"))) {
      for (Path file : files.sorted().toList()) {
        sum.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        sum.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(sum.getValue());
  }

  /**
   * The folder of the server that one process of the test run keeps for its classes; as new, unless
   * a server still runs there.
   *
   * @param fork which process
   */
  static Path ofFork(String fork) {
    Path folder = TARGET.resolve(NAME + fork + "-" + KEY);
    if (!Files.exists(folder.resolve("cluster/postmaster.pid"))) {
      delete(folder);
      copyTo(folder);
    }
    return folder;
  }

  /**
   * @param folder which holds no data yet
   * @return the same
   */
  public static Path copyTo(Path folder) {
    make();
    try (var all = Files.walk(READY)) {
      Files.createDirectories(folder);
      for (Path each : all.skip(1).toList()) {
        Path copy = folder.resolve(READY.relativize(each).toString());
        Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static synchronized void make() {
    try (FileChannel door =
            FileChannel.open(
                TARGET.resolve(NAME + "ready.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = door.lock()) {
      if (!Files.exists(READY)) {
        deleteOlder();
        start(TARGET.resolve(NAME + "half"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOlder() throws IOException {
    try (var all = Files.newDirectoryStream(TARGET, NAME + "*")) {
      for (Path each : all) {
        if (Files.isDirectory(each)) {
          delete(each);
        }
      }
    }
  }

  private static void start(Path half) throws IOException {
    try (EmbeddedDatabase server = EmbeddedDatabase.open(half)) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(server.url());
      source.setUser(server.user());
      source.setPassword(server.password());
      Database.migrate(source);
    }
    Files.writeString(half.resolve("cluster/postgresql.conf"), HASTE, StandardOpenOption.APPEND);
    Files.delete(half.resolve("port")); // each copy finds one of its own
    Files.move(half, READY);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
