package org.tocsin.app.command;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.tocsin.civic.Official;
import org.tocsin.civic.Roster;
import org.tocsin.civic.States;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Who holds which seat, in the roster in force: by state, the senators first, then by"
            + " district.")
final class OfficialsList implements Callable<Integer> {
  private final Context context;
  @Spec private CommandSpec spec;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those of NY, or New York. Default: all")
  private String state;

  @Option(names = "--json", description = "One JSON array, with every number")
  private boolean json;

  OfficialsList(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String only = state == null ? "" : code();
    return context.with(
        parts -> {
          Roster roster = parts.rosters.orRefused();
          List<Official> officials =
              roster.officials().stream()
                  .filter(official -> only.isEmpty() || official.state().equals(only))
                  .sorted(
                      Comparator.comparing(Official::state)
                          .thenComparing(
                              Official::district, Comparator.nullsFirst(Comparator.naturalOrder()))
                          .thenComparing(Official::lastName))
                  .toList();
          OfficialLines.print(officials, json, false, spec.commandLine().getOut());
          if (!json) {
            spec.commandLine().getOut().println(said(officials.size(), roster));
          }
          return 0;
        });
  }

  private String code() {
    return States.code(state)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "'" + state + "' is no state. Write its code, as NY."));
  }

  private static String said(int number, Roster roster) {
    return (number == 1 ? "1 official" : number + " officials")
        + " in the roster of "
        + roster.asOf();
  }
}
