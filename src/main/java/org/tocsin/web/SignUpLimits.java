package org.tocsin.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.audience.Contact;
import org.tocsin.consent.AddressKeys;

/**
 * Counts sign-ups, over all processes and one after the other, so that nobody has us write to the
 * whole phone book or fill one organization's mailboxes. What is kept of a network or a domain is a
 * keyed hash, for two days (P12).
 */
public final class SignUpLimits {
  /** Whoever has one address often has those beside it: a /64 inside a /48. */
  private static final int IPV6_BITS = 64;

  private static final int IPV6_WIDE_BITS = 48;
  private static final int WIDE_TIMES = 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final VisitCounts counts;
  private final SignUpSettings settings;

  public SignUpLimits(Jdbi jdbi, Clock clock, AddressKeys keys, SignUpSettings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.counts = new VisitCounts(jdbi, keys);
    this.settings = settings;
  }

  /**
   * Counts one more form, before anything else is done for it.
   *
   * @param client the address where it comes from
   * @return false when too many came from there this hour
   */
  boolean mayCome(String client) {
    Optional<InetAddress> address = Network.address(client);
    boolean isWide = address.isPresent() && !(address.get() instanceof Inet4Address);
    return counts("network", VisitCounts.network(address, IPV6_BITS), hour(), settings.perNetwork())
        && (!isWide
            || counts(
                "wide_network",
                VisitCounts.network(address, IPV6_WIDE_BITS),
                hour(),
                settings.perNetwork() * WIDE_TIMES));
  }

  /**
   * The same above that limit, with the answer to a question, each of which counts once.
   *
   * @param token of the question
   */
  boolean mayComeWithProof(String client, String token) {
    Optional<InetAddress> address = Network.address(client);
    return counts("proof", token, day(), 1)
        && counts(
            "proved",
            VisitCounts.network(address, IPV6_BITS),
            hour(),
            settings.perNetworkWithProof());
  }

  /** Whether a question is worth asking. */
  boolean takesProof() {
    return settings.perNetworkWithProof() > 0;
  }

  /**
   * Counts what one sign-up would have us send.
   *
   * @param email and phone: where to, where they are wanted
   * @return empty where that may be; else the label that says what there was too much of
   */
  Optional<String> refused(Optional<Contact> email, Optional<Contact> phone) {
    if (email.isPresent() && !domainCounts(email.get().address())) {
      return Optional.of("subscribe.often.domain");
    }
    if (phone.isPresent() && !counts("texts", "", day(), settings.textsPerDay())) {
      return Optional.of("subscribe.often.texts");
    }
    return counts("all", "", hour(), settings.inAll())
        ? Optional.empty()
        : Optional.of("subscribe.often.all");
  }

  private boolean domainCounts(String email) {
    String domain = receiver(email.substring(email.lastIndexOf('@') + 1));
    return settings.isOpen(domain) || counts("domain", domain, hour(), settings.perDomain());
  }

  /**
   * Names below a domain are its own: "mx1.school.test" is "school.test", "a.b.co.uk" "b.co.uk".
   */
  private static String receiver(String domain) {
    String[] labels = domain.split("\\.");
    int n = labels.length;
    boolean isSecondLevel = n > 2 && labels[n - 1].length() == 2 && labels[n - 2].length() <= 3;
    return String.join(
        ".", Arrays.copyOfRange(labels, Math.max(0, n - (isSecondLevel ? 3 : 2)), n));
  }

  private Instant hour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS);
  }

  private Instant day() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private boolean counts(String kind, String what, Instant since, int limit) {
    return counts.add(new VisitCounts.Kind(kind, what), since, limit);
  }

  /** Forgets what is over. */
  public void deleteExpired() {
    Instant now = clock.instant();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM sign_up_count WHERE since < ?", now.minus(Duration.ofDays(2))));
  }
}
