package org.tocsin.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.FileFault;
import org.tocsin.TocsinException;
import org.tocsin.app.Services;
import org.tocsin.audience.Contact;
import org.tocsin.audience.Erasure;
import org.tocsin.audience.SubscriberRecord;
import org.tocsin.audience.SubscriberRecords;
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
  private static final char BYTE_ORDER_MARK = 0xFEFF;

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
            + "sms_consent,consent_source,consent_at,tags,email_state,email_opt_out,"
            + "email_opt_out_at,sms_state,sms_opt_out,sms_opt_out_at",
        "Files of Action Network, Mailchimp, VAN, Spoke, Google Contacts, NationBuilder, CiviCRM,"
            + " ActionKit, listmonk and others are read as they are, also with semicolons or tabs,"
            + " in UTF-16 or Windows-1252. Who is unsubscribed, cleaned or bounced there is opted"
            + " out here; a status that is not known gives no consent.",
        "email_state and sms_state are subscribed or suppressed, as export writes them: who is"
            + " suppressed there is opted out here, in the way and at the time beside it.",
        "Tags sort your people, for publish --audience tag=volunteers: several with semicolons"
            + " between, a dash for none. A cell that is empty leaves what is known, except in a"
            + " row with an id, as export writes it: there it clears it.",
        "People are recognised by that id, by email, or by phone unless the name is another. Of"
            + " what is said of consent the latest by consent_at holds, in whatever order files"
            + " come. Bad rows are named and skipped. Nobody who has opted out is written to again"
            + " because of an import."
      })
  void importFile(@Parameters(paramLabel = "FILE.csv") Path file) {
    context.withFirst(
        List.of(file),
        parts -> {
          Subscribers.Imported in;
          try (Progress progress = Progress.of("Rows", -1)) {
            in = parts.subscribers.importFile(file, progress);
          }
          in.remarks().forEach(remark -> print(remark.toString()));
          ImportText.of(in).forEach(this::print);
          if (in.isUseless()) {
            throw new TocsinException(
                "Nobody was imported: "
                    + (in.rows() == 0
                        ? "there are no rows below the names of the columns."
                        : "no row could be used. What is wrong with them stands above."));
          }
          return in;
        });
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes everyone as CSV, in the columns of import and some more. What a spreadsheet would"
            + " run as a formula has an apostrophe before it, which import takes away again.",
        "A row that is changed and imported again changes the person with its id: a slip in an"
            + " address is mended, a cell that is emptied is cleared."
      })
  void export(
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "Where to; default: standard output")
          Path file,
      @Option(
              names = "--bom",
              description = "With a byte order mark, by which Excel sees that it is UTF-8")
          boolean marked) {
    context.with(
        parts -> {
          try (Writer out = writer(file)) {
            if (marked) {
              out.write(BYTE_ORDER_MARK);
            }
            parts.subscribers.export(out);
            return file;
          } catch (IOException e) {
            throw new TocsinException(file + ": " + FileFault.ofWriting(file, e), e);
          }
        });
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Shows everything that is known about a person: what they said, what they agreed to and in"
            + " which words, what they sent and got. Opt-outs are there also for people who are not"
            + " on the list.",
        "To hand it to the person, take --json. Where several share a number, ask by email."
      })
  void show(
      @Parameters(paramLabel = "EMAIL|PHONE") String address,
      @Option(names = "--json", description = "As JSON") boolean json) {
    SubscriberRecord dossier =
        context.with(
            parts ->
                new SubscriberRecords(parts.jdbi, parts.addressKeys).of(contact(parts, address)));
    if (dossier.isEmpty()) {
      throw new TocsinException(
          dossier.asked().forPeople() + " is not on the list, and nothing is known of it.");
    }
    SubscriberRecordText text = new SubscriberRecordText(dossier);
    if (json) {
      print(Context.json(text.json()));
    } else {
      text.lines().forEach(this::print);
    }
  }

  static Contact contact(Services parts, String address) {
    return Contact.read(address, parts.addressKeys)
        .orElseThrow(() -> new TocsinException("'" + address + "': " + Contact.whyNot(address)));
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
          SubscriberRecord dossier =
              new SubscriberRecords(parts.jdbi, parts.addressKeys).of(contact(parts, address));
          if (dossier.isEmpty()) {
            print("Nothing is known of " + dossier.asked().forPeople() + ".");
            return 0;
          }
          new SubscriberRecordText(dossier).lines().forEach(this::print);
          if (!yes && !Asking.agreed("Erase all this for good?", "they are to be erased")) {
            print("Nothing is erased.");
            return 1;
          }
          erase(parts, dossier.asked());
          return 0;
        });
  }

  private void erase(Services parts, Contact contact) {
    Erasure.Erased erased = parts.erasure().erase(contact);
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
