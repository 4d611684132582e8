package org.tocsin.audience;

import java.time.Instant;
import org.tocsin.consent.Consent;

/**
 * An opt-out that a file brings along.
 *
 * @param at when it was said, or null where the file does not tell
 */
record OptOut(Consent.Reason reason, Instant at) {
  /** As it goes into the database; null where there is none. */
  static String code(OptOut optOut) {
    return optOut == null ? null : optOut.reason().code();
  }

  /** When, or null. */
  static Instant at(OptOut optOut) {
    return optOut == null ? null : optOut.at();
  }
}
