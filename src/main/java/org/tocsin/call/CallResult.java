package org.tocsin.call;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a call, as the caller says. Held by a CHECK in the database. */
public enum CallResult {
  /** Somebody answered, and did not say where the official stands. */
  REACHED,
  /** Left a message. */
  MESSAGE,
  /** Busy, or no answer. */
  BUSY,
  /** They said that the official supports it. */
  SUPPORTS,
  /** They said that the official opposes it. */
  OPPOSES;

  /** As it stands in the database, in a form and in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From its code; empty for anything else, null among it. */
  public static Optional<CallResult> of(String code) {
    return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
