package org.tocsin.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.message.Folding;
import org.tocsin.message.Segments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "text",
    mixinStandardHelpOptions = true,
    description =
        "What each text would cost: encoding, segments, and which characters are folded into"
            + " cheaper ones. Texts come on standard input, a JSON string (\"…\") a line.")
final class ExplainText implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "A JSON object a line")
  private boolean json;

  @Option(names = "--no-fold", description = "Count the text as it is")
  private boolean noFold;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      JsonStrings.read(text -> explain(text, out));
    } finally {
      out.flush();
    }
  }

  private void explain(String text, PrintWriter out) {
    String folded = noFold ? text : Folding.smart(text);
    Segments.Count count = Segments.count(folded);
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("encoding", count.encoding().label);
      line.put("segments", count.segments());
      line.put("text", folded);
      out.println(Context.jsonLine(line));
      return;
    }
    List<String> changes = noFold ? List.of() : Folding.smartChanges(text);
    out.println(count.encoding().label + ", segments: " + count.segments());
    out.println("  " + folded.replace("\n", "\n  "));
    if (!changes.isEmpty()) {
      out.println("  Folded: " + String.join(", ", changes));
    }
  }
}
