package org.tocsin.app.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "zones",
    mixinStandardHelpOptions = true,
    description = "Which ZIP lies in which time zone.",
    synopsisSubcommandLabel = "COMMAND")
final class ZonesCommand extends Group {
  private final Context context;

  ZonesCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Reads a CSV with the columns zip and tz, in place of what was known. A bad file changes"
              + " nothing.")
  void importFile(@Parameters(paramLabel = "ZIP_TIMEZONE") Path file) {
    context.withFirst(
        List.of(file),
        parts -> {
          print(parts.zones.importFile(file) + " ZIPs with a time zone");
          parts.assignments.reassignAll();
          return file;
        });
  }
}
