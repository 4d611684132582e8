package org.tocsin.app.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.LocalTimes;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.WallTime;
import org.tocsin.app.Services;
import org.tocsin.sheet.SheetFiles;
import org.tocsin.sheet.TakenDown;
import org.tocsin.sheet.draft.Draft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sheet",
    mixinStandardHelpOptions = true,
    description = "Checks sheet files and drafts them; takes a sheet's page down.",
    synopsisSubcommandLabel = "COMMAND")
final class SheetCommand extends Group {
  private static final String SLUG = "The sheet's name in its address, /s/SLUG";

  private final Context context;

  SheetCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Finds what a careful editor would: numbers, names and seats that are not those of the"
              + " roster in force, days that are over, broken links, unknown variables, texts that"
              + " are too long. Exit 1 when there is an error.")
  int check(
      @Parameters(paramLabel = "FILE", description = "NAME.md; NAME.es.md and so on are read too")
          Path file,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "When it will be released. Default: now")
          String at,
      @Option(names = "--json", description = "One JSON array of problems") boolean json) {
    List<Problem> problems = problems(file, release(at));
    if (json) {
      print(Context.json(problems));
    } else {
      problems.forEach(problem -> print(problem.inWords()));
      print(problems.isEmpty() ? file + ": nothing to mend" : problems.size() + " to look at");
    }
    return problems.stream().anyMatch(Problem::isError) ? 1 : 0;
  }

  @Command(
      name = "draft",
      mixinStandardHelpOptions = true,
      description =
          "Turns what you have, as plain text, Markdown, a saved page or mail, .docx or PDF, into a"
              + " sheet file: headings, lists and quotes, officials linked to the roster, lists of"
              + " their numbers replaced by the call list. A line that says more than a number is"
              + " kept and marked. What it could not place stands in comments at the top.")
  int draft(
      @Parameters(
              paramLabel = "FILE",
              description = "Text as pasted, Markdown, HTML, .eml, .docx or PDF")
          Path file,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "NAME.md",
              description = "Where to write the sheet. Default: standard output")
          Path output) {
    Draft draft = SheetReview.withDirectory(context, known -> Draft.of(file, known));
    if (output == null) {
      print(draft.source().stripTrailing());
      return 0;
    }
    write(draft.source(), output);
    draft.notes().forEach(this::print);
    print(output + " is written. Look it over, then: tocsin sheet check " + output);
    return 0;
  }

  @Command(
      name = "take-down",
      mixinStandardHelpOptions = true,
      description =
          "Takes the public page of a sheet down, in all its languages: its address says so (410)"
              + " and the start page leaves it out. What was sent stays as it is. Publishing the"
              + " sheet once more puts the page up again, and so does: sheet restore.")
  void takeDown(@Parameters(paramLabel = "SLUG", description = SLUG) String slug) {
    context.with(
        parts -> {
          boolean changed = new TakenDown(parts.jdbi, parts.clock).take(slug);
          print("The page of " + slug + (changed ? " is taken down." : " was down already."));
          parts.alerts.list().stream()
              .filter(alert -> alert.sheet().equals(slug))
              .filter(alert -> !alert.state().isOver())
              .forEach(
                  alert ->
                      print(
                          "Alert "
                              + alert.id()
                              + " of it is "
                              + alert.state().code()
                              + ", and its messages lead to this page. To stop it: tocsin alert"
                              + " cancel "
                              + alert.id()));
          return slug;
        });
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "Puts the public page of a sheet up again.")
  void restore(@Parameters(paramLabel = "SLUG", description = SLUG) String slug) {
    context.with(
        parts -> {
          boolean changed = new TakenDown(parts.jdbi, parts.clock).restore(slug);
          print("The page of " + slug + (changed ? " is up again." : " was up already."));
          return slug;
        });
  }

  private static void write(String source, Path output) {
    try {
      Files.writeString(output, source, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new TocsinException(output + " is there already. Choose another name.", e);
    } catch (IOException e) {
      throw new TocsinException(output + ": " + FileFault.ofWriting(output, e), e);
    }
  }

  private Optional<Instant> release(String at) {
    LocalTimes times = Services.times(context.settings().get());
    return Optional.ofNullable(at).map(WallTime::of).map(times::instant);
  }

  private List<Problem> problems(Path file, Optional<Instant> release) {
    try {
      return new SheetReview(context, SheetFiles.look(file), release).problems();
    } catch (BadInput e) {
      return e.problems();
    }
  }
}
