package org.tocsin.call;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Who says that they called: a person by a link of their own, else a browser.
 *
 * @param subscriberId of the person, where they are known
 * @param browser a keyed hash of its cookie, where it sent one
 * @param alertId the alert by which the person was asked, where that is known
 */
public record Caller(
    Optional<Long> subscriberId, Optional<UUID> browser, Optional<Long> alertId, Way way) {
  /** How they said it. Held by a CHECK in the database. */
  public enum Way {
    LINK,
    PAGE,
    TEXT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Caller {
    if (subscriberId.isEmpty() && browser.isEmpty()) {
      throw new IllegalArgumentException("a caller is a person or a browser");
    }
  }
}
