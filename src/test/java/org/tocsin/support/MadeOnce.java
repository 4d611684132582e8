package org.tocsin.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * What the processes of a test run share, made in {@code target} by the first of them that needs
 * it. What an earlier run left is used again as long as it was made of the same files.
 */
final class MadeOnce {
  static final Path TARGET = Path.of("target").toAbsolutePath();

  private MadeOnce() {}

  /** Makes a file or a folder. */
  interface Maker {
    void make() throws IOException;
  }

  /**
   * Comes back when it is there. Nobody else makes anything meanwhile.
   *
   * @param made is there when all of it is; with another end to its name, the same of other files
   * @param name how the names of all that go with it begin
   */
  static synchronized void unless(Path made, String name, Maker maker) {
    try (FileChannel door =
            FileChannel.open(
                TARGET.resolve(name + "lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = door.lock()) {
      if (!Files.exists(made)) {
        deleteOlder(name);
        maker.make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOlder(String name) throws IOException {
    try (var all = Files.newDirectoryStream(TARGET, name + "*")) {
      for (Path each : all) {
        if (!each.endsWith(name + "lock")) {
          delete(each);
        }
      }
    }
  }

  static void delete(Path folder) {
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

  /** Changes with each name and each byte in a folder, and with some more words. */
  static String key(Path folder, String more) {
    CRC32 sum = new CRC32();
    sum.update(more.getBytes(StandardCharsets.UTF_8));
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        sum.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        sum.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(sum.getValue());
  }
}
