package org.tocsin.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an organizer may do; each may do all that those before it may. */
public enum Role {
  /** Writes sheets. */
  AUTHOR,
  /** Also sends, reads the inbox, sees people. */
  PUBLISHER,
  /** Also accounts, settings, imports, erasing. */
  ADMIN;

  /** As it stands in the database and on the command line. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String code) {
    return Stream.of(values()).filter(role -> role.code().equals(code)).findFirst();
  }

  /** Whether what {@code needed} may do is allowed to this one. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
