package org.tocsin.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.audience.Inbox;
import org.tocsin.consent.Holds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inbox",
    mixinStandardHelpOptions = true,
    description =
        "What people wrote that may be an opt-out and may not be. Nothing is sent to them on that"
            + " channel until someone decides.",
    synopsisSubcommandLabel = "COMMAND")
final class InboxCommand extends Group {
  private static final int WRONG_NUMBERS = 100;

  private final Context context;

  InboxCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "What waits for a decision, the oldest first.")
  void list(
      @Option(
              names = "--all",
              description = "Every text that came in, the newest first, and how it was read")
          boolean all,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "With --all: so many of them at most. Default: 100")
          int limit,
      @Option(names = "--json", description = "One JSON array") boolean json) {
    if (all) {
      listAll(Math.max(0, limit), json);
    } else {
      listOpen(json);
    }
  }

  private void listAll(int limit, boolean json) {
    List<Inbox.Heard> texts =
        context.with(parts -> new Inbox(parts.jdbi, parts.consent).heard(limit));
    if (json) {
      print(Context.json(texts.stream().map(InboxCommand::json).toList()));
      return;
    }
    texts.forEach(text -> print(line(text)));
    if (texts.isEmpty()) {
      print("No text has come in.");
    }
  }

  private static String line(Inbox.Heard text) {
    return text.at()
        + "  "
        + text.reading()
        + "  "
        + names(text.from())
        + ": "
        + text.words().replace("\n", "\n  ");
  }

  private static Map<String, Object> json(Inbox.Heard text) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("at", text.at().toString());
    map.put("reading", text.reading());
    map.put("from", text.from());
    map.put("words", text.words());
    return map;
  }

  private void listOpen(boolean json) {
    List<Inbox.Item> items = context.with(parts -> new Inbox(parts.jdbi, parts.consent).list());
    if (json) {
      print(Context.json(items.stream().map(InboxCommand::json).toList()));
      return;
    }
    for (Inbox.Item item : items) {
      print(item.id() + "  " + item.channel().code() + "  " + item.since() + "  " + from(item));
      print("  " + item.words().replace("\n", "\n  "));
      print("  (" + item.why() + ")");
    }
    List<Inbox.Heard> wrong =
        context.with(parts -> new Inbox(parts.jdbi, parts.consent).wrongNumbers(WRONG_NUMBERS));
    wrong.forEach(text -> print("not their number, gets nothing more: " + line(text)));
    if (!wrong.isEmpty()) {
      print("Enter their new numbers with: tocsin subscribers import FILE.csv");
    }
    print(
        items.isEmpty()
            ? "Nothing waits for a decision."
            : "Decide each with: tocsin inbox decide ID stop|keep");
  }

  private static String from(Inbox.Item item) {
    return names(item.from());
  }

  private static String names(List<String> who) {
    return who.isEmpty() ? "(nobody on the list)" : String.join(", ", who);
  }

  private static Map<String, Object> json(Inbox.Item item) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", item.id());
    map.put("channel", item.channel().code());
    map.put("since", item.since().toString());
    map.put("from", item.from());
    map.put("words", item.words());
    map.put("why", item.why());
    return map;
  }

  @Command(
      name = "decide",
      mixinStandardHelpOptions = true,
      description = {
        "Says what it was. stop: they want out, and get nothing more on that channel.",
        "keep: they do not; what waited for them goes on."
      })
  void decide(
      @Parameters(paramLabel = "ID", description = "The number in the list") long id,
      @Parameters(paramLabel = "stop|keep") Holds.Decision decision) {
    context.with(
        parts -> {
          new Inbox(parts.jdbi, parts.consent).decide(id, decision);
          return id;
        });
    print(
        decision == Holds.Decision.STOP
            ? "They get nothing more on that channel."
            : "They stay, and what waited for them goes on.");
  }
}
