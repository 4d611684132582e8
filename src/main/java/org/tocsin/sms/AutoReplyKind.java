package org.tocsin.sms;

import java.util.Locale;

/** What we reply to a text. Held by a CHECK in the database. */
enum AutoReplyKind {
  NOTHING,
  STOPPED,
  STARTED,
  HELP,
  /** What they wrote is unclear: the one way that is not. */
  HOW_TO_STOP,
  /** It is not the number of the person that we mean. */
  SORRY,
  /** They asked for an end of emails only. */
  EMAILS_STOPPED,
  ALL_STOPPED,
  /** They want to be back, and only START and its like lift the network's own block (K06). */
  TEXT_START,
  /** They say that they called, for the first time. */
  CALLED;

  /** As it stands in the database, where nothing is null. */
  String code() {
    return this == NOTHING ? null : name().toLowerCase(Locale.ROOT);
  }

  /** From how it stands in the database. */
  static AutoReplyKind of(String code) {
    return code == null ? NOTHING : valueOf(code.toUpperCase(Locale.ROOT));
  }
}
