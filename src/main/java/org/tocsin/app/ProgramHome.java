package org.tocsin.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tocsin.TocsinException;

/**
 * The folder of an installation: its settings lie there, and what they name by a relative path, so
 * that every command finds the same ones wherever it is typed.
 *
 * @param folder absolute
 * @param from who says that it is this one, in words
 */
public record ProgramHome(Path folder, String from) {
  static final String VARIABLE = "TOCSIN_HOME";
  static final String SETTINGS = "application.properties";

  /**
   * By the option {@code --home}, else by {@code TOCSIN_HOME}, else the program's own folder.
   *
   * @param option null where it is not given
   * @throws TocsinException when there is no such folder, or it may not be looked into
   */
  public static ProgramHome find(Path option, Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "").strip();
    ProgramHome home = program();
    if (option != null) {
      home = new ProgramHome(absolute(option), "--home");
    } else if (!variable.isEmpty()) {
      home = new ProgramHome(absolute(Path.of(variable)), VARIABLE);
    }
    home.checkReadable();
    return home;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** The folder that {@code lib} lies in; in a checkout, the project's. */
  static ProgramHome program() {
    try {
      Path code =
          Path.of(ProgramHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new ProgramHome(absolute(code.resolve("../..")), "the program's own folder");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkReadable() {
    if (!Files.isDirectory(folder)) {
      throw new TocsinException(
          "There is no folder "
              + folder
              + " ("
              + from
              + "). Create it, or name the folder that holds your settings and data.");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new TocsinException(Owner.refusal("The home (" + from + ")", folder));
    }
  }

  /** Where its settings lie, if it has any. */
  public Path settings() {
    return folder.resolve(SETTINGS);
  }
}
