package org.tocsin.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.tocsin.TocsinException;

/**
 * The folder of the embedded database: who may use it, who uses it now, and what is kept beside the
 * data.
 */
final class DataFolder {
  private final Path path;

  DataFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path path() {
    return path;
  }

  Path cluster() {
    return path.resolve("cluster");
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  /** What the server writes down. */
  Path log() {
    return path.resolve("postgresql.log");
  }

  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new TocsinException(
          passwordFile() + " cannot be read. Restore it from a backup; it opens the database.", e);
    }
  }

  /** PostgreSQL serves nobody but the owner of the data. */
  void checkUsable() {
    Path nearest = path;
    while (!Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw new TocsinException(nearest + " is no folder. Set tocsin.data-dir to one.");
    }
    boolean mayWrite = Files.isWritable(nearest) && Files.isExecutable(nearest);
    if (!mayWrite || (nearest.equals(path) && !Owner.isMe(path))) {
      throw new TocsinException(Owner.refusal("The data folder", nearest));
    }
    if (Files.exists(cluster()) && !Owner.isMe(cluster())) {
      throw new TocsinException(Owner.refusal("The database", cluster()));
    }
  }

  void make() throws IOException {
    Files.createDirectories(path);
    ownerOnly(path);
  }

  /** The door, which is locked by whoever starts, joins or stops the server. */
  FileChannel door() throws IOException {
    return channel("starting.lock");
  }

  /** Locked in common by all who use the server. */
  FileChannel users() throws IOException {
    return channel("users.lock");
  }

  private FileChannel channel(String name) throws IOException {
    return FileChannel.open(
        path.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /** Keeps a new password; nobody else may read it. */
  void newPassword() throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Files.writeString(passwordFile(), HexFormat.of().formatHex(secret));
    ownerOnly(passwordFile());
  }

  private static void ownerOnly(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      String rights = Files.isDirectory(path) ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  /**
   * The port of the last time, where others of this folder look for the server too. Only who is
   * alone may choose another.
   */
  int portFor(boolean isFirst) throws IOException {
    Path file = path.resolve("port");
    int last = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    if (last != 0 && (!isFirst || Ports.isFree(last))) {
      return last;
    }
    int chosen = freePort();
    Files.writeString(file, chosen + "\n");
    return chosen;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** With all that is in it. */
  static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var all = Files.walk(path)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }
}
