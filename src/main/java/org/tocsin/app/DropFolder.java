package org.tocsin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.TocsinException;
import org.tocsin.alert.Published;
import org.tocsin.alert.Publishing;
import org.tocsin.alert.SendOptions;
import org.tocsin.sheet.SheetFiles;

/** Publishes sheets that someone drops into a folder, and writes beside each what came of it. */
public final class DropFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  private final Publishing publishing;

  public DropFolder(Publishing publishing) {
    this.publishing = publishing;
  }

  /**
   * @throws TocsinException when it is not published; NAME.txt beside it says why
   */
  public void publish(String file) {
    Path sheet = Path.of(file);
    try {
      Published published = publishing.publish(SheetFiles.read(sheet), SendOptions.plain());
      long id = published.id();
      String older =
          published.lines().stream().map(line -> "\n" + line).collect(Collectors.joining());
      String warnings =
          published.warnings().stream()
              .map(warning -> "\nWarning: " + warning.message())
              .collect(Collectors.joining());
      say(sheet, "Published as alert " + id + "." + older + warnings);
      LOG.info("A sheet in the watched folder is published as alert {}", id);
    } catch (TocsinException e) {
      say(sheet, "Not published.\n" + e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      say(sheet, "Not published.\nTocsin or its database failed. Put the file here once more.");
      throw e;
    }
  }

  private static void say(Path sheet, String what) {
    String name = sheet.getFileName().toString().replaceFirst("\\.md$", ".txt");
    try {
      Files.writeString(sheet.resolveSibling(name), what + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
