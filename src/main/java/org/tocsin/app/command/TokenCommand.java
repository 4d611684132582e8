package org.tocsin.app.command;

import org.tocsin.web.ApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Keys for programs that use the API.",
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
}
