package org.tocsin.bench;

import org.tocsin.TocsinException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmark; each command is one part. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures how fast Tocsin is on this machine. Everything happens on loopback, with made-up"
            + " people. Results are gathered in target/bench/results.md.",
    synopsisSubcommandLabel = "PART",
    subcommands = {
      EmailSpeed.class,
      DistantSpeed.class,
      GatherSpeed.class,
      TextSpeed.class,
      StopSpeed.class,
      ConsoleSpeed.class,
      Growth.class
    })
public final class Bench implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which part?");
  }

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler(Bench::explain);
    System.exit(line.execute(args));
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof TocsinException) {
      line.getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }
}
