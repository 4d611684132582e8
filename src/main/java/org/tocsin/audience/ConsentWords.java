package org.tocsin.audience;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tocsin.civic.Cells;
import org.tocsin.consent.Consent.Reason;

/** What people and programs write of whether somebody may be written to. */
final class ConsentWords {
  /** What a cell says. */
  enum Said {
    YES,
    NO,
    /** They have opted out, or nothing may go there; see {@link #reason}. */
    OUT,
    /** Neither that somebody agreed nor that they do not want. */
    NOTHING,
    /** That nobody knows; so it cannot be a yes. */
    UNKNOWN
  }

  private static final Set<String> YES =
      Set.of(
          "yes",
          "y",
          "true",
          "t",
          "1",
          "x",
          "si",
          "on",
          "ok",
          "okay",
          "opted in",
          "opt in",
          "optin",
          "optedin",
          "subscribed",
          "subscriber",
          "agreed",
          "checked",
          "confirmed",
          "express",
          "express consent",
          "consented",
          "given",
          "granted",
          "accepted",
          "suscrito",
          "suscrita",
          "double opt in",
          "single opt in",
          "confirmed opt in",
          "email subscribed",
          "sms subscribed",
          "resubscribed",
          "re subscribed",
          "opted in to texts",
          "1.0");

  /** These say it only where the column is about a subscription. */
  private static final Set<String> YES_OF_A_SUBSCRIPTION = Set.of("active", "subscribe");

  private static final Set<String> NO =
      Set.of(
          "no",
          "n",
          "false",
          "f",
          "0",
          "0.0",
          "off",
          "declined",
          "unchecked",
          "refused",
          "denied",
          "not agreed",
          "no thanks");
  private static final Set<String> NOTHING =
      Set.of(
          "no consent",
          "nonsubscribed",
          "non subscribed",
          "not subscribed",
          "nonsubscriber",
          "transactional",
          "pending",
          "unconfirmed",
          "awaiting confirmation",
          "never",
          "never subscribed",
          "did not subscribe",
          "did not confirm",
          "not confirmed",
          "neutral",
          "unknown",
          "not set",
          "none",
          "null",
          "n/a",
          "na",
          "inactive",
          "enabled",
          "disabled",
          "archived",
          "draft",
          "not asked",
          "no preference",
          "implied",
          "implicit",
          "unspecified",
          "not specified",
          "not opted in",
          "no status",
          "undecided",
          "");

  private static final Set<String> DELIVERABLE = Set.of("good", "valid", "deliverable", "verified");

  private static final Set<String> UNSUBSCRIBED =
      Set.of(
          "unsubscribe",
          "unsubscribed",
          "unsub",
          "opted out",
          "opt out",
          "optout",
          "optedout",
          "on hold opt out",
          "cancelled",
          "canceled",
          "revoked",
          "withdrawn",
          "left",
          "globally unsubscribed",
          "global unsubscribe",
          "unsubscribed globally",
          "user opt out",
          "desuscrito",
          "desuscrita",
          "de baja",
          "baja",
          "cancelado",
          "previously unsubscribed",
          "email unsubscribed",
          "sms unsubscribed",
          "unsubscribed (manual)",
          "confirmed opt out",
          "opted out of texts",
          "unsubscribed by admin",
          "admin unsubscribed",
          "remove");
  private static final Set<String> STOPPED =
      Set.of("stop", "stopped", "stop received", "replied stop");
  private static final Set<String> BY_HAND =
      Set.of(
          "suppressed",
          "by hand",
          "removed",
          "blocked",
          "blocklisted",
          "blacklisted",
          "blocklist",
          "blacklist",
          "do not contact",
          "do not email",
          "do not text",
          "dnc",
          "do not mail",
          "banned",
          "deleted",
          "global suppression",
          "deceased",
          "excluded",
          "do not send",
          "unmailable",
          "never contact",
          "suppress",
          "not mailable");
  private static final Set<String> DEAD =
      Set.of(
          "cleaned",
          "hard bounce",
          "hard bounced",
          "bounced",
          "bouncing",
          "bounce",
          "invalid",
          "previous bounce",
          "on hold bounce",
          "held",
          "on hold",
          "undeliverable",
          "bad",
          "dropped",
          "invalid email",
          "bad email",
          "previously bounced",
          "non existent",
          "hardbounce",
          "bounced (hard)",
          "mailbox does not exist");
  private static final Set<String> REFUSED =
      Set.of("provider", "carrier blocked", "landline", "invalid number", "unreachable");
  private static final Set<String> COMPLAINED =
      Set.of(
          "complaint",
          "complained",
          "spam",
          "spam complaint",
          "previous spam complaint",
          "junk",
          "abuse",
          "spam report",
          "reported spam",
          "marked as spam",
          "abuse complaint",
          "reported as spam",
          "spam reported",
          "complainer");

  private static final Pattern BETWEEN = Pattern.compile("[\\s_\"\\[\\]{}-]+");
  private static final Pattern JOINING = Pattern.compile("subscri|suscri|\\bin\\b|optin|optedin");

  private ConsentWords() {}

  /**
   * @param isOfSubscription whether the column tells of nothing but a subscription
   */
  static Said read(String cell, boolean isOfSubscription) {
    if (cell.isEmpty()) {
      return Said.NOTHING;
    }
    String words = folded(cell);
    if (reason(cell).isPresent()) {
      return Said.OUT;
    }
    if (YES.contains(words) || isOfSubscription && YES_OF_A_SUBSCRIPTION.contains(words)) {
      return Said.YES;
    }
    if (NO.contains(words)) {
      return Said.NO;
    }
    boolean isNothing =
        NOTHING.contains(words)
            || DELIVERABLE.contains(words)
            || YES_OF_A_SUBSCRIPTION.contains(words);
    return isNothing ? Said.NOTHING : Said.UNKNOWN;
  }

  /** Whether it says of an address that mail arrives, and nothing of what its owner wants. */
  static boolean tellsOfDelivery(String cell) {
    return DELIVERABLE.contains(folded(cell));
  }

  /** Whether a yes is to being written to, and not to the name of its column. */
  static boolean tellsOfJoining(String cell) {
    return JOINING.matcher(folded(cell)).find();
  }

  /** Why nothing may go there; empty where the words say no such thing. */
  static Optional<Reason> reason(String cell) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    String words = folded(cell);
    if (UNSUBSCRIBED.contains(words)) {
      return Optional.of(Reason.UNSUBSCRIBE);
    }
    if (STOPPED.contains(words)) {
      return Optional.of(Reason.STOP);
    }
    if (BY_HAND.contains(words)) {
      return Optional.of(Reason.BY_HAND);
    }
    if (DEAD.contains(words)) {
      return Optional.of(Reason.HARD_BOUNCE);
    }
    if (words.equals("wrong number")) {
      return Optional.of(Reason.WRONG_NUMBER);
    }
    if (REFUSED.contains(words)) {
      return Optional.of(Reason.PROVIDER);
    }
    return COMPLAINED.contains(words) ? Optional.of(Reason.COMPLAINT) : Optional.empty();
  }

  private static String folded(String cell) {
    return BETWEEN.matcher(Columns.unaccented(Cells.plain(cell))).replaceAll(" ").strip();
  }
}
