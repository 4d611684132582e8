package org.tocsin.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tocsin.Channel;

/**
 * Everything that is known about whoever can be reached at an address.
 *
 * @param people usually one; several who share a number, or none
 * @param addresses the one asked for first, then the others of these people
 * @param messages what was sent to them, the newest first
 * @param calls that they say they made, the newest first
 */
public record SubscriberRecord(
    Contact asked,
    List<Person> people,
    List<Address> addresses,
    List<Message> messages,
    List<Call> calls) {
  /** Where nobody has the address and nothing ever happened to it. */
  public boolean isEmpty() {
    return people.isEmpty() && addresses.stream().allMatch(Address::isBlank);
  }

  /**
   * @param consentAt null where unknown
   */
  public record Person(
      Subscriber subscriber, String consentSource, Instant consentAt, Instant createdAt) {}

  /**
   * @param held whether nothing goes there until an organizer has decided what they meant
   * @param agreed whether one of these people has agreed to be written to there
   * @param reason why it is suppressed; empty where it is not
   * @param since null where it is not suppressed
   */
  public record Address(
      Channel channel,
      String address,
      UUID key,
      boolean agreed,
      boolean held,
      Optional<String> reason,
      Instant since,
      List<Change> changes,
      List<Received> received) {
    boolean isBlank() {
      return reason.isEmpty() && !held && changes.isEmpty() && received.isEmpty();
    }

    /** "suppressed", "held", "subscribed" or "no consent". */
    public String state() {
      if (reason.isPresent()) {
        return "suppressed";
      }
      if (held) {
        return "held";
      }
      return agreed ? "subscribed" : "no consent";
    }
  }

  /**
   * A change of consent.
   *
   * @param change "asked" where a sign-up has yet to be confirmed, else "given", "withdrawn" or
   *     "restored"
   * @param way how it was said; source: what can be looked up
   * @param words what was shown or received
   */
  public record Change(Instant at, String change, String way, String source, String words) {}

  /** A text or an email that came from them, and how it was read. */
  public record Received(Instant at, String reading, String body) {}

  /**
   * A call that they say they made.
   *
   * @param sheet its name in addresses
   * @param official the id of who was called
   * @param result "reached", "message", "busy", "supports" or "opposes"
   */
  public record Call(Instant at, String sheet, String official, String result) {}

  /** A delivery. attemptedAt and settledAt may be null; code and reason may be "". */
  public record Message(
      long id,
      long alert,
      String sheet,
      Channel channel,
      String address,
      String state,
      Instant attemptedAt,
      Instant settledAt,
      String code,
      String reason) {}
}
