package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.mailbox.Finding.Kind;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.verdict.Reason;

/** Reports of people who marked a mail as unwanted (RFC 5965). Angus has no word for them (A08). */
final class Complaint {
  private Complaint() {}

  /** Empty where it is none. One that lacks what it must have is one without a type (A04). */
  static Optional<Finding> read(InboundMessage letter) {
    Optional<InboundMessage.Part> report = letter.part("message/feedback-report");
    if (report.isPresent()) {
      Headers fields = Headers.of(LineSplitter.of(report.get().text().strip()));
      return Optional.of(reading(isWhole(fields) ? type(fields) : "", who(fields, letter)));
    }
    boolean announced =
        letter.headers().parameter("report-type").orElse("").equalsIgnoreCase("feedback-report");
    return isJunkReport(letter)
        ? Optional.of(reading("abuse", who(Headers.of(List.of()), letter)))
        : announced ? Optional.of(reading("", List.of())) : Optional.empty();
  }

  /** A02: these exactly once. */
  private static boolean isWhole(Headers fields) {
    return List.of("feedback-type", "user-agent", "version").stream()
        .allMatch(name -> fields.all(name).size() == 1);
  }

  private static String type(Headers fields) {
    return fields.get("feedback-type").strip().toLowerCase(Locale.ROOT); // A03
  }

  /** Microsoft's Junk Mail Reporting Partner Program is older than the standard. */
  private static boolean isJunkReport(InboundMessage letter) {
    Headers head = letter.headers();
    return Headers.of(original(letter)).has("x-hmxmroriginalrecipient")
        && head.text("subject").strip().startsWith("complaint about message from");
  }

  private static List<String> original(InboundMessage letter) {
    return letter
        .part("message/rfc822", "text/rfc822-headers")
        .map(part -> LineSplitter.of(part.text().strip()))
        .orElse(List.of());
  }

  /** A06: often taken out of the report; our own token in the mail says it then. */
  private static List<String> who(Headers report, InboundMessage letter) {
    List<String> who = new ArrayList<>();
    report.all("original-rcpt-to").forEach(field -> who.addAll(Addresses.in(field)));
    Headers original = Headers.of(original(letter));
    who.addAll(Addresses.in(original.get("x-hmxmroriginalrecipient")));
    if (who.isEmpty()) {
      List<String> to = Addresses.in(original.get("to"));
      who.addAll(to.size() == 1 ? to : List.of());
    }
    return who;
  }

  private static Finding reading(String type, List<String> who) {
    return new Finding(
        Kind.COMPLAINT,
        who.stream().map(address -> new Recipient(address, "", Reason.UNCLEAR, false)).toList(),
        type);
  }
}
