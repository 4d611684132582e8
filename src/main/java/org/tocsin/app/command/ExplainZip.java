package org.tocsin.app.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tocsin.app.Services;
import org.tocsin.audience.Assignment;
import org.tocsin.audience.ZipAssignments;
import org.tocsin.civic.Districts;
import org.tocsin.civic.Roster;
import org.tocsin.civic.Zips;
import org.tocsin.message.ZipFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "zip",
    mixinStandardHelpOptions = true,
    description =
        "Districts of each ZIP, how sure, and the officials with their numbers, by the officials"
            + " and the map in force. One line each, in the order given, with --json.")
final class ExplainZip implements Runnable {
  private static final int AT_ONCE = 5_000;

  private final Context context;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ZIP",
      arity = "0..*",
      description = "13202 or 13202-1234. None: read from standard input, one a line")
  private List<String> zips = List.of();

  @Option(names = "--json", description = "A JSON object a line")
  private boolean json;

  ExplainZip(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    context.with(
        parts -> {
          Stream<String> typed = zips.isEmpty() ? lines() : zips.stream();
          explain(parts, typed.iterator());
          return null;
        });
  }

  private static Stream<String> lines() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty());
  }

  private void explain(Services parts, Iterator<String> typed) {
    Roster roster = parts.rosters.orRefused();
    if (parts.districts.mapFor(roster.congress()).isEmpty()) {
      withoutMap(parts.districts, roster.congress());
    }
    PrintWriter out = spec.commandLine().getOut();
    List<String> some = new ArrayList<>();
    while (typed.hasNext()) {
      some.add(typed.next());
      if (some.size() == AT_ONCE || !typed.hasNext()) {
        explain(parts.districts, roster, some, out);
        some.clear();
      }
    }
    out.flush();
  }

  /** By older lines the state is known at least, and with it the senators. */
  private void withoutMap(Districts districts, int congress) {
    if (!districts.isAny()) {
      districts.orRefused(congress);
    }
    spec.commandLine().getErr().println(Districts.unknown(congress));
  }

  private void explain(Districts districts, Roster roster, List<String> typed, PrintWriter out) {
    List<String> five = typed.stream().map(z -> Zips.five(z).orElse(null)).toList();
    Map<String, Assignment> found =
        ZipAssignments.of(
            districts,
            roster.congress(),
            five.stream().filter(Objects::nonNull).distinct().toList());
    for (int i = 0; i < typed.size(); i++) {
      String zip = Objects.requireNonNullElse(five.get(i), typed.get(i));
      Assignment assignment = found.getOrDefault(zip, ZipAssignments.none());
      ZipFacts facts = new ZipFacts(zip, assignment, roster);
      out.println(json ? Context.jsonLine(facts.json()) : facts.words());
    }
  }
}
