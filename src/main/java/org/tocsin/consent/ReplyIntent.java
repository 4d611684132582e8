package org.tocsin.consent;

import java.util.Locale;

/** What a person's answer by text or email means. */
public enum ReplyIntent {
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

  /** As people read it: "Stop". */
  public String word() {
    return name().charAt(0) + code().substring(1);
  }

  /** From how it stands in the database. */
  public static ReplyIntent of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
