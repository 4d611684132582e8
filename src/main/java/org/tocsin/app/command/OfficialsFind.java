package org.tocsin.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tocsin.TocsinException;
import org.tocsin.civic.NameSearch;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.sheet.NearestNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    description =
        "Finds officials by name, in the roster in force: last name, given name or what people call"
            + " them, or how a name begins, without regard to accents. Tells id, seat, party, when"
            + " the term ends, and every number.")
final class OfficialsFind implements Callable<Integer> {
  private final Context context;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Such as: Mannion, Sen. Schumer, chuck sch, M001231")
  private List<String> name;

  @Option(names = "--json", description = "One JSON array")
  private boolean json;

  OfficialsFind(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String written = String.join(" ", name);
    return context.with(
        parts -> {
          Roster roster = parts.rosters.orRefused();
          List<Official> found = found(written, roster);
          if (found.isEmpty() && !json) {
            throw new TocsinException(
                "Nobody in the roster of "
                    + roster.asOf()
                    + " is called '"
                    + written
                    + "'."
                    + NearestNames.of(written, roster)
                    + " All of a state: tocsin officials list --state NY");
          }
          OfficialLines.print(found, json, true, spec.commandLine().getOut());
          return 0;
        });
  }

  private static List<Official> found(String written, Roster roster) {
    return roster
        .official(written.strip().toUpperCase(java.util.Locale.ROOT))
        .map(List::of)
        .orElseGet(() -> new NameSearch(roster).like(written));
  }
}
