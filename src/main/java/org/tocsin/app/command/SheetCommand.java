package org.tocsin.app.command;

import java.nio.file.Path;
import java.util.List;
import org.tocsin.BadInput;
import org.tocsin.Problem;
import org.tocsin.sheet.Sheet;
import org.tocsin.sheet.SheetCheck;
import org.tocsin.sheet.SheetFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sheet",
    mixinStandardHelpOptions = true,
    description = "Looks at sheet files.",
    synopsisSubcommandLabel = "COMMAND")
final class SheetCommand extends Group {
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Says what is wrong with a sheet and its translations, with file, line and field. Exit 1"
              + " when there is an error.")
  int check(
      @Parameters(paramLabel = "FILE", description = "NAME.md; NAME.es.md and so on are read too")
          Path file,
      @Option(names = "--json", description = "One JSON array of problems") boolean json) {
    List<Problem> problems = problems(file);
    if (json) {
      print(Context.json(problems));
    } else {
      problems.forEach(p -> print(p.level().name().toLowerCase(java.util.Locale.ROOT) + " " + p));
      print(problems.isEmpty() ? file + ": nothing to mend" : problems.size() + " to look at");
    }
    return problems.stream().anyMatch(Problem::isError) ? 1 : 0;
  }

  private static List<Problem> problems(Path file) {
    try {
      Sheet sheet = SheetFiles.read(file);
      return new SheetCheck().check(sheet);
    } catch (BadInput e) {
      return e.problems();
    }
  }
}
