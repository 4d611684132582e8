package org.tocsin.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.TocsinException;
import org.tocsin.mailbox.Finding;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.mailbox.InboundMessage;
import org.tocsin.mailbox.MailReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bounce",
    mixinStandardHelpOptions = true,
    description =
        "What a mail that came back is, who it is about, why, and whether it would suppress them if"
            + " we had written to them.")
final class ExplainBounce extends Group {
  @Parameters(arity = "1..*", paramLabel = "FILE.eml", description = "As mail programs save them")
  private List<Path> files;

  @Option(names = "--json", description = "A JSON object a line, in the order of the files")
  private boolean json;

  private final MailReader reader = new MailReader();

  @Override
  public void run() {
    files.forEach(Context::checkReadable);
    List<Path> unread = files.stream().filter(file -> !explain(file)).toList();
    if (!unread.isEmpty()) {
      throw new TocsinException("Not a mail that can be read: " + unread.get(0) + more(unread));
    }
  }

  private static String more(List<Path> unread) {
    return unread.size() > 1 ? " and " + (unread.size() - 1) + " more." : ".";
  }

  /** Those behind one that cannot be read are read all the same. */
  private boolean explain(Path file) {
    Finding finding;
    try (InputStream in = Files.newInputStream(file)) {
      finding = reader.read(InboundMessage.read(in));
    } catch (IOException | RuntimeException | StackOverflowError unreadable) {
      return false;
    }
    print(json ? json(file, finding) : text(file, finding));
    return true;
  }

  private static String json(Path file, Finding reading) {
    Optional<Recipient> shown = worst(reading);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", file.toString());
    line.put("kind", reading.kind().code());
    line.put("recipients", addresses(reading));
    line.put("status", shown.map(Recipient::status).filter(s -> !s.isEmpty()).orElse(null));
    line.put("reason", reason(reading, shown));
    line.put("hard", shown.map(Recipient::isHard).orElse(false));
    line.put("suppress", reading.suppresses());
    return Context.jsonLine(line);
  }

  private static List<String> addresses(Finding reading) {
    return reading.recipients().stream()
        .map(Recipient::address)
        .filter(address -> !address.isEmpty())
        .distinct()
        .toList();
  }

  private static String reason(Finding reading, Optional<Recipient> shown) {
    return reading.kind() == Finding.Kind.COMPLAINT
        ? (reading.complaint().isEmpty() ? "malformed" : reading.complaint())
        : shown.map(recipient -> recipient.reason().code()).orElse(null);
  }

  /** A mail may speak of several; the one who would be suppressed is shown. */
  private static Optional<Recipient> worst(Finding reading) {
    return reading.recipients().stream().max(Comparator.comparing(Recipient::isHard));
  }

  private static String text(Path file, Finding reading) {
    StringBuilder text = new StringBuilder(file + ": " + reading.kind().code());
    if (reading.kind() == Finding.Kind.COMPLAINT) {
      text.append(" (").append(reason(reading, Optional.empty())).append(")");
      text.append(reading.suppresses() ? ", would suppress" : ", changes nothing");
    }
    for (Recipient r : reading.recipients()) {
      text.append("\n  ").append(r.address().isEmpty() ? "(recipient not named)" : r.address());
      if (reading.kind() != Finding.Kind.COMPLAINT) {
        text.append(": ").append((r.status() + " " + r.reason().code()).strip());
        text.append(r.isHard() ? ", would suppress" : ", would not suppress");
      }
    }
    return text.toString();
  }
}
