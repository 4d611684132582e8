package org.tocsin.email;

import java.util.Optional;

/**
 * How we log in to a mail server.
 *
 * @param username "" where we do not
 * @param tokens what to log in with in place of a password (XOAUTH2), when present
 */
public record MailLogin(String username, String password, Optional<AccessTokens> tokens) {
  public static final MailLogin NONE = new MailLogin("", "", Optional.empty());

  /** Whether we log in at all. */
  boolean isWanted() {
    return !username.isEmpty();
  }
}
