package org.tocsin.app;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.tocsin.TocsinException;

/** The programs of the PostgreSQL that comes along, unpacked into a data folder, and run there. */
final class PostgresPrograms {
  private static final String VERSION = "17.11.0";

  private final Path folder;
  private final Path program;

  PostgresPrograms(Path folder) {
    this.folder = folder;
    this.program = folder.resolve("postgresql-" + VERSION);
  }

  /** Out of the archive on the class path; whole or not at all. */
  void unpack() throws IOException {
    if (Files.exists(program)) {
      return;
    }
    Path half = folder.resolve("unpacking");
    DataFolder.deleteAll(half);
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

  /**
   * Runs one to its end.
   *
   * @throws TocsinException with what it said, where it fails
   */
  void run(String command, String... arguments) throws IOException {
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
}
