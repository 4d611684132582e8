package org.tocsin.email;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.ledger.Outcome;
import org.tocsin.ledger.Outcome.Deferred;
import org.tocsin.ledger.Outcome.Fault;
import org.tocsin.ledger.Outcome.Refused;
import org.tocsin.ledger.Outcome.Target;
import org.tocsin.verdict.BounceClassifier;
import org.tocsin.verdict.Reason;

/**
 * What a server's refusal means: by the command it answers, and by the judge that reads the reports
 * that come back too.
 */
final class SmtpReplyClassifier {
  /** SPF, DKIM, DMARC and reverse DNS (RFC 7372, and Microsoft's): our setup is at fault (G08). */
  private static final Set<String> UNAUTHENTICATED =
      Set.of("5.7.20", "5.7.21", "5.7.22", "5.7.23", "5.7.25", "5.7.26", "5.7.515");

  /** Log in first, log in better (RFC 4954 6, RFC 3207 4). */
  private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

  /** They speak of the sender or of the mail, so the next recipient would be refused as well. */
  private static final Set<Reason> OURS =
      EnumSet.of(
          Reason.RATE,
          Reason.AUTHENTICATION,
          Reason.REVERSE_DNS,
          Reason.BLOCKED,
          Reason.SPAM,
          Reason.VIRUS,
          Reason.SIZE,
          Reason.RELAYING,
          Reason.SENDER_REJECTED);

  /** What one filter may say of a mail that others take. */
  private static final Set<Reason> OF_MAIL = EnumSet.of(Reason.SPAM, Reason.VIRUS, Reason.SIZE);

  /** Said of one mailbox, so that as many in a row as there may be are each a fault of its own. */
  private static final Set<Reason> OF_PERSON =
      EnumSet.of(Reason.USER_UNKNOWN, Reason.MOVED, Reason.MAILBOX_FULL, Reason.SUSPENDED);

  /** What one person gets, and not what we send. */
  private static final Pattern RECEIVING =
      Pattern.compile("(?i)receiving|receives|received by|(mailbox|recipient)( \\w+){0,3} limit");

  private static final BounceClassifier VERDICT = new BounceClassifier();

  private SmtpReplyClassifier() {}

  /** A refusal while the connection was being made: no delivery is to blame. */
  static Deferred toConnecting(SmtpReply reply) {
    return deferred(reply, reply.isPermanent() ? Fault.CHANNEL : Fault.DELIVERY);
  }

  /** A refusal of a mail. */
  static Outcome toMail(Stage stage, SmtpReply reply) {
    // 503: the server and we have lost step, not the fault of this mail
    if (!reply.isPermanent() || reply.code() == 503) {
      return deferred(reply, Fault.DELIVERY);
    }
    if (stage == Stage.MAIL || isOurSetup(reply)) {
      return deferred(reply, Fault.CHANNEL);
    }
    Reason reason = reason(stage, reply);
    if (reason == Reason.RATE && RECEIVING.matcher(reply.text()).find()) {
      return deferred(reply, Fault.DELIVERY);
    }
    return OURS.contains(reason)
        ? deferred(reply, Fault.CHANNEL)
        : new Refused(reply.label(), reply.text(), target(reason));
  }

  private static Target target(Reason reason) {
    boolean ofPerson = OF_PERSON.contains(reason);
    return reason.fault() == Reason.Fault.HARD
        ? ofPerson ? Target.ADDRESS : Target.HOST
        : ofPerson ? Target.MAILBOX : Target.MESSAGE;
  }

  /** Whether it was what the mail holds that the server would not have. */
  static boolean isOfMail(Deferred deferred) {
    SmtpReply reply = SmtpReply.of(deferred.code() + " " + deferred.reason());
    return deferred.fault() == Fault.CHANNEL
        && reply.isPermanent()
        && !isOurSetup(reply)
        && OF_MAIL.contains(reason(Stage.END, reply));
  }

  private static Deferred deferred(SmtpReply reply, Fault fault) {
    return new Deferred(reply.label(), reply.text(), fault);
  }

  private static boolean isOurSetup(SmtpReply reply) {
    return LOGIN.contains(reply.code()) || UNAUTHENTICATED.contains(reply.status());
  }

  private static Reason reason(Stage stage, SmtpReply reply) {
    String text = reply.text().replace("(address)", "<a@b>");
    return VERDICT.of(
        BounceClassifier.answer(
            Integer.toString(reply.code()), reply.status(), text, stage == Stage.RCPT));
  }
}
