package org.tocsin.audience;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.consent.Consent.Reason;

/** What programs write of an address that must not be written to, or may be. */
final class OptOutWords {
  private static final Map<String, Reason> REASONS =
      Map.ofEntries(
          Map.entry("unsubscribe", Reason.UNSUBSCRIBE),
          Map.entry("unsubscribed", Reason.UNSUBSCRIBE),
          Map.entry("unsub", Reason.UNSUBSCRIBE),
          Map.entry("opted out", Reason.UNSUBSCRIBE),
          Map.entry("opt out", Reason.UNSUBSCRIBE),
          Map.entry("optout", Reason.UNSUBSCRIBE),
          Map.entry("optedout", Reason.UNSUBSCRIBE),
          Map.entry("stop", Reason.STOP),
          Map.entry("stopped", Reason.STOP),
          Map.entry("suppressed", Reason.BY_HAND),
          Map.entry("by hand", Reason.BY_HAND),
          Map.entry("removed", Reason.BY_HAND),
          Map.entry("blocked", Reason.BY_HAND),
          Map.entry("blocklisted", Reason.BY_HAND),
          Map.entry("blacklisted", Reason.BY_HAND),
          Map.entry("do not contact", Reason.BY_HAND),
          Map.entry("do not email", Reason.BY_HAND),
          Map.entry("do not text", Reason.BY_HAND),
          Map.entry("cleaned", Reason.HARD_BOUNCE),
          Map.entry("hard bounce", Reason.HARD_BOUNCE),
          Map.entry("bounced", Reason.HARD_BOUNCE),
          Map.entry("bouncing", Reason.HARD_BOUNCE),
          Map.entry("bounce", Reason.HARD_BOUNCE),
          Map.entry("invalid", Reason.HARD_BOUNCE),
          Map.entry("provider", Reason.PROVIDER),
          Map.entry("complaint", Reason.COMPLAINT),
          Map.entry("complained", Reason.COMPLAINT),
          Map.entry("spam", Reason.COMPLAINT),
          Map.entry("spam complaint", Reason.COMPLAINT));

  /** These say that nobody has opted out; whether anybody agreed stands elsewhere. */
  private static final Set<String> HARMLESS =
      Set.of(
          "",
          "subscribed",
          "no consent",
          "nonsubscribed",
          "non subscribed",
          "not subscribed",
          "transactional",
          "pending",
          "unconfirmed",
          "active",
          "enabled",
          "confirmed");

  private OptOutWords() {}

  /** Why nothing may go there; empty where the words say no such thing. */
  static Optional<Reason> reason(String written) {
    return Optional.ofNullable(REASONS.get(folded(written)));
  }

  /** Whether the words are known to be no opt-out. */
  static boolean areHarmless(String written) {
    return HARMLESS.contains(folded(written));
  }

  private static String folded(String written) {
    return written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
  }
}
