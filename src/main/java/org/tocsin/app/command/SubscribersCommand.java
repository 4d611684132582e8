package org.tocsin.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tocsin.audience.Subscribers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "subscribers",
    mixinStandardHelpOptions = true,
    description = "The people who get alerts.",
    synopsisSubcommandLabel = "COMMAND")
final class SubscribersCommand extends Group {
  private final Context context;

  SubscribersCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a CSV file with these columns, in any order, of which only email or phone is"
            + " needed:",
        "email,phone,first_name,last_name,language,street,city,state,zip,email_consent,"
            + "sms_consent,consent_source,consent_at",
        "People are recognised by email or phone. Bad rows are named and skipped. Nobody who has"
            + " opted out is written to again because of an import."
      })
  void importFile(@Parameters(paramLabel = "FILE.csv") Path file) {
    context.with(
        parts -> {
          Subscribers.Imported in;
          try (Progress progress = Progress.of("Rows", -1)) {
            in = parts.subscribers.importFile(file, progress);
          }
          in.problems().forEach(problem -> print(problem.toString()));
          print(
              in.rows()
                  + " rows: "
                  + in.added()
                  + " people added, "
                  + in.updated()
                  + " updated, "
                  + in.unchanged()
                  + " unchanged");
          return in;
        });
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes everyone as CSV, in the columns of import and some more.")
  void export(
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "Where to; default: standard output")
          Path file) {
    context.with(
        parts -> {
          try (Writer out = writer(file)) {
            parts.subscribers.export(out);
            return file;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Writer writer(Path file) throws IOException {
    return file == null
        ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
        : Files.newBufferedWriter(file);
  }
}
