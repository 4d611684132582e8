package org.tocsin.app.command;

import java.nio.file.Path;
import java.time.LocalDate;
import org.tocsin.civic.Rosters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "officials",
    mixinStandardHelpOptions = true,
    description = "Who holds which seat, and the numbers of their offices.",
    synopsisSubcommandLabel = "COMMAND")
final class OfficialsCommand extends Group {
  private final Context context;

  OfficialsCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the files of unitedstates/congress-legislators, JSON or YAML. The roster with the"
            + " newest date is in force. Bad files change nothing."
      })
  void importFiles(
      @Parameters(paramLabel = "LEGISLATORS", description = "legislators-current.json") Path people,
      @Parameters(paramLabel = "OFFICES", description = "legislators-district-offices.json")
          Path offices,
      @Option(
              names = "--as-of",
              required = true,
              paramLabel = "DATE",
              description = "The day on which the files were right, such as 2026-06-15")
          LocalDate asOf) {
    context.with(
        parts -> {
          Rosters.Imported in = parts.rosters.importFiles(people, offices, asOf);
          in.warnings().forEach(warning -> print("warning " + warning));
          print(
              in.officials()
                  + " officials with "
                  + in.offices()
                  + " offices as of "
                  + asOf
                  + "; vacant House seats: "
                  + in.vacantHouseSeats());
          Moves.tell(parts, this::print);
          return in;
        });
  }
}
