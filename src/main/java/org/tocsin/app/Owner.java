package org.tocsin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** To whom files belong, so that a command run as somebody else can say as who it is to be run. */
final class Owner {
  private Owner() {}

  /** A sentence: who is asking, and as who to run the command. */
  static String runAs(Path path) {
    String me = System.getProperty("user.name");
    return of(path)
        .map(
            owner ->
                "It belongs to "
                    + owner
                    + ", and you are "
                    + me
                    + ". Run the command as that user: sudo -u "
                    + owner
                    + " tocsin …")
        .orElse("You are " + me + "; look at who owns it.");
  }

  static java.util.Optional<String> of(Path path) {
    try {
      return java.util.Optional.of(Files.getOwner(path).getName());
    } catch (IOException | UnsupportedOperationException e) {
      return java.util.Optional.empty();
    }
  }

  /** Whether the user of this process owns it; true also where nobody can tell. */
  static boolean isMe(Path path) {
    try {
      long mine = new com.sun.security.auth.module.UnixSystem().getUid();
      return ((Number) Files.getAttribute(path, "unix:uid")).longValue() == mine;
    } catch (IOException
        | UnsupportedOperationException
        | IllegalArgumentException
        | LinkageError e) {
      return true;
    }
  }
}
