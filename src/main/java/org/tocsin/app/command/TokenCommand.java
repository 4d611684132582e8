package org.tocsin.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.app.Services;
import org.tocsin.consent.Tokens;
import org.tocsin.web.api.ApiTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Keys: of programs that use the API, and of the links in messages.",
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand extends Group {
  private static final int LONGEST_LIFE = 3_650;

  private final Context context;
  @Spec private CommandSpec command;

  TokenCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Prints a new token, once; only its hash is kept.")
  void create(
      @Parameters(paramLabel = "NAME", description = "What it is for, such as website") String name,
      @Option(
              names = "--expires-in-days",
              paramLabel = "N",
              defaultValue = "365",
              description = "After so many days it is taken no more, at most 3650. Default: 365")
          int days) {
    if (days < 1 || days > LONGEST_LIFE) {
      throw new ParameterException(
          command.commandLine(), "--expires-in-days is from 1 to " + LONGEST_LIFE + ".");
    }
    print(context.with(parts -> tokens(parts).create(name, Duration.ofDays(days))));
  }

  private static ApiTokens tokens(Services parts) {
    return new ApiTokens(parts.jdbi, parts.clock);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "The tokens of programs, the newest first: until when they are taken, last use.")
  void list(@Option(names = "--json", description = "An array of objects") boolean json) {
    List<ApiTokens.Shown> all = context.with(parts -> tokens(parts).list());
    Instant now = context.clock().instant();
    if (json) {
      print(Context.json(all.stream().map(token -> members(token, now)).toList()));
      return;
    }
    all.forEach(token -> print(words(token, now)));
    if (all.isEmpty()) {
      print("There is none. Make one: tocsin token create NAME");
    }
  }

  private static Map<String, Object> members(ApiTokens.Shown token, Instant now) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", token.id());
    members.put("name", token.name());
    members.put("state", token.state(now));
    members.put("created_at", text(token.createdAt()));
    members.put("expires_at", text(token.expiresAt()));
    members.put("last_used_at", text(token.lastUsedAt()));
    members.put("revoked_at", text(token.revokedAt()));
    return members;
  }

  private static String text(Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String words(ApiTokens.Shown token, Instant now) {
    String end =
        switch (token.state(now)) {
          case "revoked" -> "revoked " + text(token.revokedAt());
          case "expired" -> "expired " + text(token.expiresAt());
          default -> "valid until " + text(token.expiresAt());
        };
    return "%d  %s  %s, made %s, %s"
        .formatted(
            token.id(),
            token.name(),
            end,
            text(token.createdAt()),
            token.lastUsedAt() == null ? "never used" : "last used " + text(token.lastUsedAt()));
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a token at once; see `tocsin token list`.")
  void revoke(@Parameters(paramLabel = "ID") long id) {
    context.with(
        parts -> {
          tokens(parts).revoke(id);
          return parts;
        });
    print("Token " + id + " is taken no more.");
  }

  @Command(
      name = "renew-links",
      mixinStandardHelpOptions = true,
      description =
          "Makes a new key for the links in messages. Links that are out there go on working."
              + " Restart every `tocsin serve` afterwards.")
  void renewLinks() {
    context.with(
        parts -> {
          Tokens.addKey(parts.jdbi);
          return parts;
        });
    print("Links are signed with a new key from the next start of `tocsin serve` on.");
  }
}
