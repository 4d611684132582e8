package org.tocsin.app;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who owns files, so that a command run as somebody else can say as who it is to be run. */
final class Owner {
  private Owner() {}

  /**
   * Sentences for somebody who may not use a file.
   *
   * @param what it is, such as "The data folder"
   */
  static String refusal(String what, Path path) {
    String me = System.getProperty("user.name");
    Optional<String> owner = of(path).filter(name -> !name.equals(me));
    return what
        + " "
        + path
        + owner
            .map(name -> " belongs to " + name + ", and you are " + me + advice(name, me, path))
            .orElse(
                " may not be used by "
                    + me
                    + ". Look at its rights (ls -ld "
                    + path
                    + "), and whether its disk is read-only (findmnt -T "
                    + path
                    + ").");
  }

  /** Nothing of ours should belong to root, and nobody should run as root for its sake. */
  private static String advice(String owner, String me, Path path) {
    return owner.equals("root")
        ? ". Give it to the user who runs Tocsin: chown " + me + " " + path
        : ". Run the command as that user (sudo -u "
            + owner
            + " tocsin …), or give it to the right one (chown).";
  }

  private static Optional<String> of(Path path) {
    try {
      return Optional.of(Files.getOwner(path).getName());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Whether the user of this process owns it; true also where nobody can tell. */
  static boolean isMe(Path path) {
    try {
      long owner = ((Number) Files.getAttribute(path, "unix:uid")).longValue();
      return owner == new UnixSystem().getUid();
    } catch (IOException
        | UnsupportedOperationException
        | IllegalArgumentException
        | LinkageError e) {
      return true;
    }
  }
}
