package org.tocsin.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.TocsinException;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "A JSON object a line")
  private boolean json;

  @Option(names = "--no-fold", description = "Count the text as it is")
  private boolean noFold;

  @Override
  public void run() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintWriter out = spec.commandLine().getOut();
    try {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          explain(text(line, number), out);
        }
      }
    } catch (IOException e) {
      throw new TocsinException("Standard input could not be read: " + e.getMessage(), e);
    } finally {
      out.flush();
    }
  }

  private static String text(String line, int number) {
    try {
      JsonNode text = JSON.readTree(line);
      if (text.isTextual()) {
        return text.textValue();
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new TocsinException(
        "Line " + number + " is no JSON string. Write each text on a line of its own as \"…\".");
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
