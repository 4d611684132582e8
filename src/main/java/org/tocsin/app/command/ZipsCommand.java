package org.tocsin.app.command;

import java.nio.file.Path;
import java.util.List;
import org.tocsin.civic.NearestOffices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "zips",
    mixinStandardHelpOptions = true,
    description = "Where ZIPs lie, so that the nearest office comes first.",
    synopsisSubcommandLabel = "COMMAND")
final class ZipsCommand extends Group {
  private final Context context;

  ZipsCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Reads the Census gazetteer of ZIP areas (GEOID, INTPTLAT, INTPTLONG), or a CSV with the"
              + " columns zip, latitude and longitude, in place of what was known. A bad file"
              + " changes nothing.")
  void importFile(@Parameters(paramLabel = "GAZETTEER") Path file) {
    context.withFirst(
        List.of(file),
        parts -> {
          print(new NearestOffices(parts.jdbi).importFile(file) + " ZIPs with a place");
          return file;
        });
  }
}
