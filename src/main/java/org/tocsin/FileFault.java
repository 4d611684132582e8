package org.tocsin;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file that somebody named cannot be used, in sentences that say what to do. */
public final class FileFault {
  private FileFault() {}

  /**
   * @param fault what came of reading it
   */
  public static String ofReading(Path file, IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "There is no such file. Look at how its name is spelt, and in which folder it lies.";
    }
    if (fault instanceof AccessDeniedException) {
      return "The user "
          + user()
          + " may not read it. Copy it to a folder where that user may, such as /tmp.";
    }
    return Files.isDirectory(file)
        ? "It is a folder. Name a file."
        : "It cannot be read: " + fault.getMessage();
  }

  /**
   * @param fault what came of writing it
   */
  public static String ofWriting(Path file, IOException fault) {
    if (fault instanceof NoSuchFileException || fault instanceof NotDirectoryException) {
      return "There is no such folder. Make it, or name another.";
    }
    if (fault instanceof AccessDeniedException) {
      return "The user "
          + user()
          + " may not write there. Name a folder where that user may, such as /tmp.";
    }
    return Files.isDirectory(file)
        ? "It is a folder. Name a file."
        : "It cannot be written: " + fault.getMessage();
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
