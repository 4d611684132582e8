package org.tocsin.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.TocsinException;
import org.tocsin.app.Parts;
import org.tocsin.audience.Contact;
import org.tocsin.audience.Dossier;
import org.tocsin.audience.Dossiers;
import org.tocsin.audience.Erasure;
import org.tocsin.audience.Subscribers;
import org.tocsin.consent.Consent;
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
            + "sms_consent,consent_source,consent_at,tags",
        "Tags sort your people, for publish --audience tag=volunteers: several with semicolons"
            + " between, a dash for none. A cell that is empty leaves what is known.",
        "People are recognised by email or phone. Bad rows are named and skipped. Nobody who has"
            + " opted out is written to again because of an import."
      })
  void importFile(@Parameters(paramLabel = "FILE.csv") Path file) {
    context.withFirst(
        List.of(file),
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

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Shows everything that is known about a person: what they told, what they agreed to and in"
            + " which words, what they sent and got. Opt-outs are there also for people who are not"
            + " on the list.",
        "To hand it to the person, take --json. Where several share a number, ask by email."
      })
  void show(
      @Parameters(paramLabel = "EMAIL|PHONE") String address,
      @Option(names = "--json", description = "As JSON") boolean json) {
    Dossier dossier =
        context.with(
            parts -> new Dossiers(parts.jdbi, parts.addressKeys).of(contact(parts, address)));
    if (dossier.isEmpty()) {
      throw new TocsinException(
          dossier.asked().forPeople() + " is not on the list, and nothing is known of it.");
    }
    DossierText text = new DossierText(dossier);
    if (json) {
      print(Context.json(text.json()));
    } else {
      text.lines().forEach(this::print);
    }
  }

  private static Contact contact(Parts parts, String address) {
    return Contact.read(address, parts.addressKeys)
        .orElseThrow(
            () ->
                new TocsinException(
                    "'"
                        + address
                        + "' is neither an email address nor a US phone number. Write"
                        + " pat@example.org or 315-555-0101."));
  }

  @Command(
      name = "opt-out",
      mixinStandardHelpOptions = true,
      description = {
        "Enters an opt-out that someone told you: by phone, in person, in a letter. Nothing is sent"
            + " to that address any more, whether it is on the list or not; only the person's own"
            + " START or a sign-up that they confirm takes it back."
      })
  void optOut(
      @Parameters(paramLabel = "EMAIL|PHONE") String address,
      @Option(
              names = "--heard",
              required = true,
              paramLabel = "WORDS",
              description = "What they said, and to whom; kept in the record of consent")
          String heard,
      @Option(
              names = "--all",
              description = "Also from the person's other address, if they want nothing at all")
          boolean all) {
    if (heard.isBlank()) {
      throw new TocsinException("Say what was heard: --heard \"called Ann: no more texts\"");
    }
    context.with(
        parts -> {
          Dossier dossier = new Dossiers(parts.jdbi, parts.addressKeys).of(contact(parts, address));
          List<Dossier.Address> addresses =
              all ? dossier.addresses() : dossier.addresses().subList(0, 1);
          parts.jdbi.useTransaction(h -> addresses.forEach(a -> optOut(parts, h, a, heard)));
          return dossier;
        });
  }

  private void optOut(Parts parts, Handle handle, Dossier.Address address, String heard) {
    boolean changed =
        parts.consent.withdraw(
            handle,
            address.channel(),
            address.key(),
            Consent.Reason.BY_HAND,
            "by hand",
            "command line",
            heard);
    String what = address.channel() == Channel.EMAIL ? "emails" : "texts";
    print(
        address.address()
            + (changed
                ? " gets no more " + what + "."
                : " was opted out of " + what + " already."));
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description = {
        "Erases a person: their data, their record of consent, and name and address in the ledger."
            + " What stays is a keyed hash of each address, under which nobody is written to, so"
            + " that an old list does not bring them back; a sign-up that they confirm does."
      })
  int erase(
      @Parameters(paramLabel = "EMAIL|PHONE") String address,
      @Option(names = "--yes", description = "Do not ask") boolean yes) {
    return context.with(
        parts -> {
          Dossier dossier = new Dossiers(parts.jdbi, parts.addressKeys).of(contact(parts, address));
          if (dossier.isEmpty()) {
            print("Nothing is known of " + dossier.asked().forPeople() + ".");
            return 0;
          }
          new DossierText(dossier).lines().forEach(this::print);
          if (!yes && !Asking.agreed("Erase all this for good?", "they are to be erased")) {
            print("Nothing is erased.");
            return 1;
          }
          erase(parts, dossier.asked());
          return 0;
        });
  }

  private void erase(Parts parts, Contact contact) {
    Erasure.Erased erased = new Erasure(parts.jdbi, parts.consent).erase(contact);
    print(
        erased.people()
            + (erased.people() == 1 ? " person erased, " : " people erased, ")
            + erased.deliveries()
            + " lines of the ledger without name and address now. Nothing is sent to them again.");
    if (erased.shared()) {
      print("An address that somebody else on the list has too stays with them.");
    }
  }

  private static Writer writer(Path file) throws IOException {
    return file == null
        ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
        : Files.newBufferedWriter(file);
  }
}
