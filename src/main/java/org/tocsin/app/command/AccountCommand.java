package org.tocsin.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.TocsinException;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Role;
import org.tocsin.account.SecondFactors;
import org.tocsin.account.SignInLinks;
import org.tocsin.app.ConsoleAddress;
import org.tocsin.app.Services;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Who may sign in to the console, and as what.",
    synopsisSubcommandLabel = "COMMAND")
final class AccountCommand extends Group {
  private static final String WHO = "command line";

  private final Context context;

  AccountCommand(Context context) {
    this.context = context;
  }

  private static Accounts accounts(Services parts) {
    return new Accounts(parts.jdbi, parts.clock);
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Gives somebody an account. They sign in by a link.")
  void add(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(
              names = "--role",
              defaultValue = "author",
              description =
                  "author: writes sheets; publisher: also sends, and sees people; admin: also"
                      + " accounts and settings. Default: author")
          Role role) {
    Account account = context.with(parts -> accounts(parts).add(WHO, email, role));
    print(
        "%s is %s. A link to sign in: tocsin account link %s"
            .formatted(account.email(), account.role().code(), account.email()));
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "All accounts.")
  void list(@Option(names = "--json", description = "One JSON array") boolean json) {
    List<Account> all = context.with(parts -> accounts(parts).list());
    if (json) {
      print(Context.json(all.stream().map(AccountCommand::json).toList()));
      return;
    }
    all.forEach(account -> print(account.role().code() + "  " + account.email()));
    if (all.isEmpty()) {
      print("There is none. Make one: tocsin account add EMAIL --role admin");
    }
  }

  private static Map<String, Object> json(Account account) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("email", account.email());
    map.put("role", account.role().code());
    map.put("created_at", account.createdAt().toString());
    return map;
  }

  @Command(
      name = "role",
      mixinStandardHelpOptions = true,
      description = "Changes what somebody may do, at once.")
  void role(
      @Parameters(paramLabel = "EMAIL") String email,
      @Parameters(paramLabel = "ROLE", description = "author, publisher or admin") Role role) {
    context.with(
        parts -> {
          accounts(parts).setRole(WHO, email, role);
          return null;
        });
    print(email + " is " + role.code() + " now.");
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Takes somebody's account away, and signs them out at once.")
  void remove(@Parameters(paramLabel = "EMAIL") String email) {
    context.with(
        parts -> {
          accounts(parts).remove(WHO, email);
          return null;
        });
    print(email + " has no account any more.");
  }

  @Command(
      name = "link",
      mixinStandardHelpOptions = true,
      description = "Prints a link that signs somebody in, once, within 15 minutes.")
  void link(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(
              names = "--lost-device",
              description =
                  "Also takes their second factor away, for somebody who has lost the app and the"
                      + " recovery codes. They are signed out everywhere.")
          boolean lostDevice) {
    print(
        context.with(
            parts -> {
              Account account =
                  accounts(parts)
                      .find(email)
                      .orElseThrow(
                          () ->
                              new TocsinException(
                                  email
                                      + " has no account. Make one: tocsin account add "
                                      + email));
              if (lostDevice) {
                new SecondFactors(parts.jdbi, parts.clock).reset(WHO, account);
              }
              String token = new SignInLinks(parts.jdbi, parts.clock).issue(account);
              return ConsoleAddress.signIn(parts.settings, token);
            }));
  }
}
