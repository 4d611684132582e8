package org.tocsin.app.command;

import org.tocsin.TocsinException;
import org.tocsin.app.Services;
import org.tocsin.email.DkimKey;
import picocli.CommandLine.Command;

@Command(
    name = "dkim",
    mixinStandardHelpOptions = true,
    description = "The signature on emails.",
    synopsisSubcommandLabel = "COMMAND")
final class DkimCommand extends Group {
  /** RFC 1035 3.3: a string in a TXT record has at most so many bytes. */
  private static final int STRING = 255;

  private final Context context;

  DkimCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "record",
      mixinStandardHelpOptions = true,
      description =
          "Prints the record with the public key, of tocsin.dkim.key-file, that has to stand in the"
              + " DNS: as most providers ask for it, and as a line of a zone file.")
  void record() {
    DkimKey key =
        Services.dkim(context.settings().get())
            .orElseThrow(
                () ->
                    new TocsinException(
                        "Mail is not signed: set tocsin.dkim.domain, .selector and .key-file."));
    String value = key.recordValue();
    print("name:  " + key.recordName());
    print("type:  TXT");
    print("value: " + value);
    print("");
    print("In a zone file:");
    print(key.recordName() + ". IN TXT ( " + strings(value) + " )");
  }

  private static String strings(String value) {
    return '"' + value.replaceAll("(.{" + STRING + "})(?=.)", "$1\" \"") + '"';
  }
}
