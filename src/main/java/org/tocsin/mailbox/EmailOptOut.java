package org.tocsin.mailbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.tocsin.Channel;
import org.tocsin.consent.AddressKeys;
import org.tocsin.consent.Consent;
import org.tocsin.consent.Evidence;
import org.tocsin.consent.Holds;
import org.tocsin.consent.QuotedTextStripper;
import org.tocsin.consent.ReplyClassification;
import org.tocsin.consent.ReplyIntent;
import org.tocsin.consent.SamePerson;
import org.tocsin.mailbox.DeliveryMatcher.Written;

/** People who leave by writing to us: to the address in List-Unsubscribe, or in a reply (C05). */
public final class EmailOptOut {
  private static final int LONGEST_WORDS = 2000;

  private final DeliveryMatcher trace;
  private final Consent consent;
  private final AddressKeys addressKeys;
  private final Holds holds;
  private final Function<String, ReplyClassification> reading;
  private final String unsubscribeAddress;

  /**
   * @param reading what the text of a mail means
   * @param unsubscribeAddress where a mail only comes for that, or ""
   */
  public EmailOptOut(
      DeliveryMatcher trace,
      Consent consent,
      AddressKeys addressKeys,
      Holds holds,
      Function<String, ReplyClassification> reading,
      String unsubscribeAddress) {
    this.trace = trace;
    this.consent = consent;
    this.addressKeys = addressKeys;
    this.holds = holds;
    this.reading = reading;
    this.unsubscribeAddress = unsubscribeAddress;
  }

  /**
   * Whether a mail is a wish to leave, whatever kind of mail it is besides: programs write such
   * mails too when a person presses their button.
   */
  boolean isWish(Handle handle, InboundMessage letter) {
    return trace.wish(handle, letter).isPresent() || isToUnsubscribe(letter) && !letter.isReport();
  }

  /**
   * @param answered the delivery that it answers to
   * @return what the mail says
   */
  ReplyIntent apply(Handle handle, InboundMessage letter, Optional<Written> answered) {
    Optional<Written> wish = trace.wish(handle, letter);
    if (wish.isPresent()) {
      Evidence evidence = new Evidence("mailto", "delivery " + wish.get().id(), "");
      withdraw(handle, wish.get().addressKey(), evidence);
      return ReplyIntent.STOP;
    }
    String text = text(letter);
    boolean asked = isToUnsubscribe(letter);
    ReplyClassification reading =
        asked
            ? new ReplyClassification(ReplyIntent.STOP, "came where one leaves")
            : this.reading.apply(text);
    String words = text.substring(0, Math.min(text.length(), LONGEST_WORDS)).strip();
    String source = answered.map(written -> "delivery " + written.id()).orElse("");
    Evidence evidence = new Evidence(asked ? "mailto" : "reply", source, words);
    for (UUID key : keys(handle, letter, answered)) {
      switch (reading.reply()) {
        case STOP -> leave(handle, key, evidence, reading);
        case UNSURE -> hold(handle, key, evidence, reading);
        default -> {
          // kept for people to read
        }
      }
    }
    return reading.reply();
  }

  /**
   * What somebody on the list wrote.
   *
   * @param from the key of their address
   * @param words the first of them, without what they quote
   */
  record Said(UUID from, String words) {}

  /** Of whoever it was written to, else of whoever says that they write. */
  Optional<Said> said(Handle handle, InboundMessage letter, Optional<Written> answered) {
    String text = QuotedTextStripper.of(text(letter)).strip();
    return keys(handle, letter, answered).stream()
        .filter(key -> isKnown(handle, key))
        .findFirst()
        .map(key -> new Said(key, text.substring(0, Math.min(text.length(), LONGEST_WORDS))));
  }

  /** Who asks for an end of texts by email gets none where it is sure which number is theirs. */
  private void leave(Handle handle, UUID key, Evidence evidence, ReplyClassification reading) {
    ReplyClassification.About about = reading.about();
    boolean texts =
        about == ReplyClassification.About.TEXTS || about == ReplyClassification.About.BOTH;
    List<UUID> phones = texts ? SamePerson.phones(handle, key) : List.of();
    if (phones.size() == 1) {
      consent.withdraw(handle, Channel.SMS, phones.get(0), Consent.Reason.STOP, evidence);
    }
    if (about != ReplyClassification.About.TEXTS) {
      withdraw(handle, key, evidence);
    } else if (phones.size() != 1) {
      String why = "asks to end texts, and it is not known to which number";
      hold(handle, key, evidence, new ReplyClassification(ReplyIntent.UNSURE, why));
    }
  }

  private boolean isToUnsubscribe(InboundMessage letter) {
    return !unsubscribeAddress.isEmpty()
        && List.of("to", "delivered-to", "x-original-to", "envelope-to").stream()
            .flatMap(field -> letter.headers().all(field).stream())
            .flatMap(field -> Addresses.in(field).stream())
            .anyMatch(unsubscribeAddress::equalsIgnoreCase);
  }

  private static String text(InboundMessage letter) {
    return letter
        .part("text/plain")
        .map(InboundMessage.Part::text)
        .filter(text -> !text.isBlank())
        .orElseGet(new BounceText(letter)::unquoted);
  }

  /** Who writes, as far as we know them, and the one we wrote to, who may be the same. */
  private Set<UUID> keys(Handle handle, InboundMessage letter, Optional<Written> answered) {
    Set<UUID> keys = new LinkedHashSet<>();
    answered.map(Written::addressKey).ifPresent(keys::add);
    Addresses.in(letter.headers().get("from")).stream()
        .limit(1)
        .map(from -> addressKeys.of(Channel.EMAIL, Addresses.key(from)))
        .filter(key -> isKnown(handle, key))
        .forEach(keys::add);
    return keys;
  }

  private static boolean isKnown(Handle handle, UUID key) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM subscriber WHERE email_key = :key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  private void withdraw(Handle handle, UUID key, Evidence evidence) {
    consent.withdraw(handle, Channel.EMAIL, key, Consent.Reason.UNSUBSCRIBE, evidence);
  }

  private void hold(Handle handle, UUID key, Evidence evidence, ReplyClassification reading) {
    if (!consent.isSuppressed(handle, Channel.EMAIL, key)) {
      holds.hold(handle, Channel.EMAIL, key, evidence.source(), evidence.words(), reading);
    }
  }
}
