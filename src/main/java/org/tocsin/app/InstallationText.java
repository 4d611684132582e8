package org.tocsin.app;

import java.nio.file.Files;
import java.util.List;

/** Where settings and data are, in words. */
public final class InstallationText {
  private InstallationText() {}

  /** Where settings and data are, a line each, without passwords. */
  public static List<String> of(Settings settings) {
    ProgramHome home = settings.home();
    boolean isFile = Files.exists(home.settings());
    return List.of(
        "home: " + home.folder() + " (" + home.from() + ")",
        "settings: " + home.settings() + (isFile ? "" : " (there is none)"),
        "database: " + databaseWords(settings));
  }

  private static String databaseWords(Settings settings) {
    if (settings.isSet("tocsin.database.url")) {
      // what stands behind a question mark may be a password
      return settings.text("tocsin.database.url").replaceAll("\\?.*", "");
    }
    return "embedded, in "
        + settings.path("tocsin.data-dir")
        + (Services.hasDatabase(settings) ? "" : " (there is none yet)");
  }

  /** Why nothing can be opened, and what to do. */
  static String noDatabase(Settings settings) {
    return "There is no database in "
        + settings.path("tocsin.data-dir")
        + " (home "
        + settings.home().folder()
        + ", by "
        + settings.home().from()
        + "), and this command makes none. Start `tocsin serve` or import something first, or name"
        + " the home of your installation: --home FOLDER, or TOCSIN_HOME.";
  }
}
