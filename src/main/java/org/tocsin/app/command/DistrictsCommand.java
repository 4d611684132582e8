package org.tocsin.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;
import org.tocsin.civic.Congress;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Withdrawals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "districts",
    mixinStandardHelpOptions = true,
    description = "Which ZIP lies in which district.",
    synopsisSubcommandLabel = "COMMAND")
final class DistrictsCommand extends Group {
  private static final int FIRST_WITH_ZIPS = 106;

  private final Context context;

  DistrictsCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Reads zccd.csv (columns state_abbr, zcta, cd), zip-supplement.csv (zip in place of zcta:"
              + " ZIPs of post offices) or the Census's relationship file (tab20_cd…, with shares"
              + " of land). A file that leaves out states of the map before is refused without"
              + " --only. The last two add to the map that is there. The map of the Congress that"
              + " the officials sit in is in force; one of a Congress to come is kept until it"
              + " begins. A bad file changes nothing. To go back: districts back.")
  void importFile(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--congress",
              required = true,
              paramLabel = "N",
              description = "The Congress whose districts these are, such as 119")
          int congress,
      @Option(
              names = "--only",
              split = ",",
              paramLabel = "STATE",
              description =
                  "The file is of these states alone, such as TX; the others stay as they are")
          Set<String> only,
      @Option(
              names = "--anyway",
              description = "Also for a Congress of long ago, or one after the next")
          boolean anyway) {
    Set<String> states =
        only == null
            ? Set.of()
            : only.stream()
                .map(each -> each.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    context.withFirst(
        List.of(file),
        parts -> {
          if (!anyway) {
            checkPlausible(congress, Congress.at(parts.clock.instant()));
          }
          Districts.Imported in = parts.districts.importFile(file, congress, states);
          in.warnings().forEach(warning -> print("warning " + warning));
          print(in.zips() + " ZIPs, of which " + in.splitZips() + " lie in several districts");
          print("ZIPs on the map: " + in.known());
          if (!states.isEmpty()) {
            print(
                "Only "
                    + String.join(", ", states)
                    + " changed; the other states stay as they were.");
          }
          print(in.fromWhen());
          parts.rosters.begin();
          Moves.tell(parts, this::print);
          return in;
        });
  }

  /** The Census has said since the 106th which of its ZIP areas lie in which district. */
  private static void checkPlausible(int congress, int sitting) {
    if (congress < FIRST_WITH_ZIPS || congress > sitting + 1) {
      throw new TocsinException(
          "--congress "
              + congress
              + ": is it a slip? The "
              + Congress.ordinal(sitting)
              + " sits now. Write --congress "
              + sitting
              + ", or "
              + (sitting + 1)
              + " for the next one's districts; if you mean what you wrote, add --anyway. Nothing"
              + " has changed.");
    }
  }

  @Command(
      name = "back",
      mixinStandardHelpOptions = true,
      description =
          "Takes back the map of a Congress that was imported last: the one before it is used"
              + " again. It is kept for the alerts that went by it.")
  void back(
      @Option(
              names = "--congress",
              required = true,
              paramLabel = "N",
              description = "The Congress whose map it is, such as 120")
          int congress) {
    context.with(
        parts -> {
          Withdrawals withdrawals = new Withdrawals(parts.jdbi, parts.clock, parts.rosters);
          print("The map is taken back. The one before it: " + withdrawals.lastMap(congress));
          Moves.tell(parts, this::print);
          return congress;
        });
  }

  @Command(
      name = "moved",
      mixinStandardHelpOptions = true,
      description =
          "Who was assigned otherwise by the last officials or map that moved anyone, as CSV:"
              + " subscriber, was, is_now.")
  void moved() {
    context.with(
        parts -> {
          print("subscriber,was,is_now");
          parts.reassigning.moved(
              (id, was, isNow) -> print(id + ",\"" + was + "\",\"" + isNow + "\""));
          return parts;
        });
  }
}
