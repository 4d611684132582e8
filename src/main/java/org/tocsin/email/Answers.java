package org.tocsin.email;

import java.util.Set;
import org.tocsin.outbox.Outcome;
import org.tocsin.outbox.Outcome.Deferred;
import org.tocsin.outbox.Outcome.Fault;
import org.tocsin.outbox.Outcome.Refused;

/**
 * What a server's refusal means, by the command it answers and by its codes; never by its text,
 * which every server words in its own way.
 */
final class Answers {
  /** No such mailbox or domain (RFC 3463); the only refusals after which nobody writes again. */
  private static final Set<String> NOBODY_THERE =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  /** SPF, DKIM, DMARC and reverse DNS (RFC 7372, and Microsoft's): our setup is at fault (G08). */
  private static final Set<String> UNAUTHENTICATED =
      Set.of("5.7.20", "5.7.21", "5.7.22", "5.7.23", "5.7.25", "5.7.26", "5.7.515");

  /** Log in first, log in better (RFC 4954 6, RFC 3207 4). */
  private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

  private Answers() {}

  /** A refusal while the connection was being made: no delivery is to blame. */
  static Deferred toConnecting(SmtpReply reply) {
    return new Deferred(
        reply.label(), reply.text(), reply.isPermanent() ? Fault.CHANNEL : Fault.DELIVERY);
  }

  /** A refusal of a mail. */
  static Outcome toMail(Stage stage, SmtpReply reply) {
    // 503: the server and we have lost step, not the fault of this mail
    if (!reply.isPermanent() || reply.code() == 503) {
      return new Deferred(reply.label(), reply.text(), Fault.DELIVERY);
    }
    if (stage == Stage.MAIL || isOurSetup(reply)) {
      return new Deferred(reply.label(), reply.text(), Fault.CHANNEL);
    }
    return new Refused(reply.label(), reply.text(), NOBODY_THERE.contains(reply.status()));
  }

  private static boolean isOurSetup(SmtpReply reply) {
    return LOGIN.contains(reply.code()) || UNAUTHENTICATED.contains(reply.status());
  }
}
