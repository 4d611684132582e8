package org.tocsin.app.command;

import java.nio.file.Path;
import java.time.LocalDate;
import org.tocsin.SteadyClock;
import org.tocsin.TocsinException;
import org.tocsin.app.ProgramHome;
import org.tocsin.app.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "tocsin",
    mixinStandardHelpOptions = true,
    description =
        "Sends action alerts: a fact sheet goes to every subscriber by email or text, with their"
            + " own representative, where that official stands, and the numbers to call.",
    footer = {
      "",
      "Try it without any setup:  tocsin demo",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
public final class Tocsin implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--home",
      scope = ScopeType.INHERIT,
      paramLabel = "FOLDER",
      description =
          "The folder of your installation, with its application.properties and data. Default:"
              + " TOCSIN_HOME, else the program's own folder")
  private Path home;

  @Option(
      names = "--trace",
      scope = ScopeType.INHERIT,
      description = "If the command fails unforeseen, print all details, to report them")
  private boolean trace;

  private Settings settings;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** From the home; read once, and what is to be remarked on them said. */
  private Settings settings() {
    if (settings == null) {
      settings = Settings.load(ProgramHome.find(home, System.getenv()), System.getenv());
      settings.remarks().forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getErr().flush();
    }
    return settings;
  }

  /** The whole command line, over the usual settings. */
  public static CommandLine line() {
    Tocsin tocsin = new Tocsin();
    return line(tocsin, new Context(tocsin::settings, SteadyClock.system()));
  }

  static CommandLine line(Context context) {
    return line(new Tocsin(), context);
  }

  private static CommandLine line(Tocsin tocsin, Context context) {
    CommandLine line = new CommandLine(tocsin);
    line.addSubcommand(new DemoCommand(context));
    line.addSubcommand(new ServeCommand(context));
    line.addSubcommand(new SheetCommand(context));
    line.addSubcommand(new PreviewCommand(context));
    line.addSubcommand(new PublishCommand(context));
    line.addSubcommand(new AlertCommand(context));
    line.addSubcommand(new ChannelCommand(context));
    line.addSubcommand(
        new CommandLine(new SubscribersCommand(context)).addSubcommand(new OptOutCommand(context)));
    line.addSubcommand(new InboxCommand(context));
    line.addSubcommand(
        new CommandLine(new OfficialsCommand(context))
            .addSubcommand(new OfficialsList(context))
            .addSubcommand(new OfficialsFind(context)));
    line.addSubcommand(new DistrictsCommand(context));
    line.addSubcommand(new ZonesCommand(context));
    line.addSubcommand(new ZipsCommand(context));
    line.addSubcommand(new AccountCommand(context));
    line.addSubcommand(new TokenCommand(context));
    line.addSubcommand(new DkimCommand(context));
    line.addSubcommand(
        new CommandLine(new ExplainCommand())
            .addSubcommand(new ExplainZip(context))
            .addSubcommand(new ExplainText())
            .addSubcommand(new ExplainBounce())
            .addSubcommand(new ExplainReply(context)));
    line.addSubcommand(new CommandLine.HelpCommand());
    sayVersion(line, new Version(context.settings()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(LocalDate.class, Times::day);
    line.setExecutionStrategy(Tocsin::run);
    line.setExecutionExceptionHandler(tocsin::explain);
    line.setParameterExceptionHandler(Tocsin::misused);
    return line;
  }

  private static void sayVersion(CommandLine line, Version version) {
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands().values().forEach(subcommand -> sayVersion(subcommand, version));
  }

  /** What Java cannot go on with, as picocli hands on a failure. */
  private static int run(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), "failed", e);
    }
  }

  /** In one line, so that what is wrong does not go off the screen over how it would be right. */
  private static int misused(ParameterException e, String[] words) {
    CommandLine line = e.getCommandLine();
    String wrong = e.getMessage().strip();
    if (!line.getSubcommands().isEmpty()) {
      line.getErr().println(wrong);
      if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
        line.usage(line.getErr()); // the list of what there is
      }
    } else {
      String end = wrong.matches("(?s).*[.!?]") ? " " : ". ";
      line.getErr()
          .println(wrong + end + "See: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    line.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** A failure in one sentence; the details of what nobody foresaw only where they are wanted. */
  private int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    Throwable cause = e instanceof CommandLine.ExecutionException ? e.getCause() : e;
    line.getErr().println(Ending.of(cause));
    if (trace && !(cause instanceof TocsinException)) {
      cause.printStackTrace(line.getErr());
    }
    line.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
