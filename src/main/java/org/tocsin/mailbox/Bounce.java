package org.tocsin.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tocsin.Expressions;
import org.tocsin.mailbox.DeliveryReport.Group;
import org.tocsin.mailbox.Finding.Kind;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.verdict.BounceClassifier;
import org.tocsin.verdict.Reason;

/** Reports that a mail was not delivered, with a report for machines in them (RFC 3464) or not. */
final class Bounce {
  private static final Expressions WORDS = Expressions.of("mailbox");

  private static final Pattern DAEMON = Pattern.compile("(?iu)" + WORDS.any("DAEMON"));

  /** Who alone may say so in a mail that is marked as an automatic answer, without a report. */
  private static final Pattern SERVER = Pattern.compile("(?iu)" + WORDS.any("SERVER"));

  /** An answer or a forward, as mail programs mark it in several languages. */
  private static final Pattern BY_HAND =
      Pattern.compile("(?iu)^\\W*" + WORDS.any("BYHAND") + "\\s*:");

  private static final Pattern SUBJECT = Pattern.compile("(?iu)" + WORDS.any("FAILED"));

  private static final Pattern SAYS = Pattern.compile("(?iu)" + WORDS.any("SAYSFAILED"));

  private static final Pattern STILL_TRYING = Pattern.compile("(?iu)" + WORDS.any("STILLTRYING"));

  private static final Pattern FILTER =
      Pattern.compile(
          "(?i)(e-?mail|content|spam|virus)[- ]?(filter|scan|firewall)|mail ?foundry|mx"
              + " ?logic|\\bmxl~|active!?.?hunter|surfcontrol|mcafee|mail ?marshal|mime"
              + " ?sweeper|interscan");

  /** A notice that names more of them is none about a mail of ours. */
  private static final int MOST_RECIPIENTS = 100;

  private final BounceClassifier verdict = new BounceClassifier();

  /** Empty where the mail is no such report. */
  Optional<Finding> read(InboundMessage letter) {
    List<Group> groups = new ArrayList<>();
    letter.parts().stream()
        .filter(
            p ->
                Set.of("message/delivery-status", "message/global-delivery-status")
                    .contains(p.type()))
        .forEach(p -> groups.addAll(DeliveryReport.read(p.text())));
    BounceText notice = new BounceText(letter);
    if (isLost(letter) || isByAPerson(letter) || isAnswer(letter)) {
      return Optional.empty();
    }
    if (!groups.isEmpty()) {
      return Optional.of(reported(groups, notice, isByAFilter(letter)));
    }
    return isNotice(letter, notice) ? Optional.of(finding(letter, notice)) : Optional.empty();
  }

  /** Its parts cannot be separated, and it does not even say that it is a report. */
  private static boolean isLost(InboundMessage letter) {
    return letter.isUnbounded() && !letter.headers().type().equals("multipart/report");
  }

  /** What someone passes on or answers to, even where it holds a report. */
  private static boolean isByAPerson(InboundMessage letter) {
    Headers head = letter.headers();
    return BY_HAND.matcher(head.text("subject")).find()
        && !letter.isReport()
        && !isFromNobody(head)
        && !SERVER.matcher(head.text("from")).find();
  }

  /** Its head says that a program answers, and nothing in it is a report (RFC 3834). */
  private static boolean isAnswer(InboundMessage letter) {
    Headers head = letter.headers();
    return AutoReply.is(letter)
        && !letter.isReport()
        && !head.has("x-failed-recipients")
        && !SERVER.matcher(head.text("from")).find();
  }

  private static boolean isFromNobody(Headers head) {
    return head.has("return-path") && head.get("return-path").replaceAll("[<>\\s]", "").isEmpty();
  }

  /** One that takes in a mail, looks at it, and hears from the server behind it only then. */
  private static boolean isByAFilter(InboundMessage letter) {
    Headers head = letter.headers();
    List<String> received = head.all("received");
    return Stream.of("from", "x-mailer", "message-id", "content-type", "x-nai-header")
            .anyMatch(field -> FILTER.matcher(head.get(field)).find())
        || !received.isEmpty() && FILTER.matcher(received.get(received.size() - 1)).find();
  }

  private Finding reported(List<Group> groups, BounceText notice, boolean filter) {
    List<String> named = groups.stream().flatMap(g -> g.address().stream()).distinct().toList();
    List<String> instead = named.isEmpty() ? notice.recipients() : List.of();
    BounceText.About about = notice.about(named);
    List<Recipient> recipients = new ArrayList<>();
    for (Group group : groups) {
      String address = group.address().orElse(instead.size() == 1 ? instead.get(0) : "");
      String words = about.of(address) + (filter ? "\n" + BounceClassifier.AFTER_CONTENT : "");
      recipients.add(recipient(group, address, words));
    }
    boolean failed = recipients.stream().anyMatch(r -> r.reason() != Reason.DELIVERED);
    return new Finding(failed ? Kind.BOUNCE : Kind.OTHER, recipients, "");
  }

  private Recipient recipient(Group group, String address, String words) {
    BounceClassifier.Said said =
        new BounceClassifier.Said(group.status(), group.diagnostic(), words);
    return switch (action(group)) {
      case "failed" -> recipient(address, said, true);
      case "delayed" -> new Recipient(address, said.code(), Reason.DELAYED, false);
      default -> new Recipient(address, said.code(), Reason.DELIVERED, false);
    };
  }

  /** B05. Where it is missing the status stands for it. */
  private static String action(Group group) {
    if (!group.action().isEmpty()) {
      return group.action();
    }
    return group.status().startsWith("5")
        ? "failed"
        : group.status().startsWith("4") ? "delayed" : "";
  }

  private Recipient recipient(String address, BounceClassifier.Said said, boolean gaveUp) {
    return new Recipient(
        address, said.code(), verdict.of(said), gaveUp && !BounceClassifier.isTransient(said));
  }

  private static boolean isNotice(InboundMessage letter, BounceText notice) {
    Headers head = letter.headers();
    if (head.has("x-failed-recipients")) {
      return true;
    }
    String returnPath = head.get("return-path");
    boolean machine =
        isFromNobody(head)
            || DAEMON.matcher(head.text("from") + " " + returnPath).find()
            || letter.headers().type().equals("multipart/report");
    boolean subject = SUBJECT.matcher(head.text("subject")).find();
    boolean words = SAYS.matcher(notice.text()).find();
    return machine && (subject || words)
        || subject && words && head.get("in-reply-to").isEmpty() && !AutoReply.is(letter);
  }

  private static List<String> some(List<String> addresses) {
    return addresses.subList(0, Math.min(addresses.size(), MOST_RECIPIENTS));
  }

  private Finding finding(InboundMessage letter, BounceText notice) {
    List<String> addresses = some(notice.recipients());
    boolean trying = STILL_TRYING.matcher(notice.text()).find();
    boolean filter = isByAFilter(letter);
    BounceText.About about = notice.about(notice.apart(addresses));
    List<Recipient> recipients = new ArrayList<>();
    for (String address : addresses.isEmpty() ? List.of("") : addresses) {
      String words = about.of(address) + (filter ? "\n" + BounceClassifier.AFTER_CONTENT : "");
      BounceClassifier.Said said =
          new BounceClassifier.Said("", "", words + "\n" + letter.headers().text("subject"));
      Recipient recipient = recipient(address, said, !trying);
      recipients.add(
          trying ? new Recipient(address, said.code(), Reason.DELAYED, false) : recipient);
    }
    return new Finding(Kind.BOUNCE, recipients, "");
  }
}
