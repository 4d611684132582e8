package org.tocsin.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that holds a refresh token and nothing else. Some services give a newer one with each
 * access token, and the older ends some time; so the newer takes its place.
 */
public final class RefreshTokenFile {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenFile.class);
  private static final int LARGEST = 16 << 10;
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  public RefreshTokenFile(Path file) {
    this.file = file;
  }

  /** "" where there is none that can be read. */
  public String read() {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  String whatToDo() {
    return "There is no refresh token in "
        + file
        + " that can be read. Sign in and put it there (tocsin.oauth.refresh-token-file).";
  }

  /** Whole or not at all; only its owner may read it. */
  void write(String older, String newer) {
    if (newer.equals(older)) {
      return;
    }
    try {
      Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "token", "", owners());
      Files.writeString(fresh, newer + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn(
          "The newer refresh token could not be written to {}. Make its folder writable, or the"
              + " sign-in ends when the older token does.",
          file);
    }
  }

  private FileAttribute<?>[] owners() {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
        : new FileAttribute<?>[0];
  }
}
