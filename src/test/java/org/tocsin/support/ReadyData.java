package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.postgresql.ds.PGSimpleDataSource;
import org.tocsin.app.Database;
import org.tocsin.app.EmbeddedDatabase;

/**
 * The data folder of an embedded database after its first start, with every migration run. It is
 * made once for all processes of a test run; a copy is there in a moment, where a first start takes
 * seconds.
 */
public final class ReadyData {
  private static final Path TARGET = MadeOnce.TARGET;
  private static final String NAME = "test-database-";

  /**
   * What the disk holds outlives a killed server anyway, and no test pulls the plug. Of the hundred
   * databases of a test run none lives long enough to be cleaned up.
   */
  private static final String HASTE = "\nfsync = off\nfull_page_writes = off\nautovacuum = off\n";

  /** It changes with the migrations. */
  static final String KEY = MadeOnce.key(MadeOnce.TARGET.resolve("classes/db"), "");

  private static final Path READY = TARGET.resolve(NAME + "ready-" + KEY);

  private ReadyData() {}

  /**
   * The folder of the server that one process of the test run keeps for its classes; as new, unless
   * a server still runs there.
   *
   * @param fork which process
   */
  static Path ofFork(String fork) {
    Path folder = TARGET.resolve(NAME + fork + "-" + KEY);
    if (!Files.exists(folder.resolve("cluster/postmaster.pid"))) {
      MadeOnce.delete(folder);
      copyTo(folder);
    }
    return folder;
  }

  /**
   * @param folder which holds no data yet
   * @return the same
   */
  public static Path copyTo(Path folder) {
    MadeOnce.unless(READY, NAME, () -> start(TARGET.resolve(NAME + "half")));
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
}
