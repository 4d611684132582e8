package org.tocsin.app.command;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tocsin.TocsinException;
import org.tocsin.app.Services;
import org.tocsin.audience.OptOutList;
import org.tocsin.audience.SubscriberRecord;
import org.tocsin.audience.SubscriberRecords;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "opt-out",
    mixinStandardHelpOptions = true,
    description = {
      "Enters an opt-out that you heard from someone: by phone, in person, in a letter. Nothing is"
          + " sent to that address any more, whether it is on the list or not; only the person's"
          + " own START or a sign-up that they confirm takes it back.",
      "With --file it enters a whole list of another program: a CSV file with an address a row."
    },
    customSynopsis = {
      "tocsin subscribers opt-out EMAIL|PHONE --heard=WORDS [--all]",
      "tocsin subscribers opt-out --file=FILE.csv --source=WORDS"
    })
final class OptOutCommand implements Runnable {
  private final Context context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EMAIL|PHONE", arity = "0..1", description = "Who wants out")
  private String address;

  @Option(
      names = "--heard",
      paramLabel = "WORDS",
      description = "What they said, and who heard it; kept in the record of consent")
  private String heard;

  @Option(
      names = "--all",
      description = "Also from the person's other address, if they want nothing at all")
  private boolean all;

  @Option(names = "--file", paramLabel = "FILE.csv", description = "A list of addresses")
  private Path file;

  @Option(
      names = "--source",
      paramLabel = "WORDS",
      description = "Where the list comes from; kept in the record of consent")
  private String source;

  OptOutCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    if ((file == null) == (address == null)) {
      throw new ParameterException(
          spec.commandLine(), "Name an address, or a list with --file FILE.csv.");
    }
    if (file == null) {
      one();
    } else {
      list();
    }
  }

  private void one() {
    require(heard, "--heard", "Say what was heard: --heard \"called Ann: no more texts\"");
    context.with(
        parts -> {
          SubscriberRecord dossier =
              new SubscriberRecords(parts.jdbi, parts.addressKeys)
                  .of(SubscribersCommand.contact(parts, address));
          List<SubscriberRecord.Address> addresses =
              all ? dossier.addresses() : dossier.addresses().subList(0, 1);
          parts.jdbi.useTransaction(handle -> addresses.forEach(a -> optOut(parts, handle, a)));
          return dossier;
        });
  }

  private void require(String words, String option, String advice) {
    if (words == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: " + option);
    }
    if (words.isBlank()) {
      throw new TocsinException(advice);
    }
  }

  private void optOut(Services parts, Handle handle, SubscriberRecord.Address one) {
    boolean changed =
        parts.consent.withdraw(
            handle,
            one.channel(),
            one.key(),
            Consent.Reason.BY_HAND,
            new Evidence("by hand", "command line", heard));
    String what =
        switch (one.channel()) {
          case EMAIL -> "emails";
          case SMS -> "texts";
        };
    print(
        one.address()
            + (changed
                ? " gets no more " + what + "."
                : " was opted out of " + what + " already."));
  }

  private void list() {
    require(source, "--source", "Say where the list comes from: --source \"our old program\"");
    OptOutList.Entered entered =
        context.withFirst(
            List.of(file),
            parts ->
                new OptOutList(parts.jdbi, parts.clock, parts.addressKeys).enter(file, source));
    entered.remarks().forEach(remark -> print(remark.toString()));
    print(
        entered.rows()
            + " rows: "
            + entered.optedOut()
            + " addresses opted out now, "
            + entered.skipped()
            + " rows skipped");
    if (entered.rows() == entered.skipped()) {
      throw new TocsinException(
          "Nobody was opted out: no row has an email address or a US phone number.");
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
