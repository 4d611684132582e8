package org.tocsin.app.command;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.alert.Order;
import org.tocsin.alert.Preview;
import org.tocsin.app.Parts;
import org.tocsin.audience.Subscriber;
import org.tocsin.civic.NearestOffices;
import org.tocsin.civic.Roster;
import org.tocsin.message.Fit;
import org.tocsin.message.Rendering;
import org.tocsin.message.Segments;
import org.tocsin.message.Slots;
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
    description = "Shows what a sheet would become, word for word, and sends nothing.")
final class PreviewCommand implements Callable<Integer> {
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
    if (!audience.isEmpty() && !all) {
      throw new ParameterException(spec.commandLine(), "--audience goes with --all.");
    }
    Order order = order();
    Sheet sheet = SheetFiles.read(file);
    return context.with(parts -> preview(parts, sheet, order));
  }

  private Order order() {
    try {
      return Order.plain().evenStale().to(audience);
    } catch (TocsinException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int preview(Parts parts, Sheet sheet, Order order) {
    List<Problem> problems = new ArrayList<>(parts.sheetCheck.check(sheet));
    problems.addAll(PositionNames.problems(sheet, parts.rosters.inForce()));
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new BadInput(problems);
    }
    if (!json) {
      problems.forEach(problem -> print(problem.toString()));
      Parts.warnings(parts.settings).forEach(problem -> print(problem.toString()));
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
      show(parts, parts.publishing.known(sheet), person(parts));
    }
    return 0;
  }

  private Subscriber person(Parts parts) {
    Optional<Subscriber> found =
        subscriber == null ? parts.subscribers.first() : parts.subscribers.find(subscriber);
    return found.orElseThrow(
        () ->
            new TocsinException(
                subscriber == null
                    ? "There is nobody yet. Run: tocsin subscribers import FILE.csv"
                    : "Nobody has this address or number."));
  }

  private void show(Parts parts, Sheet sheet, Subscriber person) {
    Roster roster =
        parts
            .rosters
            .inForce()
            .orElseThrow(() -> new TocsinException("No officials are known yet."));
    Fit fit =
        new Fit(person.language(), person.assignment(), !person.firstName().isEmpty())
            .near(near(parts, roster, person.zip()));
    Rendering email = parts.renderer.email(sheet, fit, roster);
    print("=== Email, subject: " + fill(email.subject(), person));
    print(fill(email.body(), person));
    Optional<Rendering> text = parts.renderer.text(sheet, fit, roster);
    if (text.isEmpty()) {
      print("=== No text: there is nobody it could name.");
      return;
    }
    String body = fill(text.get().body(), person);
    Segments.Count count = Segments.count(body);
    print("=== Text, " + count.encoding().label + ", segments: " + count.segments());
    print(body);
  }

  private static String near(Parts parts, Roster roster, String zip) {
    long map = parts.districts.orRefused(roster.congress());
    return new NearestOffices(parts.jdbi).of(roster.id(), map, zip);
  }

  private static String fill(String text, Subscriber person) {
    return Slots.fill(text, person.firstName(), "TOKEN");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
