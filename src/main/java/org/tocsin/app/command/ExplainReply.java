package org.tocsin.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tocsin.civic.LastNames;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "reply",
    mixinStandardHelpOptions = true,
    description =
        "How replies would be read: Stop, Start, Help, Unsure or Other, and why. Reads them from"
            + " standard input, each as a JSON string on a line of its own, and answers in their"
            + " order. Officials' names are known from the roster in force, if there is one.")
final class ExplainReply implements Runnable {
  private final Context context;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "A JSON object a line")
  private boolean json;

  ExplainReply(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    Set<String> names =
        context.withIfThere(services -> new LastNames(services.rosters).get()).orElse(Set.of());
    ReplyReader reader = new ReplyReader(() -> names);
    PrintWriter out = spec.commandLine().getOut();
    try {
      JsonStrings.read(text -> out.println(explained(reader.read(text))));
    } finally {
      out.flush();
    }
  }

  private String explained(ReplyClassification reading) {
    if (!json) {
      return reading.reply().word() + ": " + reading.why();
    }
    Map<String, String> map = new LinkedHashMap<>();
    map.put("reply", reading.reply().word());
    map.put("why", reading.why());
    return Context.jsonLine(map);
  }
}
