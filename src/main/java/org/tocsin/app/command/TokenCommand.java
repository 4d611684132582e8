package org.tocsin.app.command;

import org.tocsin.consent.Tokens;
import org.tocsin.web.ApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Keys: of programs that use the API, and of the links in messages.",
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand extends Group {
  private final Context context;

  TokenCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Prints a new token, once; only its hash is kept.")
  void create(
      @Parameters(paramLabel = "NAME", description = "What it is for, such as website")
          String name) {
    print(context.with(parts -> new ApiTokens(parts.jdbi, parts.clock).create(name)));
  }

  @Command(
      name = "renew-links",
      mixinStandardHelpOptions = true,
      description =
          "Makes a new key for the links in messages. Links that are out there go on working. Start"
              + " every `tocsin serve` anew afterwards.")
  void renewLinks() {
    context.with(
        parts -> {
          Tokens.addKey(parts.jdbi);
          return parts;
        });
    print("Links are signed with a new key from the next start of `tocsin serve` on.");
  }
}
