package org.tocsin.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tocsin.TocsinException;
import org.tocsin.app.Build;
import org.tocsin.app.InstallationText;
import org.tocsin.app.Settings;
import picocli.CommandLine.IVersionProvider;

/** Which program this is, and which installation it works on. */
final class Version implements IVersionProvider {
  private final Supplier<Settings> settings;

  Version(Supplier<Settings> settings) {
    this.settings = settings;
  }

  @Override
  public String[] getVersion() {
    List<String> lines = new ArrayList<>();
    lines.add("tocsin " + Build.words());
    lines.add(
        "Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    try {
      lines.addAll(InstallationText.of(settings.get()));
    } catch (TocsinException e) {
      lines.addAll(e.getMessage().lines().toList());
    }
    return lines.toArray(String[]::new);
  }
}
