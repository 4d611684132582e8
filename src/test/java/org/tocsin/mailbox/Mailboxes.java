package org.tocsin.mailbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.tocsin.consent.Holds;
import org.tocsin.consent.ReplyReader;
import org.tocsin.consent.Tokens;
import org.tocsin.outbox.ReturnAddress;
import org.tocsin.support.Ledger;

/** Mailboxes over a ledger, as an installation has them that leaves at leave@example.org. */
final class Mailboxes {
  private Mailboxes() {}

  /**
   * One that suppresses an address after three bounces in thirty days.
   *
   * @param returns the return addresses of the mails that were sent; empty where they have none
   */
  static Mailbox over(Ledger ledger, Optional<ReturnAddress> returns) {
    DeliveryMatcher trace = new DeliveryMatcher(returns, Tokens.of(ledger.jdbi));
    return new Mailbox(
        ledger.jdbi,
        ledger.clock,
        ledger.consent,
        trace,
        new EmailOptOut(
            trace,
            ledger.consent,
            ledger.keys,
            new Holds(ledger.clock),
            new ReplyReader(Set::of)::read,
            "leave@example.org"),
        new Mailbox.Setup("", 3, Duration.ofDays(30)));
  }
}
