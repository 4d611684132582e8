package org.tocsin.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.ledger.TakeBounce;
import org.tocsin.mailbox.DeliveryMatcher.Written;
import org.tocsin.mailbox.Finding.Recipient;
import org.tocsin.verdict.Reason;
import org.tocsin.verdict.Reason.Fault;

/**
 * What a bounce changes: the delivery did not arrive, and an address that is dead is left alone.
 */
final class Bounces {
  /** A mail that has not come back by then has arrived. */
  private static final Duration ARRIVED = Duration.ofDays(2);

  private final Consent consent;
  private final Clock clock;
  private final Rule rule;

  Bounces(Consent consent, Clock clock, Rule rule) {
    this.consent = consent;
    this.clock = clock;
    this.rule = rule;
  }

  /**
   * When an address that may work tomorrow is given up (B13).
   *
   * @param bounces so many, and no mail that arrived between them; 0 for never
   * @param within the time in which they are counted
   */
  public record Rule(int bounces, Duration within) {}

  /**
   * What came of it.
   *
   * @param reason as it is stored
   * @param counts whether it is one more soft bounce of this address
   */
  record Applied(String reason, boolean counts) {}

  Applied apply(Handle handle, Written written, Finding finding) {
    Recipient said = about(written, finding);
    if (said.reason() == Reason.DELAYED || said.reason() == Reason.DELIVERED) {
      return new Applied(said.reason().code(), false);
    }
    boolean moved =
        TakeBounce.of(handle, written.id(), said.status(), said.reason().code(), clock.instant());
    if (said.isHard()) {
      giveUp(handle, written, said);
    }
    boolean soft = moved && !said.isHard() && said.reason().fault() != Fault.NOBODYS;
    if (soft && rule.bounces() > 0 && before(handle, written) + 1 >= rule.bounces()) {
      giveUp(handle, written, said);
    }
    return new Applied(said.reason().code(), soft);
  }

  /**
   * What is said about the one we wrote to. Where only others are named, as behind a forwarding, it
   * is theirs to be dead, and ours only that nothing arrived.
   */
  private static Recipient about(Written written, Finding finding) {
    List<Recipient> all = finding.recipients();
    String ours = Addresses.key(written.address());
    Optional<Recipient> named =
        all.stream().filter(r -> Addresses.key(r.address()).equals(ours)).findFirst();
    return named.orElseGet(
        () -> {
          Recipient first =
              all.isEmpty() ? new Recipient("", "", Reason.UNCLEAR, false) : all.get(0);
          boolean nameless = all.size() < 2 && first.address().isEmpty();
          return new Recipient("", first.status(), first.reason(), nameless && first.isFinal());
        });
  }

  private void giveUp(Handle handle, Written written, Recipient said) {
    consent.withdraw(
        handle,
        Channel.EMAIL,
        written.addressKey(),
        Consent.Reason.HARD_BOUNCE,
        new Evidence(
            "bounce",
            "delivery " + written.id(),
            (said.status() + " " + said.reason().code()).strip()));
  }

  /** How many have counted since a mail last arrived. */
  private int before(Handle handle, Written written) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM inbound_mail
            WHERE counts AND address_key = :key AND at > :since
              AND at > coalesce(
                (SELECT max(settled_at) FROM delivery
                 WHERE subscriber_id = :subscriber AND channel = <email> AND address_key = :key
                   AND state = 'accepted' AND settled_at < :arrived), '-infinity')
            """)
        .bind("key", written.addressKey())
        .bind("subscriber", written.subscriberId())
        .bind("since", now().minus(rule.within()))
        .bind("arrived", now().minus(ARRIVED))
        .mapTo(Integer.class)
        .one();
  }

  private Instant now() {
    return clock.instant();
  }
}
