package org.tocsin.app.command;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.alert.Preview;
import org.tocsin.alert.SendOptions;
import org.tocsin.alert.Specimens.Reader;
import org.tocsin.alert.Specimens.Specimen;
import org.tocsin.app.Services;
import org.tocsin.app.Trial;
import org.tocsin.audience.Contact;
import org.tocsin.message.Rendering;
import org.tocsin.message.Segments;
import org.tocsin.sheet.PositionNames;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description =
        "Shows what a sheet would become, word for word. Nothing is sent but a test to yourself,"
            + " with --send-to.")
final class PreviewCommand implements Callable<Integer> {
  /** Stands in links that are only shown. */
  private static final String TOKEN = "TOKEN";

  private final Context context;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The sheet, NAME.md")
  private Path file;

  @Option(
      names = "--subscriber",
      paramLabel = "EMAIL|PHONE",
      description = "What this person would get. Default: whoever comes first")
  private String subscriber;

  @Option(
      names = "--zip",
      paramLabel = "ZIP",
      description = "What someone in this ZIP would get, with nothing else known")
  private String zip;

  @Option(
      names = "--send-to",
      split = ",",
      paramLabel = "EMAIL|PHONE",
      description =
          "Sends it there as a test (\"[Test]\", \"TEST:\") by your mail server or Twilio; it is no"
              + " alert. Who is on the list gets what they would get, unless --subscriber or --zip"
              + " says otherwise")
  private List<String> sendTo = List.of();

  @Option(
      names = "--all",
      description =
          "What it would become for everyone: how many by channel, language, district, position and"
              + " assignment, who is left out and why, segments and cost of the texts, and ten"
              + " messages")
  private boolean all;

  @Option(
      names = "--audience",
      split = ",",
      paramLabel = "AREA",
      description = "With --all: as publish --audience, such as state=NY,tag=volunteers")
  private List<String> audience = List.of();

  @Option(names = "--json", description = "With --all: one JSON object")
  private boolean json;

  PreviewCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (json && !all) {
      throw new ParameterException(spec.commandLine(), "--json goes with --all.");
    }
    if (all && !sendTo.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--send-to does not go with --all.");
    }
    if (!audience.isEmpty() && !all) {
      throw new ParameterException(spec.commandLine(), "--audience goes with --all.");
    }
    SendOptions order = order();
    Sheet sheet = SheetFiles.read(file);
    return context.with(parts -> preview(parts, sheet, order));
  }

  private SendOptions order() {
    try {
      return SendOptions.plain().evenStale().to(audience);
    } catch (TocsinException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int preview(Services parts, Sheet sheet, SendOptions order) {
    List<Problem> problems = new ArrayList<>(parts.sheetCheck.check(sheet));
    problems.addAll(PositionNames.problems(sheet, parts.rosters.inForce()));
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new BadInput(problems);
    }
    if (!json) {
      problems.forEach(problem -> print(problem.toString()));
      Services.warnings(parts.settings).forEach(problem -> print(problem.toString()));
    }
    if (all) {
      Preview preview = parts.previewing().of(sheet, order);
      BigDecimal price = parts.segmentPrice();
      if (json) {
        print(Context.json(preview.json(price)));
      } else {
        preview.lines(price).forEach(this::print);
      }
    } else {
      one(parts, parts.publishing.known(sheet));
    }
    return 0;
  }

  private void one(Services parts, Sheet sheet) {
    Trial trial = new Trial(parts);
    List<Contact> receivers = sendTo.stream().map(trial::checked).toList();
    Specimen specimen = parts.specimens.of(sheet, reader(parts, receivers));
    if (receivers.isEmpty()) {
      show(specimen);
    }
    sendAll(trial, receivers, specimen);
  }

  /** Tries each of them, whatever became of the others. */
  private void sendAll(Trial trial, List<Contact> receivers, Specimen specimen) {
    List<String> failed = new ArrayList<>();
    for (Contact to : receivers) {
      try {
        send(trial, to, specimen);
      } catch (TocsinException e) {
        failed.add("To " + to.forPeople() + " nothing was sent. " + e.getMessage());
      }
    }
    if (!failed.isEmpty()) {
      throw new TocsinException(String.join("\n", failed));
    }
  }

  /** Who sends something to themselves sees it as themselves, if they are on the list. */
  private Reader reader(Services parts, List<Contact> receivers) {
    if (zip != null) {
      return parts.specimens.inZip(zip);
    }
    if (subscriber != null) {
      return parts
          .subscribers
          .find(subscriber)
          .map(Reader::of)
          .orElseThrow(() -> new TocsinException("Nobody has this address or number."));
    }
    return receivers.stream()
        .flatMap(to -> parts.subscribers.find(to.address()).stream())
        .findFirst()
        .or(parts.subscribers::first)
        .map(Reader::of)
        .orElseThrow(
            () ->
                new TocsinException(
                    "There is nobody yet. Say for which ZIP: --zip 13202. Or run: tocsin"
                        + " subscribers import FILE.csv"));
  }

  private void show(Specimen specimen) {
    print("=== Email, subject: " + specimen.filled(specimen.email().subject(), TOKEN));
    print(specimen.filled(specimen.email().body(), TOKEN));
    if (specimen.text().isEmpty()) {
      print("=== No text: there is nobody it could name.");
      return;
    }
    String body = specimen.filled(specimen.text().get().body(), TOKEN);
    Segments.Count count = Segments.count(body);
    print("=== Text, " + count.encoding().label + ", segments: " + count.segments());
    print(body);
  }

  private void send(Trial trial, Contact to, Specimen specimen) {
    switch (to.channel()) {
      case EMAIL -> trial.mail(to, specimen.firstName(), specimen.email());
      case SMS -> trial.text(to, specimen.filled(text(specimen).body(), trial.token(to)));
    }
    print("A test is sent to " + to.forPeople() + ".");
  }

  private static Rendering text(Specimen specimen) {
    return specimen
        .text()
        .orElseThrow(() -> new TocsinException("No text: there is nobody it could name."));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
