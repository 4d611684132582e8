package org.tocsin.consent;

import java.util.Locale;

/** What a person's answer to a text means. */
public enum Reply {
  STOP,
  START,
  HELP,
  /** Perhaps an opt-out; a person should look at it. */
  UNSURE,
  OTHER;

  /** As it stands in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From how it stands in the database. */
  public static Reply of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
