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
  private final Context context;

  InboxCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "What waits for a decision, the oldest first.")
  void list(@Option(names = "--json", description = "One JSON array") boolean json) {
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
    print(
        items.isEmpty()
            ? "Nothing waits for a decision."
            : "Decide each with: tocsin inbox decide ID stop|keep");
  }

  private static String from(Inbox.Item item) {
    return item.from().isEmpty() ? "(nobody on the list)" : String.join(", ", item.from());
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
